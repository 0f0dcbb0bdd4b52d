using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Queues;

/// <summary>Keeps a message invisible to others while its function runs, renewing at half the time.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly QueueClient queue;
    private readonly QueueMessage message;
    private readonly CancellationTokenSource done = new();
    private readonly Task renewal;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan lease, TimeProvider clock, ILogger logger)
    {
        this.queue = queue;
        this.message = message;
        PopReceipt = message.PopReceipt;
        renewal = RenewAsync(lease, clock, logger);
    }

    /// <summary>The receipt of the latest renewal; final only after <see cref="DisposeAsync"/>.</summary>
    public string PopReceipt { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await renewal;
        done.Dispose();
    }

    private async Task RenewAsync(TimeSpan lease, TimeProvider clock, ILogger logger)
    {
        var wait = lease / 2;
        while (await WaitAsync(wait, clock))
        {
            try
            {
                // Not cancelled by the end of the function: a renewal that took place but was not heard of would leave a stale receipt.
                var renewed = await queue.UpdateMessageAsync(
                    message.MessageId, PopReceipt, visibilityTimeout: lease, cancellationToken: CancellationToken.None);
                PopReceipt = renewed.Value.PopReceipt;
                wait = lease / 2;
            }
            catch (RequestFailedException e) when (e.Status is 400 or 404)
            {
                logger.LeaseLost(message.MessageId, e.Message);
                return;
            }
            catch (Exception e)
            {
                logger.LeaseLost(message.MessageId, e.Message);
                wait = lease / 8;
            }
        }
    }

    private async Task<bool> WaitAsync(TimeSpan wait, TimeProvider clock)
    {
        try
        {
            await Task.Delay(wait, clock, done.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
