using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>Who a rule is about.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Sample">The ids of a few of them.</param>
/// <param name="Clauses">What each part does that has to hold.</param>
public sealed record TrialResult(int Count, int Of, IReadOnlyList<string> Sample, IReadOnlyList<ClauseCount> Clauses);

/// <summary>Tries a rule on the snapshots of the base, as it is or as it was: 32 reads of blobs and none of a contact.</summary>
/// <remarks>
/// As it was: orders, events and what was said until then; a value that was replaced since counts as not known, and refunds count however
/// late they came.
/// </remarks>
public sealed class RuleTrial(
    Snapshots snapshots, OwnSegments own, ShopKnowledgeReader knowledge, SegmentCatalogue catalogue, KeyedTurns turns)
{
    private const string Tried = "~tried"; // No segment can be called so.
    private const int SampleSize = 10;

    /// <summary>Tries a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="isPast">Whether the base is asked how it was.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<TrialResult> RunAsync(Rule rule, DateTimeOffset asOf, bool isPast, CancellationToken cancellationToken)
    {
        // The whole base lies in memory meanwhile, packed: one at a time on an instance.
        using var turn = await turns.WaitAsync(Tried, cancellationToken);
        var clauses = new ClauseTally(rule);
        var rules = await RulesAsync(rule, clauses, cancellationToken);
        var shop = await knowledge.ReadAsync(rules.Needs, isFresh: true, cancellationToken);
        var decider = new SegmentDecider(catalogue, rules, shop, asOf, isPast);
        var shards = new List<(PackedSnapshot Facts, ReadOnlyMemory<byte> Details)>();
        foreach (var shard in ContactId.Shards)
        {
            shards.Add(await snapshots.ReadWholeAsync(shard, cancellationToken));
            foreach (var contact in There(shards[^1].Facts, asOf, isPast))
            {
                decider.See(contact);
            }
        }

        decider.Rank();
        return Count(shards, decider, clauses, asOf, isPast, cancellationToken);
    }

    private static TrialResult Count(
        List<(PackedSnapshot Facts, ReadOnlyMemory<byte> Details)> shards,
        SegmentDecider decider,
        ClauseTally clauses,
        DateTimeOffset asOf,
        bool isPast,
        CancellationToken cancellationToken)
    {
        var (count, number) = (0, 0);
        var sample = new List<string>();
        foreach (var (facts, details) in shards)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (contact, its) in ShardDecision.Beside(There(facts, asOf, isPast), DetailsCodec.Unpack(details)))
            {
                var segments = decider.Own(contact, its, number, decider.BuiltIn(contact, number)).Segments;
                clauses.Add(segments);
                if (segments.Contains(Tried))
                {
                    count++;
                    if (sample.Count < SampleSize)
                    {
                        sample.Add(contact.Id);
                    }
                }

                number++;
            }
        }

        return new TrialResult(count, number, sample, clauses.Counts());
    }

    // Whoever came into the base later was not there.
    private static IEnumerable<ContactFacts> There(PackedSnapshot snapshot, DateTimeOffset asOf, bool isPast) =>
        SnapshotCodec.Unpack(snapshot.Facts).Where(contact => !isPast || contact.FirstSeenAt is null || contact.FirstSeenAt <= asOf);

    // The rule with its parts, and those it refers to.
    private async Task<RuleSet> RulesAsync(Rule rule, ClauseTally clauses, CancellationToken cancellationToken)
    {
        var all = (await own.ListAsync(cancellationToken)).Select(OwnSegments.ToOwn).OfType<OwnSegment>()
            .ToDictionary(segment => segment.Id, StringComparer.Ordinal);
        var wanted = new Dictionary<string, OwnSegment>(StringComparer.Ordinal) { [Tried] = new OwnSegment(Tried, rule, "") };
        foreach (var clause in clauses.Segments)
        {
            wanted[clause.Id] = clause;
        }

        var open = new Stack<string>(rule.Needs.Segments);
        while (open.TryPop(out var id))
        {
            if (all.TryGetValue(id, out var needed) && wanted.TryAdd(id, needed))
            {
                foreach (var further in needed.Rule?.Needs.Segments ?? [])
                {
                    open.Push(further);
                }
            }
        }

        return new RuleSet(wanted.Values);
    }
}
