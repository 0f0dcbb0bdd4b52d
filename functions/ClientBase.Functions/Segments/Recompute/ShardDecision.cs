using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Segments.Recompute.Reading;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>A shard in a run.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="First">The number of its first contact in the base.</param>
/// <param name="Changes">What changed in it.</param>
/// <param name="Facts">
/// The facts of its snapshot with that; null: they were put aside. Where something changed, the keys of its orders lie under the run's
/// name.
/// </param>
/// <param name="Anew">The contacts that were read anew.</param>
/// <param name="Visits">What those did on the site whose visits changed.</param>
public sealed record ShardWork(
    string Shard,
    int First,
    ShardChanges Changes,
    ReadOnlyMemory<byte>? Facts,
    IReadOnlyDictionary<string, WholeContact?> Anew,
    IReadOnlyDictionary<string, IReadOnlyList<Detail>> Visits)
{
    /// <summary>A shard in which nothing changed.</summary>
    public static ShardWork Unchanged(string shard, int first, ReadOnlyMemory<byte> facts) => new(
        shard, first, ShardChanges.None, facts, new Dictionary<string, WholeContact?>(), new Dictionary<string, IReadOnlyList<Detail>>());
}

/// <summary>Decides the segments of a shard's contacts and keeps the new snapshot, if there is anything new.</summary>
/// <remarks>
/// Built-in segments are decided of everybody in each run: they depend on the whole base, and on facts alone. Rules are asked only of whom
/// they may have another answer for: who has changed, also in built-in segments or top shares; whose minute has come; everybody, when the
/// rules are others than before.
/// </remarks>
public sealed class ShardDecision(Snapshots snapshots)
{
    /// <returns>Whether there is something to apply.</returns>
    public async Task<bool> DecideAsync(
        RecomputeRun run, ShardWork work, SegmentDecider decider, RuleSet rules, CancellationToken cancellationToken)
    {
        var facts = work.Facts ?? await snapshots.TakeBackAsync(run, work.Shard, cancellationToken);
        var header = SnapshotCodec.HeaderOf(facts);
        var areRulesOther = !header.Rules.SequenceEqual(decider.Stamps);
        var isChanged = work.Changes.Parts.Count > 0;

        // Most shards hold still most of the time: only one that does not is packed anew.
        if (!isChanged && !areRulesOther && !SnapshotCodec.Unpack(facts).Index().Any(one => IsMovedAt(one.Item, one.Index)))
        {
            return false;
        }

        var contacts = decider.Packer(facts.Length);
        var known = isChanged || !rules.IsEmpty ? await DetailsAsync(work.Shard, header, cancellationToken) : DetailsCodec.Empty;
        var packer = isChanged ? new DetailsCodec.Packer(known.Length + (known.Length / 8)) : null; // A shard grows little.
        var dirty = work.Changes.Parts.Select(part => part.ContactId).ToHashSet(StringComparer.Ordinal);
        var number = work.First;
        foreach (var (contact, its) in Beside(SnapshotCodec.Unpack(facts), Folded(known, work)))
        {
            var isDirty = dirty.Contains(contact.Id);
            if (isDirty && header.IsWhole)
            {
                contact.Profile = contact.Profile with { Traits = its.Decide(contact.Profile.Traits) };
            }

            Decide(contact, its, number++, isDirty || areRulesOther);
            contacts.Add(contact);
            packer?.Add(its);
        }

        await KeepAsync(run, work, contacts, header with { Rules = decider.Stamps }, packer, cancellationToken);
        return true;

        bool IsMovedAt(ContactFacts contact, int place) => IsMoved(contact, decider.BuiltIn(contact, work.First + place));

        bool IsMoved(ContactFacts contact, BuiltInDecision decided) =>
            contact.NextAt <= run.AsOf
            || contact.Rfm != decided.Customer.Rfm?.ToString()
            || !contact.Tops.SequenceEqual(decided.Tops)
            || !contact.Segments.Where(segment => !rules.Has(segment)).SequenceEqual(decided.Segments);

        void Decide(ContactFacts contact, ContactDetails its, int number, bool isToBeAsked)
        {
            var decided = decider.BuiltIn(contact, number);
            var mine = contact.Segments.Where(rules.Has).ToList();
            if (!rules.IsEmpty && (isToBeAsked || IsMoved(contact, decided)))
            {
                (mine, contact.NextAt) = decider.Own(contact, its, number, decided);
            }

            contact.NextAt = rules.IsEmpty ? null : contact.NextAt;
            (contact.Rfm, contact.Tops) = (decided.Customer.Rfm?.ToString(), decided.Tops);
            contact.Segments = mine.Count == 0 ? decided.Segments : [.. decided.Segments.Concat(mine).Order(StringComparer.Ordinal)];
        }
    }

    private async Task<ReadOnlyMemory<byte>> DetailsAsync(string shard, SnapshotHeader header, CancellationToken cancellationToken) =>
        await snapshots.ReadDetailsAsync(shard, header, cancellationToken)
            ?? throw new InvalidOperationException($"The details {header.Details} of shard {shard} are gone: rebuild the segments.");

    private static IEnumerable<ContactDetails> Folded(ReadOnlyMemory<byte> known, ShardWork work) => DetailsFold.Apply(
        DetailsCodec.Unpack(known),
        work.Changes.Parts,
        work.Anew.ToDictionary(one => one.Key, one => one.Value?.Details),
        work.Visits);

    /// <summary>
    /// Contacts with their details; both are in the order of ids. Details of who is no contact any more are passed over.
    /// </summary>
    internal static IEnumerable<(ContactFacts Contact, ContactDetails Details)> Beside(
        IEnumerable<ContactFacts> contacts, IEnumerable<ContactDetails> details)
    {
        using var walk = details.GetEnumerator();
        var isLeft = walk.MoveNext();
        foreach (var contact in contacts)
        {
            while (isLeft && string.CompareOrdinal(walk.Current.Id, contact.Id) < 0)
            {
                isLeft = walk.MoveNext();
            }

            yield return (contact, isLeft && walk.Current.Id == contact.Id ? walk.Current : new ContactDetails(contact.Id));
        }
    }

    private async Task KeepAsync(
        RecomputeRun run,
        ShardWork work,
        SnapshotPacker contacts,
        SnapshotHeader header,
        DetailsCodec.Packer? details,
        CancellationToken cancellationToken)
    {
        // Unpacked without their keys, orders keep their sequence: the keys of the fold still go with them, or those of before.
        header = header with { FormerDetails = "" };
        if (details is not null)
        {
            await snapshots.WriteDetailsAsync(work.Shard, run.Id, details.Finish(), cancellationToken);
            header = header with { Details = run.Id, FormerDetails = header.Details == run.Id ? "" : header.Details };
        }

        await snapshots.SaveNextAsync(run, work.Shard, contacts.Finish(header).Facts, cancellationToken);
    }
}
