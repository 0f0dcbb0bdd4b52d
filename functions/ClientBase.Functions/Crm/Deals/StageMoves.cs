using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>When deals came into which stage.</summary>
public sealed class StageMoves(TableServiceClient service)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>The moves of a span of time: a range of days in each of sixteen shards.</summary>
    public async Task<IReadOnlyList<StageMove>> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => ReadAsync(shard, from, to, cancellationToken)));
        return [.. shards.SelectMany(moves => moves)];
    }

    private async Task<List<StageMove>> ReadAsync(string shard, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var days = TableKeys.Between(shard, StageMoveRow.PrefixOf(from), TableKeys.After(StageMoveRow.PrefixOf(to)));
        return await _table.QueryAsync<TableEntity>(days, cancellationToken: cancellationToken)
            .Select(StageMoveRow.Read).Where(move => move.At >= from && move.At <= to).ToListAsync(cancellationToken);
    }
}
