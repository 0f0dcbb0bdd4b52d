using Azure.Data.Tables;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations.Replay;

/// <summary>Files captures again that lie in the base. The inbox says of each that it was filed, so nothing changes.</summary>
public sealed class ReplayCaptures(
    TableServiceClient service, ContactFiling filing, ReplayMessages messages, ILogger<ReplayCaptures> logger)
{
    private const int PageSize = 200;

    private readonly RawCaptures _captures = new(service.GetTableClient(Tables.Contacts));

    /// <summary>Runs for each page; the next one is a message of its own.</summary>
    [Function(nameof(ReplayCaptures))]
    public async Task RunAsync([QueueTrigger(Queues.Replay)] ReplayPage message, CancellationToken cancellationToken)
    {
        var page = await _captures.ReadAsync(message.Shard, message.From, message.To, message.After, PageSize, cancellationToken);
        var filed = 0;
        foreach (var raw in page.Captures)
        {
            // Asked where it lies: its keys may have gone to somebody else since.
            if (!await _captures.IsFiledAsync(message.Shard, raw.Capture.Id, cancellationToken))
            {
                await filing.FileAsync(raw.Capture with { IsHistory = true }, cancellationToken);
                filed++;
            }
        }

        var done = message with { After = page.After, Read = message.Read + page.Captures.Count, Filed = message.Filed + filed };
        if (page.After is null)
        {
            logger.ShardReplayed(done.Shard, done.Read, done.Filed);
            return;
        }

        await messages.PutAsync(done, cancellationToken);
    }
}
