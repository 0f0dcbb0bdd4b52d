using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What is logged of automations: how many, and what became of them. Never of whom.</summary>
internal static partial class AutomationsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Things} things are due for automations, put in {Messages} messages")]
    public static partial void Due(this ILogger logger, int things, int messages);

    [LoggerMessage(Level = LogLevel.Information, Message = "{People} people wait for product of shop {Shop}: told of {Event}")]
    public static partial void WatchersTold(this ILogger logger, int people, string shop, string @event);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Automation '{Automation}' goes on in shard {Shard} with {Runs} runs that waited")]
    public static partial void Woken(this ILogger logger, string automation, string shard, int runs);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Dates of shard {Shard} were looked through: {Dates} come near, {Stale} people went silent")]
    public static partial void DatesFound(this ILogger logger, string shard, int dates, int stale);
}
