using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Tests.Storage;

/// <summary>The rows of table Contacts, held against what its captures call for.</summary>
internal sealed class RowModel
{
    private readonly HashSet<RowKey> _stored;
    private readonly HashSet<RowKey> _wanted;
    private readonly HashSet<RowKey> _passing;

    /// <summary>Holds rows against captures.</summary>
    /// <param name="rows">All rows of the table.</param>
    /// <param name="filed">What was filed, and under whom.</param>
    public RowModel(IReadOnlyCollection<TableEntity> rows, IReadOnlyCollection<(CapturedEvent Capture, string ContactId)> filed)
    {
        var contacts = rows.Where(row => row.RowKey.StartsWith(ContactRow.Prefix, StringComparison.Ordinal)).ToList();
        _stored = [.. rows.Select(RowKey.Of)];
        _wanted =
        [
            .. filed.SelectMany(one => FiledRows(one.Capture, one.ContactId)).Select(RowKey.Of),
            .. from contact in contacts.Select(ContactRow.Read)
               from word in SearchWords.Of(contact)
               select RowKey.Of(SearchRow.Of(word, contact.Id)),
        ];
        var redirects = contacts.Where(row => row.GetString(ContactRow.MergedInto) is { } survivor && HasCaptures(survivor)).ToList();
        _passing =
        [
            .. filed.SelectMany(one => ChangedParts(one.Capture, one.ContactId)).Select(RowKey.Of),
            .. from one in filed
               from word in SearchWords.Of(one.Capture.Says)
               select RowKey.Of(SearchRow.Of(word, one.ContactId)),
            .. rows.Where(ScoreRow.Is).SelectMany(Memberships),
            .. rows.Where(row => ChangeRow.Is(row) && ChangeRow.Read(row).All(change => HasCaptures(change.ContactId))).Select(RowKey.Of),
            .. redirects.Select(RowKey.Of),
            .. MergeEntries(rows, redirects.Select(ContactRow.IdOf)).Select(RowKey.Of),
        ];
    }

    /// <summary>The captures that a base keeps, and under whom.</summary>
    public static List<(CapturedEvent Capture, string ContactId)> FiledIn(IEnumerable<TableEntity> rows) =>
    [
        .. from row in rows
           where row.RowKey.StartsWith(TimelineRow.AllPrefix, StringComparison.Ordinal)
           let filed = TimelineRow.ReadFiled(row)
           where filed is not null
           select (filed.Capture, filed.ContactId),
    ];

    /// <summary>Rows that nothing calls for.</summary>
    public IReadOnlyList<string> NotExplained(string prefix = "") => In(_stored.Except(_wanted).Except(_passing), prefix);

    /// <summary>Rows that should be there.</summary>
    public IReadOnlyList<string> Missing(string prefix = "") => In(_wanted.Except(_stored), prefix);

    /// <summary>How many rows there are of a kind.</summary>
    public int Stored(string prefix) => In(_stored, prefix).Count;

    private static List<string> In(IEnumerable<RowKey> rows, string prefix) =>
        [.. rows.Select(row => row.Key).Where(key => key.StartsWith(prefix, StringComparison.Ordinal))];

    private bool HasCaptures(string contactId) => _wanted.Contains(new RowKey(ContactId.ShardOf(contactId), ContactRow.Key(contactId)));

    // What stays for good.
    private static IEnumerable<TableEntity> FiledRows(CapturedEvent capture, string contactId) =>
    [
        ContactRow.Of(new Contact { Id = contactId }),
        InboxRow.Of(ContactId.ShardOf(contactId), capture.Id, contactId),
        TimelineRow.Of(contactId, [], capture),
        HeardRow.Of(contactId, capture.At),
        .. IdentityResolver.KeysOf(capture).Select(key => ClaimRow.Of(key, contactId)),
        .. capture.Says.Orders.Select(order => OrderRow.Of(contactId, order.Key, order.Value)),
        .. CaptureEvents.Of(capture).Select(done => EventRow.Of(done.Verb, capture.At, done.What, contactId, capture.Id)),
    ];

    // One for each contact that is part of another.
    private static IEnumerable<TableEntity> MergeEntries(IEnumerable<TableEntity> rows, IEnumerable<string> absorbed)
    {
        var ids = absorbed.Select(id => MergeRows.EntryIdOf(new MergeId("", id))).ToHashSet();
        return rows.Where(row => row.GetString(TimelineRow.EntryId) is { } id && ids.Contains(id));
    }

    // What recompute and the search for duplicates take away.
    private static IEnumerable<TableEntity> ChangedParts(CapturedEvent capture, string contactId) =>
    [
        DirtyRow.OfPerson(capture.Says with { Id = contactId }, ""),
        DirtyRow.OfEverything(contactId, ""),
        DirtyRow.OfEvents(contactId, capture.Id, [], ""),
        UncomparedRow.Of(contactId),
        .. capture.Says.Orders.Select(order => DirtyRow.OfOrder(contactId, order.Key, order.Value, "", givesPoints: false)),
    ];

    // What recompute has found.
    private static IEnumerable<RowKey> Memberships(TableEntity score) =>
    [
        RowKey.Of(score),
        .. ScoreRow.Read(score).Segments.Select(segment => RowKey.Of(MemberRow.Of(segment, PartRow.IdOf(score), default))),
    ];

    private readonly record struct RowKey(string Shard, string Key)
    {
        public static RowKey Of(TableEntity row) => new(row.PartitionKey, row.RowKey);
    }
}
