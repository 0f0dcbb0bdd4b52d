using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>The contacts of a segment, whole.</summary>
public sealed class SegmentMembers(TableServiceClient service, SegmentCatalogue catalogue, ContactReader contacts)
{
    private const int MaxPageSize = 1000;
    private const int LeastAlong = 4; // Contacts: fewer are read one by one.
    private const int MostBetween = 10; // Others for each that is wanted: with more, a read of each takes less.

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);
    private readonly TableClient _segments = service.GetTableClient(Tables.Segments);

    /// <summary>Whether there is such a segment, built in or defined by somebody.</summary>
    public async Task<bool> IsKnownAsync(string segmentId, CancellationToken cancellationToken) => catalogue.Find(segmentId) is not null
        || (await _segments.GetEntityIfExistsAsync<TableEntity>(
            SegmentRow.Partition, SegmentRow.Key(segmentId), [nameof(ITableEntity.RowKey)], cancellationToken)).HasValue;

    /// <summary>
    /// A page of a segment's contacts, in the order of their ids; who was erased or merged since the last recompute is left out.
    /// </summary>
    public async Task<Page<ContactCard>> PageAsync(string segmentId, Paging paging, CancellationToken cancellationToken)
    {
        var ids = await IdsAsync(segmentId, paging.Take, paging.Continuation, cancellationToken);
        return new Page<ContactCard>(await WholeAsync(ids.Items, cancellationToken), Paging.Encode(ids.Continuation));
    }

    /// <summary>
    /// The members of some ids, which are in order. Who was erased or merged since the last recompute is left out: the one it is part of
    /// now is on the list itself if it belongs there.
    /// </summary>
    /// <remarks>Who lies close together is read along the shard, a thousand rows a read.</remarks>
    public async Task<IReadOnlyList<ContactCard>> WholeAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<ContactCard>(ids.Count);
        foreach (var shard in ids.GroupBy(ContactId.ShardOf).Select(shard => shard.ToList()))
        {
            var walked = shard.Count < LeastAlong ? 0 : await WalkAsync(shard, found, cancellationToken);
            var expected = shard.Skip(walked).ToHashSet(StringComparer.Ordinal);
            found.AddRange((await contacts.GetManyAsync(shard[walked..], cancellationToken))
                .Where(card => expected.Contains(card.Contact.Id)));
        }

        return found;
    }

    /// <returns>How many of the ids it came to before too many others lay between them.</returns>
    private async Task<int> WalkAsync(List<string> ids, List<ContactCard> found, CancellationToken cancellationToken)
    {
        var (next, passed) = (0, 0);
        await foreach (var (row, parts) in ContactWalk.BetweenAsync(_contacts, ids[0], ids[^1], cancellationToken))
        {
            var id = ContactRow.IdOf(row);
            while (next < ids.Count && string.CompareOrdinal(ids[next], id) < 0)
            {
                next++; // It is gone.
            }

            if (next == ids.Count || ids[next] != id)
            {
                if (++passed > MostBetween * (next + LeastAlong))
                {
                    return next;
                }

                continue;
            }

            next++;
            if (ContactRow.IsPerson(row))
            {
                var contact = ContactRow.Read(row);
                found.Add(contact.MergedFrom.IsEmpty
                    ? await contacts.CompleteAsync(contact, parts, cancellationToken)
                    : await contacts.CompleteAsync(contact, cancellationToken));
            }
        }

        return ids.Count;
    }

    /// <summary>A page of the ids of a segment's contacts, in order.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="take">How many.</param>
    /// <param name="after">The last id of the page before, or null for the first page.</param>
    /// <returns>The ids; the continuation is the last of them, not yet encoded for an address.</returns>
    public async Task<Page<string>> IdsAsync(string segmentId, int take, string? after, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var prefix = MemberRow.Prefix(segmentId);
        foreach (var shard in ContactId.Shards.Where(shard => after is null || string.CompareOrdinal(shard, ContactId.ShardOf(after)) >= 0))
        {
            var filter = after is not null && shard == ContactId.ShardOf(after)
                ? TableKeys.RangeAfter(shard, prefix, MemberRow.Key(segmentId, after))
                : TableKeys.Range(shard, prefix);

            // One more than asked for tells whether there is a next page.
            var pageSize = Math.Min(take + 1 - ids.Count, MaxPageSize);
            await foreach (var row in _contacts.QueryAsync<TableEntity>(filter, pageSize, [nameof(ITableEntity.RowKey)], cancellationToken))
            {
                if (ids.Count == take)
                {
                    return new Page<string>(ids, ids[^1]);
                }

                ids.Add(row.RowKey[prefix.Length..]);
            }
        }

        return new Page<string>(ids, null);
    }
}
