using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A contact's row with the rows of its orders, carts, deals and the like.</summary>
internal sealed record WalkedContact(TableEntity Row, IReadOnlyList<TableEntity> Parts);

/// <summary>All contacts of a shard with their parts. Both lie in the order of ids: one walk along each, a thousand rows a read.</summary>
internal static class ContactWalk
{
    private const int PageSize = 1000;

    public static async IAsyncEnumerable<WalkedContact> AlongAsync(
        TableClient contacts, string shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var parts = RowsOf(contacts, shard, PartRow.Prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isPart = await parts.MoveNextAsync();
        await foreach (var row in RowsOf(contacts, shard, ContactRow.Prefix, cancellationToken))
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

    private static AsyncPageable<TableEntity> RowsOf(
        TableClient contacts, string shard, string prefix, CancellationToken cancellationToken) =>
        contacts.QueryAsync<TableEntity>(TableKeys.Range(shard, prefix), PageSize, cancellationToken: cancellationToken);
}
