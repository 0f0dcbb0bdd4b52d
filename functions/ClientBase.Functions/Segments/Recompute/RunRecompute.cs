using System.Diagnostics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Recomputes the segments of the whole base from what changed: one run at a time.</summary>
/// <remarks>
/// Plan: take the dirty rows of each shard into its snapshot, rank the base, decide everybody's segments, keep the new snapshots beside the
/// old ones. Apply: write what differs between the two, then put the new one in the place of the old. A run that is cut short goes on with
/// the same plan, so that what it writes again is the same.
/// </remarks>
public sealed class RunRecompute(
    RecomputeRuns runs,
    Snapshots snapshots,
    RecomputePlan plan,
    DirtyRows dirty,
    Memberships memberships,
    SegmentStore segments,
    SegmentHistory history,
    IEnumerable<IMembershipFollower> followers,
    RecomputeRequests requests,
    TimeProvider clock,
    ILogger<RunRecompute> logger)
{
    // Often enough to show how far it is and that its owner lives; what is written says by itself that it is.
    private static readonly TimeSpan NotedEvery = TimeSpan.FromSeconds(5);

    /// <summary>Runs when somebody asked; when a run is under way, that one is followed by another.</summary>
    [Function(nameof(RunRecompute))]
    public async Task RunAsync([QueueTrigger(Queues.Recompute)] RecomputeAsked message, CancellationToken cancellationToken)
    {
        if (message.IsSoon && await PauseAsync(cancellationToken) is { } pause)
        {
            await requests.PostponeAsync(message, pause, cancellationToken);
            return;
        }

        if (await runs.BeginAsync(message, clock.GetUtcNow(), cancellationToken) is not { } run)
        {
            return;
        }

        // A run that goes on with its plan leaves the rows it was made from to the next one, but asks them for the reasons.
        var isResumed = run.IsPlanned;
        IReadOnlyDictionary<string, ShardChanges> changes = new Dictionary<string, ShardChanges>();
        if (!run.IsPlanned)
        {
            var planned = await plan.MakeAsync(run, cancellationToken);
            changes = planned.Changes;
            run = await runs.AdvanceAsync(run.WithPlan(planned.Shards), clock.GetUtcNow(), cancellationToken);
        }

        var isWritten = isResumed || run.Left != 0;
        var noted = clock.GetTimestamp();
        foreach (var shard in ContactId.Shards.Where(run.IsLeft).ToList())
        {
            var watch = Stopwatch.StartNew();
            var taken = changes.GetValueOrDefault(shard, ShardChanges.None);
            var causes = isResumed ? await dirty.ReadAsync(shard, cancellationToken) : taken;
            await ApplyAsync(run, shard, taken, causes.Causes, cancellationToken);
            logger.Applied(run.Id, shard, watch.Elapsed.TotalSeconds);
            run = run.WithApplied(shard);
            if (clock.GetElapsedTime(noted) > NotedEvery)
            {
                run = await runs.AdvanceAsync(run, clock.GetUtcNow(), cancellationToken);
                noted = clock.GetTimestamp();
            }
        }

        if (isWritten)
        {
            await history.NoteAsync(run.AsOf, await segments.CountAsync(cancellationToken), cancellationToken);
        }

        var ended = await runs.AdvanceAsync(run.Finish(clock.GetUtcNow()), clock.GetUtcNow(), cancellationToken);
        logger.Finished(ended.Id, ended.Took.TotalSeconds);
        if (ended.IsWantedAgain)
        {
            await requests.AskAsync(isRebuild: false, cancellationToken);
        }
    }

    // A large base takes long, and changes all the time: it rests twice as long as it works.
    private async Task<TimeSpan?> PauseAsync(CancellationToken cancellationToken) =>
        await runs.GetAsync(cancellationToken) is { IsFinished: true } last && last.AsOf + (3 * last.Took) - clock.GetUtcNow() is var rest
            && rest > TimeSpan.Zero
            ? rest
            : null;

    private async Task ApplyAsync(
        RecomputeRun run,
        string shard,
        ShardChanges changes,
        IReadOnlyDictionary<string, string> causes,
        CancellationToken cancellationToken)
    {
        if (await snapshots.ReadNextAsync(run, shard, cancellationToken) is not { } next)
        {
            return; // Written before this run was cut short.
        }

        var before = (await snapshots.ReadAsync(shard, withKeys: false, cancellationToken)).Facts;
        var differences = SegmentChange.Between(SnapshotCodec.Unpack(before), SnapshotCodec.Unpack(next));
        var reasons = new ChangeReasons(causes, SnapshotCodec.HeaderOf(before), SnapshotCodec.HeaderOf(next));
        await memberships.SaveAsync(run, shard, differences, reasons, cancellationToken);
        foreach (var follower in followers)
        {
            await follower.FollowAsync(run, differences, cancellationToken);
        }

        await segments.SaveCountsAsync(shard, Count(next), cancellationToken);
        await snapshots.PromoteAsync(run, shard, next, cancellationToken);
        await dirty.ForgetAsync(shard, changes, cancellationToken);
    }

    private static SortedDictionary<string, int> Count(ReadOnlyMemory<byte> facts)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var segment in SnapshotCodec.Unpack(facts).SelectMany(contact => contact.Segments))
        {
            counts[segment] = counts.GetValueOrDefault(segment) + 1;
        }

        return counts;
    }
}
