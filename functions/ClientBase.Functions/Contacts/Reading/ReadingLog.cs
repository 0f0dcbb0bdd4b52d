using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>What is logged of reading contacts: ids and numbers.</summary>
internal static partial class ReadingLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Rows} rows beside contact {ContactId} are damaged and passed over: an order, a cart or points of it are missing")]
    public static partial void PartsUnreadable(this ILogger logger, string contactId, int rows);
}
