using Azure.Data.Tables;
using ClientBase.Functions.Storage;

namespace ClientBase.Benchmarks.Base;

/// <summary>Writes rows straight into the table of contacts, in batches as full as they may be, several shards at once.</summary>
internal sealed class RowWriter(TableClient table)
{
    private const int AtOnce = 8;

    public async Task WriteAsync(IEnumerable<TableEntity> rows)
    {
        var batches = rows.GroupBy(row => row.PartitionKey)
            .SelectMany(shard => shard.DistinctBy(row => row.RowKey).Chunk(Limits.BatchActions));
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (batch, cancellationToken) =>
            await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken));
    }
}
