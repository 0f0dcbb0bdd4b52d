using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Search;

/// <summary>Lists contacts by a word that is kept of them whole: a city, a tag.</summary>
public sealed class ListedContacts(TableServiceClient service, ContactReader contacts)
{
    private const int MaxPageSize = 1000;

    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>
    /// A page of the contacts that had the word when their cards were written, in the order of their ids. Whether they still have it is the
    /// caller's to look at.
    /// </summary>
    public async Task<Page<ContactCard>> PageAsync(string word, Paging paging, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var after = paging.Continuation;
        foreach (var shard in ContactId.Shards.Where(shard => after is null || string.CompareOrdinal(shard, ContactId.ShardOf(after)) >= 0))
        {
            var range = SearchRow.Key(word, "");
            var filter = after is not null && shard == ContactId.ShardOf(after)
                ? TableKeys.RangeAfter(shard, range, SearchRow.Key(word, after))
                : TableKeys.Range(shard, range);

            // One more than asked for tells whether there is a next page.
            var pageSize = Math.Min(paging.Take + 1 - ids.Count, MaxPageSize);
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, pageSize, KeyOnly, cancellationToken))
            {
                if (ids.Count == paging.Take)
                {
                    return new Page<ContactCard>(await WholeAsync(ids, cancellationToken), Paging.Encode(ids[^1]));
                }

                ids.Add(SearchRow.IdOf(row));
            }
        }

        return new Page<ContactCard>(await WholeAsync(ids, cancellationToken), null);
    }

    // One that was merged since comes as the contact it is part of, which is on the list itself if it belongs there.
    private async Task<IReadOnlyList<ContactCard>> WholeAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var expected = ids.ToHashSet(StringComparer.Ordinal);
        return [.. (await contacts.GetManyAsync(ids, cancellationToken)).Where(card => expected.Contains(card.Contact.Id))];
    }
}
