using System.Diagnostics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Ranking;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
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
    DirtyRows dirty,
    Memberships memberships,
    SegmentStore segments,
    SegmentCatalogue catalogue,
    RecomputeRequests requests,
    IEnumerable<IChangeFollower> followers,
    TimeProvider clock,
    ILogger<RunRecompute> logger)
{
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

        // A run that goes on with its plan leaves the rows it was made from to the next one.
        var changes = new Dictionary<string, ShardChanges>(StringComparer.Ordinal);
        run = run.IsPlanned ? run : await PlanAsync(run, changes, cancellationToken);
        foreach (var shard in ContactId.Shards.Where(run.IsLeft).ToList())
        {
            var watch = Stopwatch.StartNew();
            await ApplyAsync(run, shard, changes.GetValueOrDefault(shard, ShardChanges.None), cancellationToken);
            logger.Applied(run.Id, shard, watch.Elapsed.TotalSeconds);
            run = await runs.AdvanceAsync(run.WithApplied(shard), clock.GetUtcNow(), cancellationToken);
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

    private async Task<RecomputeRun> PlanAsync(
        RecomputeRun run, Dictionary<string, ShardChanges> changes, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var columns = new BaseColumns();
        var folded = new Dictionary<string, PackedSnapshot>(StringComparer.Ordinal);
        foreach (var shard in ContactId.Shards)
        {
            changes[shard] = await dirty.ReadAsync(shard, cancellationToken);
            folded[shard] = await FoldAsync(run, shard, changes[shard], cancellationToken);
            foreach (var contact in SnapshotCodec.Unpack(folded[shard].Facts))
            {
                columns.Add(contact.At(run.AsOf, catalogue.Options), run.AsOf);
            }
        }

        var anew = changes.Values.SelectMany(shard => shard.Parts).OfType<DirtyContact>().Select(part => part.ContactId).ToHashSet();
        foreach (var follower in followers)
        {
            await follower.FollowAsync(run, anew, cancellationToken);
        }

        var cuts = columns.Cuts(catalogue.Options);
        var left = new List<string>();
        foreach (var shard in ContactId.Shards)
        {
            if (await DecideAsync(run, shard, folded[shard], changes[shard].Parts.Count > 0, cuts, cancellationToken))
            {
                left.Add(shard);
            }
        }

        logger.Planned(run.Id, changes.Values.Sum(some => some.Parts.Count), columns.Count, left.Count, watch.Elapsed.TotalSeconds);
        AppMetrics.RecomputeStep("plan", columns.Count, watch.Elapsed);
        return await runs.AdvanceAsync(run.WithPlan(left), clock.GetUtcNow(), cancellationToken);
    }

    private async Task<PackedSnapshot> FoldAsync(RecomputeRun run, string shard, ShardChanges changes, CancellationToken cancellationToken)
    {
        if (run.IsRebuild)
        {
            await snapshots.SaveAsync(
                shard, SnapshotCodec.Pack(await dirty.ReadWholeShardAsync(shard, cancellationToken)), cancellationToken);
        }

        // Packing anew writes the keys of orders anew, so they are read whenever something changed.
        var known = await snapshots.ReadAsync(shard, withKeys: changes.Parts.Count > 0, cancellationToken);
        if (changes.Parts.Count == 0)
        {
            return known;
        }

        var anew = await dirty.ReadAnewAsync(changes, cancellationToken);
        return SnapshotCodec.Pack([.. SnapshotFold.Apply(SnapshotCodec.Unpack(known.Facts, known.OrderKeys), changes.Parts, anew)]);
    }

    /// <returns>Whether there is something to apply.</returns>
    private async Task<bool> DecideAsync(
        RecomputeRun run, string shard, PackedSnapshot snapshot, bool isChanged, BaseCuts cuts, CancellationToken cancellationToken)
    {
        // Most shards hold still most of the time: only one that does not is taken into memory contact by contact.
        if (!isChanged && !SnapshotCodec.Unpack(snapshot.Facts).Any(contact => Decide(run, contact, cuts)))
        {
            return false;
        }

        var contacts = SnapshotCodec.Unpack(snapshot.Facts).ToList();
        contacts.ForEach(contact => Decide(run, contact, cuts));

        // Unpacked without their keys, orders keep their sequence: the keys of the fold still go with them.
        var keys = snapshot.OrderKeys.IsEmpty
            ? (await snapshots.ReadAsync(shard, withKeys: true, cancellationToken)).OrderKeys
            : snapshot.OrderKeys;
        await snapshots.SaveNextAsync(run, shard, new PackedSnapshot(SnapshotCodec.Pack(contacts).Facts, keys), cancellationToken);
        return true;
    }

    /// <returns>Whether the contact's segments or digits are others than before.</returns>
    private bool Decide(RecomputeRun run, ContactFacts contact, BaseCuts cuts)
    {
        var decided = catalogue.Assign(contact.At(run.AsOf, catalogue.Options), cuts, run.AsOf);
        var rfm = decided.Rfm?.ToString();
        var isMoved = rfm != contact.Rfm || !contact.Segments.SequenceEqual(decided.SegmentIds);
        (contact.Segments, contact.Rfm) = (decided.SegmentIds, rfm);
        return isMoved;
    }

    private async Task ApplyAsync(RecomputeRun run, string shard, ShardChanges changes, CancellationToken cancellationToken)
    {
        if (await snapshots.ReadNextAsync(run, shard, cancellationToken) is not { } next)
        {
            return; // Written before this run was cut short.
        }

        var before = await snapshots.ReadAsync(shard, withKeys: false, cancellationToken);
        var differences = SegmentChange.Between(SnapshotCodec.Unpack(before.Facts), SnapshotCodec.Unpack(next.Facts));
        await memberships.SaveAsync(run, shard, differences, changes.Causes, cancellationToken);
        await segments.SaveCountsAsync(shard, Count(next), cancellationToken);
        await snapshots.PromoteAsync(run, shard, next, cancellationToken);
        await dirty.ForgetAsync(shard, changes);
    }

    private static SortedDictionary<string, int> Count(PackedSnapshot snapshot)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var segment in SnapshotCodec.Unpack(snapshot.Facts).SelectMany(contact => contact.Segments))
        {
            counts[segment] = counts.GetValueOrDefault(segment) + 1;
        }

        return counts;
    }
}
