using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Asks for the facts of a shard.</summary>
public sealed record GatherShard(string RunId, string Shard);

/// <summary>Asks for the cuts of the whole base.</summary>
public sealed record CombineRun(string RunId);

/// <summary>Asks to write what changed in a shard.</summary>
public sealed record ApplyShard(string RunId, string Shard);

/// <summary>The messages a step of a run sends on. Null sends nothing.</summary>
public sealed class SegmentWork
{
    /// <summary>Nothing to do.</summary>
    public static SegmentWork None { get; } = new();

    /// <summary>Shards to gather.</summary>
    [QueueOutput(Queues.SegmentsGather)]
    public GatherShard[]? Gather { get; init; }

    /// <summary>The run to combine.</summary>
    [QueueOutput(Queues.SegmentsCombine)]
    public CombineRun? Combine { get; init; }

    /// <summary>Shards to apply.</summary>
    [QueueOutput(Queues.SegmentsApply)]
    public ApplyShard[]? Apply { get; init; }
}
