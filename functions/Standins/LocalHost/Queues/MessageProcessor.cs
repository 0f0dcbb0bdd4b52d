using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.LocalHost.Configuration;
using ClientBase.LocalHost.Invocation;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Queues;

/// <summary>Runs one function on one message and settles the message: deleted, hidden for a while, or moved to the poison queue.</summary>
internal sealed class MessageProcessor(
    FunctionMethod function,
    QueueClient? poison,
    QueueHost host,
    ILogger logger)
{
    private QueueOptions Options => host.Options;

    public async Task ProcessAsync(QueueClient queue, QueueMessage message)
    {
        using var running = host.Drain.Enter();
        try
        {
            // Kills of the host count too, so a message may come back more often than its function failed.
            if (message.DequeueCount > Options.MaxDequeueCount)
            {
                await PoisonAsync(queue, message, message.PopReceipt);
                return;
            }

            var lease = new MessageLease(queue, message, host.Lease, host.Clock, logger);
            bool succeeded;
            await using (lease)
            {
                succeeded = await InvokeAsync(message);
            }

            await SettleAsync(queue, message, lease.PopReceipt, succeeded);
        }
        catch (Exception e)
        {
            logger.NotSettled(message.MessageId, queue.Name, e);
        }
    }

    private async Task<bool> InvokeAsync(QueueMessage message)
    {
        try
        {
            await host.Invoker.InvokeAsync(function, QueueMessageBinding.Event(host.Binding.Decode(message)), host.Drain.Abort);
            return true;
        }
        catch (Exception e)
        {
            logger.MessageFailed(function.Name, message.MessageId, message.DequeueCount, Options.MaxDequeueCount, e);
            return false;
        }
    }

    private async Task SettleAsync(QueueClient queue, QueueMessage message, string popReceipt, bool succeeded)
    {
        if (succeeded)
        {
            await queue.DeleteMessageAsync(message.MessageId, popReceipt);
        }
        else if (message.DequeueCount >= Options.MaxDequeueCount && poison is not null)
        {
            await PoisonAsync(queue, message, popReceipt);
        }
        else
        {
            await queue.UpdateMessageAsync(message.MessageId, popReceipt, visibilityTimeout: Options.VisibilityTimeout);
            if (Options.VisibilityTimeout == TimeSpan.Zero)
            {
                host.Wakeups.Ring(queue.Uri);
            }
        }
    }

    private async Task PoisonAsync(QueueClient queue, QueueMessage message, string popReceipt)
    {
        if (poison is null)
        {
            return;
        }

        await host.Sender.SendAsync(poison, message.MessageText, CancellationToken.None);
        logger.Poisoned(message.MessageId, queue.Name, poison.Name, message.DequeueCount);
        await queue.DeleteMessageAsync(message.MessageId, popReceipt);
    }
}
