using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed.")]
    public static partial void FunctionFailed(this ILogger logger, string function, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Function {Function} failed on message {MessageId}, attempt {Attempt} of {Attempts}.")]
    public static partial void MessageFailed(
        this ILogger logger, string function, string messageId, long attempt, int attempts, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId} of queue {Queue} went to {Poison} after {Attempts} attempts.")]
    public static partial void Poisoned(this ILogger logger, string messageId, string queue, string poison, long attempts);

    [LoggerMessage(4, LogLevel.Warning, "The lease of message {MessageId} could not be renewed, it may be delivered again: {Reason}")]
    public static partial void LeaseLost(this ILogger logger, string messageId, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Queue {Queue} cannot be read, trying again: {Reason}")]
    public static partial void QueueUnavailable(this ILogger logger, string queue, string reason);

    [LoggerMessage(6, LogLevel.Warning, "The schedule of {Function} cannot reach storage, trying again: {Reason}")]
    public static partial void ScheduleUnavailable(this ILogger logger, string function, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The lock of {Function} could not be renewed, another host may run it: {Reason}")]
    public static partial void LockLost(this ILogger logger, string function, string reason);

    [LoggerMessage(8, LogLevel.Warning, "Message {MessageId} of queue {Queue} could not be settled; it will be delivered again.")]
    public static partial void NotSettled(this ILogger logger, string messageId, string queue, Exception exception);
}
