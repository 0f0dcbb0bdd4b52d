using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Shops;

/// <summary>What is logged of webhooks: those that were not taken, and why. Never what they said.</summary>
internal static partial class ShopsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Topic} of shop '{Shop}' was refused: {Verdict}")]
    public static partial void SignatureRefused(this ILogger logger, string topic, string shop, SignatureVerdict verdict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Topic} of shop '{Shop}' was refused, being signed: {Error}")]
    public static partial void BodyRefused(this ILogger logger, string topic, string shop, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of shop '{Shop}' was refused: it is larger than {Limit} bytes")]
    public static partial void SizeRefused(this ILogger logger, string shop, int limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Topic} of shop '{Shop}' was taken, but {Warning}")]
    public static partial void Questionable(this ILogger logger, string topic, string shop, string warning);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Topic} of shop '{Shop}' says nothing that is used here")]
    public static partial void NotUsed(this ILogger logger, string topic, string shop);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Shop '{Shop}' asks for the data of its customer {CustomerId} to be erased: whoever has this id is erased now")]
    public static partial void ErasureAsked(this ILogger logger, string shop, string customerId);
}
