using System.Globalization;
using Azure;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>How far a recompute has come. There is one at a time.</summary>
/// <param name="AsOf">The one instant all its figures are of; also its name.</param>
/// <param name="Owner">The message that works on it.</param>
/// <param name="TouchedAt">When its owner was last heard of.</param>
/// <param name="IsRebuild">From the contacts themselves rather than from what changed.</param>
/// <param name="IsPlanned">What is to be written is decided and kept.</param>
/// <param name="Left">Shards still to be applied, a bit each.</param>
/// <param name="IsFinished">Nothing is left to do.</param>
/// <param name="IsWantedAgain">Asked for while it ran.</param>
/// <param name="Took">How long the last finished run took.</param>
/// <param name="UpdatedAt">The instant of the last run that finished.</param>
public sealed record RecomputeRun(
    DateTimeOffset AsOf,
    string Owner,
    DateTimeOffset TouchedAt,
    bool IsRebuild,
    bool IsPlanned,
    int Left,
    bool IsFinished,
    bool IsWantedAgain,
    TimeSpan Took,
    DateTimeOffset? UpdatedAt)
{
    /// <summary>The version of its row, as it was read or written.</summary>
    public ETag ETag { get; init; }

    /// <summary>Its name in storage, which sorts by time.</summary>
    public string Id => AsOf.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a shard is still to be applied.</summary>
    public bool IsLeft(string shard) => (Left & Bit(shard)) != 0;

    /// <summary>The next run, later than the previous one even when the clock stands still.</summary>
    public static RecomputeRun Start(string owner, bool isRebuild, DateTimeOffset now, RecomputeRun? previous)
    {
        var asOf = previous is null || now > previous.AsOf ? now : previous.AsOf.AddTicks(1);
        return new RecomputeRun(
            asOf, owner, now, isRebuild, IsPlanned: false, Left: 0, IsFinished: false, IsWantedAgain: false,
            previous?.Took ?? TimeSpan.Zero, previous?.UpdatedAt);
    }

    /// <summary>What is to be applied is decided.</summary>
    public RecomputeRun WithPlan(IEnumerable<string> shards) =>
        this with { IsPlanned = true, Left = shards.Aggregate(0, (bits, shard) => bits | Bit(shard)) };

    /// <summary>A shard is written.</summary>
    public RecomputeRun WithApplied(string shard) => this with { Left = Left & ~Bit(shard) };

    /// <summary>Everything is written.</summary>
    public RecomputeRun Finish(DateTimeOffset now) => this with { IsFinished = true, UpdatedAt = AsOf, Took = now - AsOf };

    private static int Bit(string shard) => 1 << int.Parse(shard, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
