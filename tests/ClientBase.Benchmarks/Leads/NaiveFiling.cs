using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ClientBase.Benchmarks.Leads;

/// <summary>Takes messages one by one and writes their rows one by one: eight transactions a lead with the queue's three.</summary>
internal sealed class NaiveFiling(QueueClient queue, TableClient contacts)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>As many at once as a queue trigger runs.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, FormLoad.AtOnce).Select(_ => ConsumeAsync(stopping)));

    private async Task ConsumeAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await queue.ReceiveMessageAsync(Lease, stopping) is not { Value: QueueMessage message })
                {
                    await Task.Delay(PollInterval, stopping);
                    continue;
                }

                await FileAsync(message.Body.ToObjectFromJson<NaiveLead>()!, stopping);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task FileAsync(NaiveLead lead, CancellationToken cancellationToken)
    {
        var key = new TableEntity(ShardOf(lead.Email), $"k|{lead.Email}");
        var known = await contacts.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellationToken);
        var contact = known.HasValue ? known.Value!.GetString("Contact") : lead.Capture!;
        if (!known.HasValue)
        {
            key["Contact"] = contact;
            await contacts.AddEntityAsync(Row($"c|{contact}", lead), cancellationToken);
            await contacts.AddEntityAsync(key, cancellationToken);
        }

        await contacts.AddEntityAsync(Row($"t|{contact}|{lead.Capture}", lead), cancellationToken);
        await contacts.AddEntityAsync(new TableEntity(key.PartitionKey, $"i|{lead.Capture}"), cancellationToken);
    }

    private static TableEntity Row(string key, NaiveLead lead) => new(ShardOf(lead.Email), key)
    {
        ["Email"] = lead.Email,
        ["Name"] = lead.Name,
        ["Phone"] = lead.Phone ?? "",
        ["Consent"] = lead.ConsentMarketing,
    };

    private static string ShardOf(string email) =>
        (email.Aggregate(17u, (hash, c) => unchecked((hash * 31) + c)) % 16).ToString("x", CultureInfo.InvariantCulture);
}
