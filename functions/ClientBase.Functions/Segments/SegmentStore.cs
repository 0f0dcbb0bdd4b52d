using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments;

/// <summary>Who is in a segment, and how many.</summary>
public sealed class SegmentStore(TableServiceClient service)
{
    private const string CountsPartition = "counts";
    private const string Counts = "Counts";
    private const int MaxPageSize = 1000;

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);
    private readonly TableClient _segments = service.GetTableClient(Tables.Segments);

    /// <summary>How many contacts are in each segment, by id; one that nobody is in is absent.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = _segments.QueryAsync<TableEntity>($"PartitionKey eq '{CountsPartition}'", cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            foreach (var (segment, count) in JsonSerializer.Deserialize(row.GetString(Counts)!, DocumentJson.Compact.SortedDictionaryStringInt32)!)
            {
                totals[segment] = totals.GetValueOrDefault(segment) + count;
            }
        }

        return totals;
    }

    /// <summary>Saves how many of a shard's contacts are in each segment, if that changed.</summary>
    public async Task SaveCountsAsync(string shard, SortedDictionary<string, int> counts, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(counts, DocumentJson.Compact.SortedDictionaryStringInt32);
        var known = await _segments.GetEntityIfExistsAsync<TableEntity>(CountsPartition, shard, cancellationToken: cancellationToken);
        if (!known.HasValue || known.Value!.GetString(Counts) != json)
        {
            var row = new TableEntity(CountsPartition, shard) { [Counts] = json };
            await _segments.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>A page of the ids of a segment's contacts, in order.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="take">How many.</param>
    /// <param name="after">The last id of the page before, or null for the first page.</param>
    /// <returns>The ids; the continuation is the last of them, not yet encoded for an address.</returns>
    public async Task<Page<string>> MembersAsync(string segmentId, int take, string? after, CancellationToken cancellationToken)
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
