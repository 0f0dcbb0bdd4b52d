using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations;

/// <summary>How full a queue is.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Waiting">Messages waiting or being worked on.</param>
/// <param name="Poison">Messages that failed too often.</param>
public sealed record QueueState(string Queue, int Waiting, int Poison);

/// <summary>The queues, seen from outside.</summary>
public sealed class QueueStore(
    [FromKeyedServices(StorageSetup.RawQueues)] QueueServiceClient queues, PoisonCauses causes, TimeProvider clock,
    ILogger<QueueStore> logger)
{
    private const int MaxMessages = 32; // What the service gives at once.
    private static readonly TimeSpan ReplayLease = TimeSpan.FromMinutes(5);

    /// <summary>
    /// All queues, read in the order work flows through them: what moves on meanwhile is seen further down, and what fails is seen last.
    /// Poison queues are made when they are needed, so few of them are there to be asked.
    /// </summary>
    public async Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken)
    {
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var queue in Queues.All)
        {
            waiting[queue] = await CountAsync(queue, cancellationToken);
        }

        var there = await queues.GetQueuesAsync(cancellationToken: cancellationToken).Select(queue => queue.Name)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var states = new List<QueueState>();
        foreach (var queue in Queues.All)
        {
            var poison = Queues.PoisonOf(queue);
            var isThere = there.Contains(queues.GetQueueClient(poison).Name);
            states.Add(new QueueState(queue, waiting[queue], isThere ? await CountAsync(poison, cancellationToken) : 0));
        }

        return states;
    }

    /// <summary>How long the first message has waited that nobody works on; null when none does.</summary>
    public async Task<TimeSpan?> OldestAsync(string queue, CancellationToken cancellationToken)
    {
        PeekedMessage[] first = await queues.GetQueueClient(queue).PeekMessagesAsync(1, cancellationToken);
        return first is [{ InsertedOn: { } since }] ? clock.GetUtcNow() - since : null;
    }

    /// <summary>The first of a queue's poison messages, and why they are there.</summary>
    public async Task<IReadOnlyList<PoisonMessage>> PeekPoisonAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            PeekedMessage[] found = await queues.GetQueueClient(Queues.PoisonOf(queue)).PeekMessagesAsync(MaxMessages, cancellationToken);
            return await Task.WhenAll(found.Select(async message =>
            {
                var text = TextOf(message.Body);
                var cause = await causes.FindAsync(queue, text, cancellationToken);
                return PoisonMessage.Of(message.MessageId, message.InsertedOn, text, cause);
            }));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return []; // A poison queue the host has not needed yet.
        }
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
            var count = Math.Min(MaxMessages, left - replayed);
            QueueMessage[] messages = await poison.ReceiveMessagesAsync(count, ReplayLease, cancellationToken);
            if (messages.Length == 0)
            {
                break;
            }

            foreach (var message in messages)
            {
                // First: the message may fail again, and why must stay then.
                await causes.ForgetAsync(queue, TextOf(message.Body), cancellationToken);
                await target.SendMessageAsync(message.Body, cancellationToken: cancellationToken);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                replayed++;
            }
        }

        logger.PoisonReplayed(replayed, queue);
        return replayed;
    }

    /// <summary>Looks through a queue's poison messages and deletes some of them.</summary>
    /// <param name="queue">The queue they failed in.</param>
    /// <param name="isToGo">Whether a message, as its function gets it, is to be deleted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task DeletePoisonAsync(string queue, Func<string, Task<bool>> isToGo, CancellationToken cancellationToken)
    {
        var poison = queues.GetQueueClient(Queues.PoisonOf(queue));
        var kept = new List<QueueMessage>();
        var left = await CountAsync(Queues.PoisonOf(queue), cancellationToken);
        while (left > 0 && (await poison.ReceiveMessagesAsync(MaxMessages, ReplayLease, cancellationToken)).Value is { Length: > 0 } some)
        {
            foreach (var message in some)
            {
                var text = TextOf(message.Body);
                if (await isToGo(text))
                {
                    await causes.ForgetAsync(queue, text, cancellationToken);
                    await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                }
                else
                {
                    kept.Add(message);
                }
            }

            left -= some.Length;
        }

        foreach (var message in kept)
        {
            await poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, cancellationToken: cancellationToken); // Seen again.
        }
    }

    // As the function gets it; as it lies there, when the host could not decode it.
    private static string TextOf(BinaryData body)
    {
        var raw = body.ToString();
        var bytes = new byte[raw.Length];
        return Convert.TryFromBase64String(raw, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : raw;
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
