using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>What is logged of privacy: ids and numbers.</summary>
internal static partial class PrivacyLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Contact {ContactId} is erased: {Captures} captures, {Rows} rows, {Blobs} blobs")]
    public static partial void Erased(this ILogger logger, string contactId, int captures, int rows, int blobs);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "An export of a person lacks what '{Feature}' keeps, since a row of it is damaged: {Cause}")]
    public static partial void ExportUnreadable(this ILogger logger, string feature, string cause);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Rows} rows of contact {ContactId} were damaged: they are erased, and what they alone told of is not looked for")]
    public static partial void UnreadableErased(this ILogger logger, string contactId, int rows);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Capture {CaptureId} of {Source} is dropped: it is about somebody who was erased")]
    public static partial void Dropped(this ILogger logger, string captureId, string source);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Kept long enough: {Visits} visits are deleted, {Captures} captures emptied, {People} people are to be erased, in "
            + "{Seconds:0.00} s")]
    public static partial void RetentionApplied(this ILogger logger, int visits, int captures, int people, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody who was erased came back by capture {CaptureId} of {Source}")]
    public static partial void CameBack(this ILogger logger, string captureId, string source);
}
