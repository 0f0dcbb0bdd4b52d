using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>What is logged of the reading of shops' APIs.</summary>
internal static partial class ReconcileLog
{
    [LoggerMessage(
        Level = LogLevel.Information, Message = "The {Run} of shop '{Shop}' has read {Items} things on {Pages} pages in {Duration}")]
    public static partial void Pulled(this ILogger logger, string shop, string run, int items, int pages, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shop '{Shop}' could not be read: {Cause}")]
    public static partial void PullFailed(this ILogger logger, string shop, string cause);
}
