using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What is logged of automations: how many, and what became of them. Never of whom.</summary>
internal static partial class AutomationsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Things} things are due for automations, put in {Messages} messages")]
    public static partial void Due(this ILogger logger, int things, int messages);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Step {Step} of automation '{Automation}' failed and is tried again: {Cause}")]
    public static partial void StepFailed(this ILogger logger, string automation, string? step, string cause);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A run of automation '{Automation}' ended: step {Step} failed {Tries} times, the last time: {Cause}")]
    public static partial void StepGivenUp(this ILogger logger, string automation, string? step, int tries, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A run of automation '{Automation}' cannot be read and is passed over: {Cause}")]
    public static partial void RunUnreadable(this ILogger logger, string automation, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something due for automations ({What}) failed and is tried again: {Cause}")]
    public static partial void DueFailed(this ILogger logger, string what, string cause);

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
