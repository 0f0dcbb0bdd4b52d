using System.Diagnostics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>What a run is about to write.</summary>
/// <param name="Shards">The shards in which something changes; the new snapshot of each is kept.</param>
/// <param name="Changes">The rows of changes that went into them, by shard.</param>
public sealed record PlannedRecompute(IReadOnlyList<string> Shards, IReadOnlyDictionary<string, ShardChanges> Changes);

/// <summary>Plans a recompute: what changed goes into the snapshots, the base is ranked, everybody's segments are decided.</summary>
public sealed class RecomputePlan(
    Snapshots snapshots,
    DirtyRows dirty,
    ShardRebuild rebuild,
    ShardDecision decision,
    OwnSegments own,
    ShopKnowledgeReader knowledge,
    SegmentCatalogue catalogue,
    IEnumerable<IChangeFollower> followers,
    ILogger<RecomputePlan> logger)
{
    /// <summary>Decides, and keeps the new snapshots beside those that still hold.</summary>
    public async Task<PlannedRecompute> MakeAsync(RecomputeRun run, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var rules = await own.RulesAsync(cancellationToken);
        var changes = new Dictionary<string, ShardChanges>(StringComparer.Ordinal);
        foreach (var shard in ContactId.Shards)
        {
            changes[shard] = await dirty.ReadAsync(shard, cancellationToken);
        }

        // Before anything is decided: rules go by the forecast, which may be made anew here. And before the base lies in memory.
        await FollowAsync(run, changes.Values, cancellationToken);
        var shop = await knowledge.ReadAsync(rules.Needs, isFresh: true, cancellationToken);
        var decider = new SegmentDecider(catalogue, rules, shop, run.AsOf);
        var shards = new List<ShardWork>();
        foreach (var shard in ContactId.Shards)
        {
            shards.Add(await FoldAsync(run, shard, changes[shard], decider, rules, cancellationToken));
        }

        decider.Rank();
        var left = new List<string>();
        foreach (var work in shards)
        {
            if (await decision.DecideAsync(run, work, decider, rules, cancellationToken))
            {
                left.Add(work.Shard);
            }
        }

        logger.Planned(run.Id, changes.Values.Sum(some => some.Parts.Count), decider.Count, left.Count, watch.Elapsed.TotalSeconds);
        AppMetrics.RecomputeStep("plan", decider.Count, watch.Elapsed);
        return new PlannedRecompute(left, changes);
    }

    private async Task FollowAsync(RecomputeRun run, IReadOnlyCollection<ShardChanges> shards, CancellationToken cancellationToken)
    {
        var anew = shards.SelectMany(changes => changes.Parts).OfType<DirtyContact>().Select(part => part.ContactId).ToHashSet();
        var people = shards.SelectMany(changes => changes.Reported).ToList();
        foreach (var follower in followers)
        {
            await follower.FollowAsync(run, anew, people, cancellationToken);
        }
    }

    // Takes what changed into a shard, and shows the decider its contacts.
    private async Task<ShardWork> FoldAsync(
        RecomputeRun run, string shard, ShardChanges changes, SegmentDecider decider, RuleSet rules, CancellationToken cancellationToken)
    {
        var first = decider.Count;

        // Packing anew writes the keys of orders anew, so they are read whenever something changed.
        var known = run.IsRebuild
            ? PackedSnapshot.Empty
            : await snapshots.ReadAsync(shard, withKeys: changes.Parts.Count > 0, cancellationToken);
        if (run.IsRebuild || (!rules.IsEmpty && !SnapshotCodec.HeaderOf(known.Facts).IsWhole))
        {
            known = await rebuild.RunAsync(run, shard, cancellationToken);
        }

        if (changes.Parts.Count == 0)
        {
            foreach (var contact in SnapshotCodec.Unpack(known.Facts))
            {
                decider.See(contact);
            }

            return ShardWork.Unchanged(shard, first, known.Facts);
        }

        var anew = await dirty.ReadAnewAsync(changes, cancellationToken);
        var visits = await dirty.ReadVisitsAsync(changes, cancellationToken);
        var (packer, strangers) = (SnapshotCodec.PackerLike(known.Facts), DirtyRows.MaybeStrangers(changes));
        var whole = anew.ToDictionary(one => one.Key, one => one.Value?.Facts);
        foreach (var contact in SnapshotFold.Apply(SnapshotCodec.Unpack(known.Facts, known.OrderKeys), changes.Parts, whole))
        {
            strangers.Remove(contact.Id);
            decider.See(contact);
            packer.Add(contact);
        }

        await dirty.PassOnAsync(changes, strangers, cancellationToken);

        // The keys of orders are needed no more in this run, and those of the whole base are as large as its facts.
        var folded = packer.Finish(SnapshotCodec.HeaderOf(known.Facts));
        await snapshots.WriteKeysAsync(shard, run.Id, folded.OrderKeys, cancellationToken);
        var facts = await snapshots.PutAsideAsync(run, shard, folded.Facts, cancellationToken);
        return new ShardWork(shard, first, changes, facts, anew, visits);
    }
}
