using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Segments;

/// <summary>How many are in each segment.</summary>
public sealed class SegmentStore(TableServiceClient service)
{
    private const string CountsPartition = "counts";
    private const string Counts = "Counts";

    private readonly TableClient _segments = service.GetTableClient(Tables.Segments);

    /// <summary>How many contacts are in each segment, by id; one that nobody is in is absent.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = _segments.QueryAsync<TableEntity>($"PartitionKey eq '{CountsPartition}'", cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            var shard = JsonSerializer.Deserialize(row.GetString(Counts)!, DocumentJson.Compact.SortedDictionaryStringInt32)!;
            foreach (var (segment, count) in shard)
            {
                totals[segment] = totals.GetValueOrDefault(segment) + count;
            }
        }

        return totals;
    }

    /// <summary>Saves how many of a shard's contacts are in each segment.</summary>
    public async Task SaveCountsAsync(string shard, SortedDictionary<string, int> counts, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(counts, DocumentJson.Compact.SortedDictionaryStringInt32);
        var row = new TableEntity(CountsPartition, shard) { [Counts] = json };
        await _segments.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
    }
}
