using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What has to be done once an automation was changed.</summary>
public sealed class AutomationChanges(TableServiceClient service, KnownAutomations known, RunQueues queues)
{
    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>
    /// This instance knows of it at once, the others within a quarter of a minute; runs that waited for it go on. Sixteen short reads.
    /// </summary>
    public async Task TellAsync(string automation, bool isOn, CancellationToken cancellationToken)
    {
        await known.RefreshAsync(cancellationToken);
        foreach (var shard in isOn ? ContactId.Shards : [])
        {
            var parked = TableKeys.Range(shard, TallyRow.Parked(automation));
            if (await _table.QueryAsync<TableEntity>(parked, 1, KeyOnly, cancellationToken).AnyAsync(cancellationToken))
            {
                await queues.PutAsync(new WakeShard(automation, shard), cancellationToken);
            }
        }
    }
}
