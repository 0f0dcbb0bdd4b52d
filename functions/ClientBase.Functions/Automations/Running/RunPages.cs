using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running;

/// <summary>All runs through an automation, the latest first: a short range of each shard, and a read a run.</summary>
public sealed class RunPages(TableServiceClient service, RunStore runs)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A page of them, also of those that cannot be read.</summary>
    public async Task<Page<FoundRun>> ReadAsync(string automation, Paging paging, CancellationToken cancellationToken)
    {
        // The rows of all shards sort by time; the part behind the prefix is the place.
        var prefix = TallyRow.Runs(automation);
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => _table
            .QueryAsync<TableEntity>(
                paging.Continuation is { } place
                    ? TableKeys.RangeAfter(shard, prefix, prefix + place)
                    : TableKeys.Range(shard, prefix),
                Math.Min(paging.Take + 1, 1000),
                cancellationToken: cancellationToken)
            .Take(paging.Take + 1).ToListAsync(cancellationToken).AsTask()));
        var rows = shards.SelectMany(some => some).OrderBy(row => row.RowKey, StringComparer.Ordinal).Take(paging.Take + 1).ToList();
        var shown = rows.Take(paging.Take).ToList();
        var found = await Task.WhenAll(shown.Select(TallyRow.RunIn)
            .Select(named => runs.FindAsync(new RunName(named.Contact, automation, named.Key), cancellationToken)));
        return new Page<FoundRun>(
            [.. found.OfType<FoundRun>()],
            rows.Count > shown.Count ? Paging.Encode(shown[^1].RowKey[prefix.Length..]) : null);
    }
}
