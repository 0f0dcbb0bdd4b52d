using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Telemetry;

/// <summary>What is logged of functions that fail.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} failed on message {MessageId}, try {Attempt} of {MaxAttempts}: {Cause}")]
    public static partial void MessageFailed(
        this ILogger logger, string function, string? messageId, int attempt, int maxAttempts, string cause);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Function} gives message {MessageId} up after {Attempts} tries; it goes to the poison queue of '{Queue}': {Cause}")]
    public static partial void MessagePoisoned(
        this ILogger logger, string function, string? messageId, int attempts, string queue, string cause, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Why a message of queue '{Queue}' was poisoned could not be noted: {Cause}")]
    public static partial void CauseNotNoted(this ILogger logger, string queue, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed: {Cause}")]
    public static partial void FunctionFailed(this ILogger logger, string function, string cause, Exception exception);
}
