using Azure.Data.Tables;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Tells those who wait for a product, a page at a time.</summary>
public sealed class TellWatchers(TableServiceClient service, RunQueues queues, ILogger<TellWatchers> logger)
{
    private const int PageSize = 500;

    private readonly TableClient _table = service.GetTableClient(Tables.Products);

    /// <summary>Runs for each page; the next one is a message of its own.</summary>
    [Function(nameof(TellWatchers))]
    public async Task RunAsync([QueueTrigger(Queues.AutomationWatchers)] WatchersToTell message, CancellationToken cancellationToken)
    {
        var (partition, prefix) = (ProductRow.Partition(message.Shop, message.Product), ProductRow.WatchersOf(message.Product));
        var filter = message.After is { } after ? TableKeys.RangeAfter(partition, prefix, after) : TableKeys.Range(partition, prefix);
        var rows = await _table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken)
            .Take(PageSize).ToListAsync(cancellationToken);
        var isPrice = message.What.Event == Happening.PriceDrop;
        var waiting = rows
            .Where(row => WatcherRow.Read(row) is var watch && (isPrice ? watch.WaitsForPrice : watch.WaitsForStock))
            .Select(row => row.RowKey[prefix.Length..])
            .ToList();
        await queues.PutAsync(waiting, message.What, cancellationToken);
        logger.WatchersTold(waiting.Count, message.Shop, message.What.Event);
        if (rows.Count == PageSize)
        {
            await queues.PutAsync(message with { After = rows[^1].RowKey }, cancellationToken);
        }
    }
}
