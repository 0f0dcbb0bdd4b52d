using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Search;

/// <summary>Lists whom nothing was heard of for a year.</summary>
/// <remarks>
/// By the words for the month somebody was last heard of, so only months that are old enough are read. A later event writes the word of its
/// month and leaves the old one, since most events come to cards that nobody lists: whoever lists them takes the outdated ones away.
/// </remarks>
public sealed class StaleContacts(TableServiceClient service, ContactReader contacts, TimelineStore timelines)
{
    private const int LookedAtOnce = 200;
    private const int MostLookedAt = 2_000; // A page may be shorter: the next one goes on.
    private const int LatestEntries = 20;

    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    // What we did is no sign of life.
    private static readonly string[] Ours = ["mail.sent", "mail.delivered", "mail.bounce", "merge", "task", "deal", MovedOrder.Kind];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A page of them, shard by shard, those not heard of the longest first.</summary>
    /// <param name="now">The time by which they are stale.</param>
    /// <param name="paging">Which page; it goes on at a shard and a row of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The page; null for a continuation that is none of this list.</returns>
    public async Task<Page<ContactCard>?> PageAsync(DateTimeOffset now, Paging paging, CancellationToken cancellationToken)
    {
        var (shard, after) = (paging.Continuation ?? ContactId.Shards[0]).Split(' ', 2) is [var name, var row] ? (name, row) : (
            paging.Continuation ?? ContactId.Shards[0], null);
        if (!ContactId.Shards.Contains(shard))
        {
            return null;
        }

        var stale = new List<ContactCard>();
        for (var lookedAt = 0; ;)
        {
            var keys = await KeysAsync(shard, now, after, Math.Min(paging.Take - stale.Count, LookedAtOnce), cancellationToken);
            stale.AddRange(await StaleOfAsync(shard, keys, now, cancellationToken));
            lookedAt += keys.Count;
            after = keys.Count > 0 ? keys[^1] : null;
            if (after is null)
            {
                if (ContactId.Shards.SkipWhile(one => one != shard).Skip(1).FirstOrDefault() is not { } next)
                {
                    return new Page<ContactCard>(stale, null);
                }

                shard = next;
            }

            if (stale.Count == paging.Take || lookedAt >= MostLookedAt)
            {
                return new Page<ContactCard>(stale, Paging.Encode(after is null ? shard : $"{shard} {after}"));
            }
        }
    }

    private async Task<List<string>> KeysAsync(
        string shard, DateTimeOffset now, string? after, int take, CancellationToken cancellationToken)
    {
        var from = SearchRow.Prefix(SearchWords.LastSeen);
        var latest = SearchRow.Prefix(SearchWords.OfLastSeen(now - CardQuality.StaleAfter));
        var filter = TableKeys.Between(shard, from, TableKeys.After(latest))
            + (after is null ? "" : TableClient.CreateQueryFilter($" and RowKey gt {after}"));
        var keys = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, take, KeyOnly, cancellationToken))
        {
            keys.Add(row.RowKey);
            if (keys.Count == take)
            {
                break;
            }
        }

        return keys;
    }

    private async Task<IEnumerable<ContactCard>> StaleOfAsync(
        string shard, List<string> keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var looked = await Task.WhenAll(keys.Select(key => LookAsync(shard, key, now, cancellationToken)));
        return looked.OfType<ContactCard>();
    }

    private async Task<ContactCard?> LookAsync(string shard, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contact = await contacts.FindAsync(SearchRow.IdOf(key), cancellationToken);
        if (contact is null || SearchRow.Key(SearchWords.OfLastSeen(contact.LastSeenAt), contact.Id) != key)
        {
            await _table.DeleteEntityAsync(shard, key, Azure.ETag.All, cancellationToken);
            return null;
        }

        return CardQuality.IsStale(contact, now) && !await WasThereAsync(contact, now, cancellationToken)
            ? await contacts.CompleteAsync(contact, cancellationToken)
            : null;
    }

    // Visits and calls lie on the timeline alone.
    private async Task<bool> WasThereAsync(Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var latest = await timelines.ReadAsync(contact, new Paging(LatestEntries, null), cancellationToken);
        return latest.Items.Any(entry => entry.At >= now - CardQuality.StaleAfter && !Ours.Contains(entry.Kind));
    }
}
