using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Members;

/// <summary>Who was in a segment at a time past: who is in it now, with what changed since taken back.</summary>
public sealed class PastMembers(TableServiceClient service, SegmentMembers members, SegmentChanges changes)
{
    private const int PageSize = 1000;

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>A page of them, in the order of their ids. Whoever was erased or merged since is left out.</summary>
    public async Task<Page<ContactCard>> PageAsync(
        string segmentId, DateTimeOffset at, Paging paging, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var after = paging.Continuation;
        foreach (var shard in ContactId.Shards.Where(shard => after is null || string.CompareOrdinal(shard, ContactId.ShardOf(after)) >= 0))
        {
            await foreach (var id in OfShardAsync(segmentId, shard, at, after, cancellationToken))
            {
                if (ids.Count == paging.Take)
                {
                    return new Page<ContactCard>(await members.WholeAsync(ids, cancellationToken), Paging.Encode(ids[^1]));
                }

                ids.Add(id);
            }
        }

        return new Page<ContactCard>(await members.WholeAsync(ids, cancellationToken), null);
    }

    private async IAsyncEnumerable<string> OfShardAsync(
        string segmentId,
        string shard,
        DateTimeOffset at,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What came first after the time tells how it was at the time.
        var was = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var change in changes.OfShardAsync(segmentId, shard, at, DateTimeOffset.MaxValue, cancellationToken))
        {
            was[change.ContactId] = !change.IsEntering; // The latest come first, so the earliest is written last.
        }

        var gone = new Queue<string>(was.Where(one => one.Value).Select(one => one.Key));
        await foreach (var id in NowAsync(segmentId, shard, after, cancellationToken))
        {
            for (; gone.TryPeek(out var next) && string.CompareOrdinal(next, id) <= 0; gone.Dequeue())
            {
                if (next != id && IsBehind(next))
                {
                    yield return next;
                }
            }

            if (was.GetValueOrDefault(id, true))
            {
                yield return id;
            }
        }

        while (gone.TryDequeue(out var left))
        {
            if (IsBehind(left))
            {
                yield return left;
            }
        }

        bool IsBehind(string id) => after is null || string.CompareOrdinal(id, after) > 0;
    }

    private async IAsyncEnumerable<string> NowAsync(
        string segmentId,
        string shard,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = MemberRow.Prefix(segmentId);
        var filter = after is not null && ContactId.ShardOf(after) == shard
            ? TableKeys.RangeAfter(shard, prefix, MemberRow.Key(segmentId, after))
            : TableKeys.Range(shard, prefix);
        await foreach (var row in _contacts.QueryAsync<TableEntity>(filter, PageSize, [nameof(ITableEntity.RowKey)], cancellationToken))
        {
            yield return row.RowKey[prefix.Length..];
        }
    }
}
