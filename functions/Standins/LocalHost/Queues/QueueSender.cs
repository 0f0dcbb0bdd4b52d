using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.LocalHost.Configuration;

namespace ClientBase.LocalHost.Queues;

/// <summary>Puts texts on queues, which are created when they are first needed.</summary>
internal sealed class QueueSender(StorageConnections connections, QueueWakeups wakeups)
{
    private readonly ConcurrentDictionary<(string? Connection, string Queue), QueueClient> clients = new();

    public QueueClient Client(string? connection, string queue) =>
        clients.GetOrAdd((connection, queue), key => connections.Queues(key.Connection).GetQueueClient(key.Queue));

    /// <param name="queue">Where to.</param>
    /// <param name="text">The message as it lies in the queue.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task SendAsync(QueueClient queue, string text, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(text, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await queue.SendMessageAsync(text, cancellationToken);
        }

        wakeups.Ring(queue.Uri);
    }
}
