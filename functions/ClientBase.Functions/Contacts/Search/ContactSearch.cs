using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Search;

/// <summary>
/// Finds contacts by the beginnings of their names, addresses and telephones: one range in each shard, however large the base.
/// </summary>
public sealed class ContactSearch(TableServiceClient service, ContactReader reader)
{
    private const int MostRead = 1000; // Of a shard: a beginning that more have is no search any more.

    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>
    /// A page of the contacts that have all the words, each as the beginning of one of their own, in the order of their ids.
    /// </summary>
    public async Task<Page<ContactCard>> FindAsync(string text, Paging paging, CancellationToken cancellationToken)
    {
        var words = SearchWords.InSearch(text);
        if (words.Count == 0)
        {
            return new Page<ContactCard>([], null);
        }

        // The longest word has the fewest hits; the others are checked on the card.
        var longest = words.MaxBy(word => word.Length)!;
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => IdsAsync(shard, longest, paging.Continuation, cancellationToken)));
        var ids = shards.SelectMany(some => some).Order(StringComparer.Ordinal).ToList();
        var found = new List<ContactCard>();
        foreach (var some in ids.Chunk(paging.Take + 1)) // One more tells whether there is a next page.
        {
            foreach (var card in await reader.GetManyAsync(some, cancellationToken))
            {
                if (!SearchWords.Match(card.Contact, words))
                {
                    continue;
                }

                if (found.Count == paging.Take)
                {
                    return new Page<ContactCard>(found, Paging.Encode(found[^1].Contact.Id));
                }

                found.Add(card);
            }
        }

        return new Page<ContactCard>(found, null);
    }

    private async Task<IEnumerable<string>> IdsAsync(string shard, string word, string? after, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rows = _table.QueryAsync<TableEntity>(TableKeys.Range(shard, SearchRow.Prefix(word)), MostRead, KeyOnly, cancellationToken);
        await foreach (var row in rows)
        {
            ids.Add(SearchRow.IdOf(row));
            if (ids.Count == MostRead)
            {
                break;
            }
        }

        return ids.Where(id => after is null || string.CompareOrdinal(id, after) > 0);
    }
}
