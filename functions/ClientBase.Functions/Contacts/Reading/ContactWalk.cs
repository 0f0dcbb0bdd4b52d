using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A contact's row with the rows of its orders, carts, deals and the like.</summary>
internal sealed record WalkedContact(TableEntity Row, IReadOnlyList<TableEntity> Parts);

/// <summary>All contacts of a shard with their parts. Both lie in the order of ids: one walk along each, a thousand rows a read.</summary>
internal static class ContactWalk
{
    private const int PageSize = 1000;

    public static IAsyncEnumerable<WalkedContact> AlongAsync(
        TableClient contacts, string shard, CancellationToken cancellationToken) => TogetherAsync(
            RowsOf(contacts, TableKeys.Range(shard, ContactRow.Prefix), cancellationToken),
            RowsOf(contacts, TableKeys.Range(shard, PartRow.Prefix), cancellationToken),
            cancellationToken);

    /// <summary>From one contact of a shard to another.</summary>
    public static IAsyncEnumerable<WalkedContact> BetweenAsync(
        TableClient contacts, string first, string last, CancellationToken cancellationToken)
    {
        var shard = ContactId.ShardOf(first);
        return TogetherAsync(
            RowsOf(contacts, TableKeys.Between(shard, ContactRow.Key(first), ContactRow.Key(last) + " "), cancellationToken),
            RowsOf(
                contacts, TableKeys.Between(shard, PartRow.PrefixOf(first), TableKeys.After(PartRow.PrefixOf(last))), cancellationToken),
            cancellationToken);
    }

    private static async IAsyncEnumerable<WalkedContact> TogetherAsync(
        AsyncPageable<TableEntity> rows,
        AsyncPageable<TableEntity> partsOfAll,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var parts = partsOfAll.GetAsyncEnumerator(cancellationToken);
        var isPart = await parts.MoveNextAsync();
        await foreach (var row in rows)
        {
            var id = ContactRow.IdOf(row);
            var own = new List<TableEntity>();
            for (;
                isPart && string.CompareOrdinal(PartRow.IdOf(parts.Current), id) is <= 0 and var order;
                isPart = await parts.MoveNextAsync())
            {
                if (order == 0)
                {
                    own.Add(parts.Current);
                }
            }

            yield return new WalkedContact(row, own);
        }
    }

    private static AsyncPageable<TableEntity> RowsOf(TableClient contacts, string filter, CancellationToken cancellationToken) =>
        contacts.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken);
}
