using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.LocalHost.Invocation;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Queues;

/// <summary>Fetches messages for one function and starts it on each.</summary>
internal sealed class QueueListener(
    QueueClient queue, MessageProcessor processor, QueueHost host, ILogger logger)
{
    private readonly HashSet<Task> running = [];
    private readonly PollingBackoff backoff = new(host.Options.MaxPollingInterval, Random.Shared);

    /// <summary>Fetches until the token says stop; what was started runs on in <see cref="InvocationDrain"/>.</summary>
    public async Task ListenAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await BelowThresholdAsync(stopping);
                var bell = host.Wakeups.NextAsync(queue.Uri);
                if (await FetchAsync(stopping))
                {
                    backoff.Reset();
                    continue;
                }

                await WaitAsync(bell, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task BelowThresholdAsync(CancellationToken stopping)
    {
        running.RemoveWhere(task => task.IsCompleted);
        while (running.Count > host.Options.NewBatchThreshold)
        {
            await Task.WhenAny(running).WaitAsync(stopping);
            running.RemoveWhere(task => task.IsCompleted);
        }
    }

    private async Task<bool> FetchAsync(CancellationToken stopping)
    {
        try
        {
            // Not cancelled half-way: messages fetched without our knowing would stay hidden for a whole lease.
            stopping.ThrowIfCancellationRequested();
            QueueMessage[] batch = await queue.ReceiveMessagesAsync(host.Options.BatchSize, host.Lease, CancellationToken.None);
            foreach (var message in batch)
            {
                running.Add(Task.Run(() => processor.ProcessAsync(queue, message), CancellationToken.None));
            }

            return batch.Length > 0;
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return await CreateAsync();
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // Whatever it is, a listener that gave up would leave its queue unread until the next start.
            logger.QueueUnavailable(queue.Name, e.Message);
            return false;
        }
    }

    private async Task<bool> CreateAsync()
    {
        try
        {
            await queue.CreateIfNotExistsAsync();
        }
        catch (Exception e)
        {
            logger.QueueUnavailable(queue.Name, e.Message);
        }

        return false;
    }

    private async Task WaitAsync(Task bell, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var rang = await Task.WhenAny(bell, Task.Delay(backoff.Next(), host.Clock, either.Token)) == bell;
        await either.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        if (rang)
        {
            backoff.Reset();
        }
    }
}
