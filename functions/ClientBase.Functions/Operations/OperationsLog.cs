using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations;

/// <summary>What is logged of an operator's work.</summary>
internal static partial class OperationsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} poison messages of queue '{Queue}' were put back by hand")]
    public static partial void PoisonReplayed(this ILogger logger, int messages, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What this instance uses of its storage was not written down: {Cause}")]
    public static partial void UsageNotKept(this ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Copy {Backup} of the base is whole, {Seconds} s after it was begun")]
    public static partial void CopyMade(this ILogger logger, string backup, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Copy {Backup} was put back in {Seconds} s")]
    public static partial void CopyRestored(this ILogger logger, string backup, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Health: {Dependency} cannot be reached: {Cause}")]
    public static partial void Unhealthy(this ILogger logger, string dependency, string cause);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Shard {Shard} is replayed: {Read} captures read, {Filed} of them had not been filed")]
    public static partial void ShardReplayed(this ILogger logger, string shard, int read, int filed);
}
