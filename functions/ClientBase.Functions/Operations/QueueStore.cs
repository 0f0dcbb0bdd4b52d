using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Operations;

/// <summary>How full a queue is.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Waiting">Messages waiting or being worked on.</param>
/// <param name="Poison">Messages that failed too often.</param>
public sealed record QueueState(string Queue, int Waiting, int Poison);

/// <summary>The queues, seen from outside.</summary>
public sealed class QueueStore(QueueServiceClient queues)
{
    private static readonly TimeSpan ReplayLease = TimeSpan.FromMinutes(5);

    /// <summary>All queues, read in the order work flows through them: what moves on meanwhile is seen further down.</summary>
    public async Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = new List<QueueState>();
        foreach (var queue in Queues.All)
        {
            states.Add(new QueueState(queue, await CountAsync(queue, cancellationToken), await CountAsync(Queues.PoisonOf(queue), cancellationToken)));
        }

        return states;
    }

    /// <summary>Puts a queue's poison messages back. Cut short, it may be run again: filing a message twice changes nothing.</summary>
    /// <returns>How many were put back.</returns>
    public async Task<int> ReplayPoisonAsync(string queue, CancellationToken cancellationToken)
    {
        var poison = queues.GetQueueClient(Queues.PoisonOf(queue));
        var target = queues.GetQueueClient(queue);
        var left = await CountAsync(Queues.PoisonOf(queue), cancellationToken); // One that fails again meanwhile is not for this run.
        var replayed = 0;
        while (replayed < left)
        {
            QueueMessage[] messages = await poison.ReceiveMessagesAsync(Math.Min(32, left - replayed), ReplayLease, cancellationToken);
            if (messages.Length == 0)
            {
                break;
            }

            foreach (var message in messages)
            {
                await target.SendMessageAsync(message.Body, cancellationToken: cancellationToken);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                replayed++;
            }
        }

        return replayed;
    }

    private async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await queues.GetQueueClient(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0; // A poison queue the host has not needed yet.
        }
    }
}
