using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Retracting;

/// <summary>A person, split into what is taken back and what is left.</summary>
internal sealed class RetractedPerson
{
    /// <summary>Splits a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="captureIds">What is taken back.</param>
    public RetractedPerson(WholePerson person, IReadOnlySet<string> captureIds)
    {
        Person = person;
        var filed = person.Entries.Where(entry => entry.Filed is not null).ToLookup(entry => captureIds.Contains(entry.Filed!.Capture.Id));
        var orders = filed[false].Where(entry => !MovedOrder.IsOne(entry.Filed!.Capture)).SelectMany(OrdersOf).ToHashSet();
        var moved = filed[false].Where(entry => MovedOrder.IsOne(entry.Filed!.Capture) && !OrdersOf(entry).Any(orders.Contains)).ToList();
        (Gone, Left) = ([.. filed[true], .. moved], [.. filed[false].Except(moved)]);
        if (Gone.Count > 0 && Left.All(IsOnlyAbout))
        {
            (Gone, Left) = ([.. Gone, .. Left], []); // Notes of somebody who has never been heard of.
        }

        Keys = [.. person.Captures.SelectMany(IdentityResolver.ClaimableKeysOf).Concat(person.Contact.Keys).Distinct()];
    }

    public WholePerson Person { get; }

    /// <summary>What is taken back.</summary>
    public IReadOnlyList<FiledEntry> Gone { get; }

    /// <summary>What others have said.</summary>
    public IReadOnlyList<FiledEntry> Left { get; }

    /// <summary>All keys the person may be known by.</summary>
    public IReadOnlyList<IdentityKey> Keys { get; }

    /// <summary>Merges that one of the captures caused, and whether they were undone.</summary>
    public static IEnumerable<(MergeId Merge, bool IsUndone)> MergesBecauseOf(WholePerson person, IReadOnlySet<string> captureIds) =>
        Merges(person).Where(merge => captureIds.Contains(merge.Because)).Select(merge => (merge.Id, merge.IsUndone));

    /// <summary>Merges that were undone.</summary>
    public static IEnumerable<MergeId> UndoneMerges(WholePerson person) =>
        Merges(person).Where(merge => merge.IsUndone).Select(merge => merge.Id);

    /// <summary>A card as what is left makes it.</summary>
    /// <param name="before">The card.</param>
    /// <param name="isRoot">Whether it stands for the whole person, or only for what lies under it.</param>
    public Contact Folded(Contact before, bool isRoot)
    {
        var ids = before.AllIds;
        var captures = Left.Where(entry => isRoot || ids.Contains(entry.Filed!.ContactId)).Select(entry => entry.Filed!.Capture);
        return FiledCapture.Fold(captures) with { Id = before.Id, MergedFrom = before.MergedFrom, NotSame = before.NotSame };
    }

    /// <summary>What some captures say that lie under one id.</summary>
    public static Contact SaidUnder(string contactId, IReadOnlyList<FiledEntry> entries) =>
        FiledCapture.Fold(entries.Where(entry => entry.Filed!.ContactId == contactId).Select(entry => entry.Filed!.Capture));

    /// <summary>Orders that only what is taken back had made the person's.</summary>
    public IEnumerable<string> OrdersOfGoneAlone()
    {
        var left = FiledCapture.Fold(Left.Select(entry => entry.Filed!.Capture)).Orders;
        return Gone.SelectMany(entry => entry.Filed!.Capture.Says.Orders).Where(said => said.Value.Version is { IsElsewhere: false })
            .Select(said => said.Key).Distinct()
            .Where(key => left.GetValueOrDefault(key)?.Version is null or { IsElsewhere: true });
    }

    /// <summary>Keys that only what is taken back has said.</summary>
    public IEnumerable<IdentityKey> KeysOfGoneAlone() => ClaimableKeys(Gone).Except(ClaimableKeys(Left));

    /// <summary>Rows of the captures that are taken back, those that tell what was said last.</summary>
    public IEnumerable<(string Shard, string Key)> RowsOfGone() => RowsOf(Gone).Except(DaysOf(Left));

    /// <summary>All rows of the person but the root's own.</summary>
    public IEnumerable<(string Shard, string Key)> RowsOfAll()
    {
        foreach (var row in Person.Parts)
        {
            yield return (row.PartitionKey, row.RowKey);
            if (row.GetInt64(CartRow.Due) is { } due)
            {
                yield return (row.PartitionKey, DueRow.Key(due, DueRow.Cart, PartRow.IdOf(row), CartRow.Read(row).Key));
            }
        }

        var scores = Person.Parts.Where(row => row.RowKey == ScoreRow.Key(PartRow.IdOf(row)));
        foreach (var (segment, id) in scores.SelectMany(row => ScoreRow.Read(row).Segments.Select(segment => (segment, PartRow.IdOf(row)))))
        {
            yield return (ContactId.ShardOf(id), MemberRow.Key(segment, id));
        }

        foreach (var card in Person.Cards)
        {
            var id = ContactRow.IdOf(card);
            foreach (var word in SearchWords.Of(ContactRow.Read(card)))
            {
                yield return (card.PartitionKey, SearchRow.Key(word, id));
            }

            if (card.RowKey != Person.Root.RowKey)
            {
                yield return (card.PartitionKey, card.RowKey);
            }
        }

        // A month somebody was heard of in, a city they have left: words that only a single event has said.
        foreach (var entry in Gone)
        {
            foreach (var word in SearchWords.Of(entry.Filed!.Capture.Says))
            {
                yield return (entry.Row.PartitionKey, SearchRow.Key(word, entry.Filed.ContactId));
            }
        }

        foreach (var row in RowsOf(Gone))
        {
            yield return row;
        }

        foreach (var entry in Person.Entries.Where(entry => entry.Filed is null))
        {
            yield return (entry.Row.PartitionKey, entry.Row.RowKey);
        }
    }

    private static IEnumerable<string> OrdersOf(FiledEntry entry) => entry.Filed!.Capture.Says.Orders.Keys;

    private static bool IsOnlyAbout(FiledEntry entry) =>
        entry.Filed!.Capture.About is not null && IdentityResolver.KeysOf(entry.Filed.Capture).Count == 0;

    private static IEnumerable<(MergeId Id, string Because, bool IsUndone)> Merges(WholePerson person)
    {
        foreach (var entry in person.Entries.Where(entry => entry.Filed is null).Select(entry => TimelineRow.Read(entry.Row)))
        {
            if (entry.Kind == "merge" && entry.Data.TryGetProperty("because", out var because)
                && entry.Data.TryGetProperty("mergeId", out var id) && MergeId.TryParse(id.GetString(), out var merge))
            {
                yield return (merge, because.GetString() ?? "", entry.Data.TryGetProperty("undone", out _));
            }
        }
    }

    private static IEnumerable<(string Shard, string Key)> RowsOf(IReadOnlyList<FiledEntry> entries) =>
    [
        .. entries.SelectMany(entry => CaptureEvents.Of(entry.Filed!.Capture)
            .Select(done => EventRow.Of(done.Verb, entry.Filed.Capture.At, done.What, entry.Filed.ContactId, entry.Filed.Capture.Id)))
            .Select(row => (row.PartitionKey, row.RowKey)),
        .. DaysOf(entries),
        .. entries.Select(entry => (entry.Row.PartitionKey, InboxRow.Key(entry.Filed!.Capture.Id))),
        .. entries.Select(entry => (entry.Row.PartitionKey, entry.Row.RowKey)),
    ];

    private static IEnumerable<(string Shard, string Key)> DaysOf(IEnumerable<FiledEntry> entries) =>
        entries.Select(entry => HeardRow.Of(entry.Filed!.ContactId, entry.Filed.Capture.At))
            .Select(row => (row.PartitionKey, row.RowKey)).Distinct();

    private static IEnumerable<IdentityKey> ClaimableKeys(IEnumerable<FiledEntry> entries) =>
        entries.SelectMany(entry => IdentityResolver.ClaimableKeysOf(entry.Filed!.Capture)).Distinct();
}
