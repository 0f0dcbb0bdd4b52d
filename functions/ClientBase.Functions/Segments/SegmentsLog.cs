using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments;

/// <summary>What is logged of recomputes: how far a run is, how much it found and how long it took.</summary>
internal static partial class SegmentsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} was asked for; one more after it: {IsWantedAgain}")]
    public static partial void RunAsked(this ILogger logger, string runId, bool isWantedAgain);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} gathered shard {Shard}: {Contacts} contacts, {Seconds:0.00} s")]
    public static partial void Gathered(this ILogger logger, string runId, string shard, int contacts, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} found the cuts of {Contacts} customers in {Seconds:0.00} s")]
    public static partial void Combined(this ILogger logger, string runId, int contacts, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} applied shard {Shard}: {Contacts} contacts, {Seconds:0.00} s")]
    public static partial void Applied(this ILogger logger, string runId, string shard, int contacts, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} is finished, {Seconds:0.00} s after its start")]
    public static partial void RunFinished(this ILogger logger, string runId, double seconds);
}
