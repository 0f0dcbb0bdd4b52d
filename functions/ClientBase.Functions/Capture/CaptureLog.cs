using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Capture;

/// <summary>What is logged of captures: ids and sizes. One a lead is too much to keep, so they show at Debug only.</summary>
internal static partial class CaptureLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Capture {CaptureId} of {Source} is durable: {Bytes} bytes in its message")]
    public static partial void Queued(this ILogger logger, string captureId, string source, int bytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "Capture {CaptureId} of {Source} is durable: {Bytes} bytes in blob {Blob}")]
    public static partial void QueuedByBlob(this ILogger logger, string captureId, string source, int bytes, string blob);
}
