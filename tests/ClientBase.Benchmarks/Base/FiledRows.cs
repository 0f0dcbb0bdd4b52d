using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>Holds the rows that filing left against those its captures call for.</summary>
internal static class FiledRows
{
    private static readonly string[] Kinds = ["c|", "p|", "k|", "i|", "t|", "q|", "n|"];

    /// <summary>By kind: how many there are, how many are wanted, how many nothing explains, and how many are missing.</summary>
    public static async Task<SortedDictionary<string, int[]>> ExplainAsync(
        BenchApp app, IReadOnlyList<(CapturedEvent Capture, string ContactId)> filed)
    {
        var people = (await app.RowsAsync(ContactRow.Prefix)).Select(ContactRow.Read).ToDictionary(contact => contact.Id);
        var wanted = filed.SelectMany(one => RowsOf(one.Capture, one.ContactId))
            .Concat(people.Values.SelectMany(contact => SearchWords.Of(contact).Select(word => SearchRow.Of(word, contact.Id))))
            .Select(row => (row.PartitionKey, row.RowKey)).ToHashSet();
        var counts = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var kind in Kinds)
        {
            var stored = (await app.RowsAsync(kind)).Select(row => (row.PartitionKey, row.RowKey)).ToHashSet();
            var called = wanted.Where(row => row.RowKey.StartsWith(kind, StringComparison.Ordinal)).ToHashSet();
            counts[kind] = [stored.Count, called.Count, stored.Except(called).Count(), called.Except(stored).Count()];
        }

        return counts;
    }

    private static IEnumerable<TableEntity> RowsOf(CapturedEvent capture, string contactId) =>
    [
        ContactRow.Of(new Contact { Id = contactId }),
        InboxRow.Of(ContactId.ShardOf(contactId), capture.Id, contactId),
        TimelineRow.Of(contactId, [], capture),
        .. IdentityResolver.KeysOf(capture).Select(key => ClaimRow.Of(key, contactId)),
        DirtyRow.OfPerson(capture.Says with { Id = contactId }, ""),
        .. capture.Says.Orders.SelectMany(order => new[]
        {
            OrderRow.Of(contactId, order.Key, order.Value),
            DirtyRow.OfOrder(contactId, order.Key, order.Value, ""),
        }),
    ];
}
