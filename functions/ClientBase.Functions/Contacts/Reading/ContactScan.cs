using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>Looks through the base for contacts by what no index tells, so many a request.</summary>
public sealed class ContactScan(TableServiceClient service, ContactReader contacts)
{
    private const int MostRead = 10_000; // Ten transactions.
    private const int PageSize = 1000;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A page of those that fit, in the order of their ids; it may be shorter while there is a next one.</summary>
    internal async Task<Page<ContactCard>> PageAsync(ContactFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        var (found, read, after) = (new List<Contact>(), 0, paging.Continuation);
        foreach (var shard in ContactId.Shards.Where(shard => after is null || string.CompareOrdinal(shard, ContactId.ShardOf(after)) >= 0))
        {
            var range = after is not null && shard == ContactId.ShardOf(after)
                ? TableKeys.RangeAfter(shard, ContactRow.Prefix, ContactRow.Key(after))
                : TableKeys.Range(shard, ContactRow.Prefix);
            await foreach (var row in _table.QueryAsync<TableEntity>(range, PageSize, cancellationToken: cancellationToken))
            {
                if (ContactRow.IsPerson(row) && ContactRow.Read(row) is var contact && filter.Fits(contact))
                {
                    found.Add(contact);
                }

                after = ContactRow.IdOf(row);
                if (++read == MostRead || found.Count == paging.Take)
                {
                    return new Page<ContactCard>(await CompleteAsync(found, filter, cancellationToken), Paging.Encode(after));
                }
            }
        }

        return new Page<ContactCard>(await CompleteAsync(found, filter, cancellationToken), null);
    }

    private async Task<IReadOnlyList<ContactCard>> CompleteAsync(
        List<Contact> found, ContactFilter filter, CancellationToken cancellationToken)
    {
        var cards = new List<ContactCard>();
        foreach (var some in found.Chunk(32))
        {
            cards.AddRange(await Task.WhenAll(some.Select(contact => contacts.CompleteAsync(contact, cancellationToken))));
        }

        return [.. cards.Where(filter.Fits)];
    }
}
