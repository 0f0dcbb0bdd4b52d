using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments;

/// <summary>What is logged of recomputes: how far a run is, how much it found and how long it took.</summary>
internal static partial class SegmentsLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Recompute {RunId} is planned: {Changes} changes of {Contacts} contacts, {Shards} shards to write, {Seconds:0.00} s")]
    public static partial void Planned(this ILogger logger, string runId, int changes, int contacts, int shards, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} wrote shard {Shard} in {Seconds:0.00} s")]
    public static partial void Applied(this ILogger logger, string runId, string shard, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recompute {RunId} is finished, {Seconds:0.00} s after its start")]
    public static partial void Finished(this ILogger logger, string runId, double seconds);
}
