using System.Globalization;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Ranking;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>How far a recompute has come. There is one at a time; what is asked for meanwhile makes one more after it.</summary>
/// <param name="Id">Its instant, as text that sorts by time.</param>
/// <param name="Gathered">Shards whose facts are stored, a bit each.</param>
/// <param name="Cuts">The cuts, once all are gathered.</param>
/// <param name="Applied">Shards whose changes are written, a bit each.</param>
/// <param name="IsFinished">Nothing is left to do.</param>
/// <param name="IsWantedAgain">Asked for while it ran: what changed since its start needs another.</param>
/// <param name="UpdatedAt">The instant of the last run that finished.</param>
public sealed record SegmentRun(
    string Id, int Gathered, BaseCuts? Cuts, int Applied, bool IsFinished, bool IsWantedAgain, DateTimeOffset? UpdatedAt)
{
    private const string IdFormat = "yyyyMMdd'T'HHmmssfffffff'Z'";
    private const int AllShards = (1 << ContactId.ShardCount) - 1;

    /// <summary>The one instant all its figures are of.</summary>
    public DateTimeOffset AsOf => DateTimeOffset.ParseExact(Id, IdFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Whether all facts are stored.</summary>
    public bool IsGathered => Gathered == AllShards;

    /// <summary>Whether all changes are written.</summary>
    public bool IsApplied => Applied == AllShards;

    /// <summary>A new run, later than the previous one even when the clock stands still.</summary>
    public static SegmentRun Start(DateTimeOffset now, SegmentRun? previous)
    {
        var asOf = previous is null || now > previous.AsOf ? now : previous.AsOf.AddTicks(1);
        return new SegmentRun(asOf.UtcDateTime.ToString(IdFormat, CultureInfo.InvariantCulture), 0, null, 0, false, false, previous?.UpdatedAt);
    }

    /// <summary>What asking for a recompute comes to: a new run, or one more after the one under way.</summary>
    /// <param name="now">When it is asked for.</param>
    /// <param name="current">The run known, if any.</param>
    /// <param name="timeout">After which an unfinished run is given up.</param>
    public static SegmentRun Ask(DateTimeOffset now, SegmentRun? current, TimeSpan timeout) =>
        current is null || current.IsFinished || now - current.AsOf > timeout ? Start(now, current) : current with { IsWantedAgain = true };

    /// <summary>Whether a shard's facts are stored.</summary>
    public bool HasGathered(string shard) => (Gathered & Bit(shard)) != 0;

    /// <summary>Whether a shard's changes are written.</summary>
    public bool HasApplied(string shard) => (Applied & Bit(shard)) != 0;

    /// <summary>A shard's facts are stored.</summary>
    public SegmentRun WithGathered(string shard) => this with { Gathered = Gathered | Bit(shard) };

    /// <summary>The cuts are known; those found first stay.</summary>
    public SegmentRun WithCuts(BaseCuts cuts) => Cuts is null ? this with { Cuts = cuts } : this;

    /// <summary>A shard's changes are written.</summary>
    public SegmentRun WithApplied(string shard) => this with { Applied = Applied | Bit(shard) };

    /// <summary>Everything is written: the end, or the start of the run that was asked for meanwhile.</summary>
    public SegmentRun Finish(DateTimeOffset now)
    {
        var finished = this with { IsFinished = true, UpdatedAt = AsOf };
        return IsWantedAgain ? Start(now, finished) : finished;
    }

    /// <summary>The messages that bring it on from where it stands. Sending them twice does no harm.</summary>
    public SegmentWork MissingWork()
    {
        if (IsFinished)
        {
            return SegmentWork.None;
        }

        if (!IsGathered)
        {
            return new SegmentWork { Gather = [.. ContactId.Shards.Where(shard => !HasGathered(shard)).Select(shard => new GatherShard(Id, shard))] };
        }

        if (Cuts is null)
        {
            return new SegmentWork { Combine = new CombineRun(Id) };
        }

        // All applied but not finished: the last one was cut short, and any of them can finish.
        var shards = IsApplied ? ContactId.Shards.Take(1) : ContactId.Shards.Where(shard => !HasApplied(shard));
        return new SegmentWork { Apply = [.. shards.Select(shard => new ApplyShard(Id, shard))] };
    }

    private static int Bit(string shard) => 1 << int.Parse(shard, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
