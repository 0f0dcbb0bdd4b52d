using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.Functions.Storage;

namespace ClientBase.Tests.Whole;

// How messages are delivered: one after another, or two at once to two instances.
internal sealed partial class World
{
    private const int MostRounds = 400;
    private const int MostTries = 5; // As host.json says.

    private (Fate.Life Life, WholeApp App)? _other;

    /// <summary>Delivers messages until there are none, and puts what became poison back once.</summary>
    public async Task SettleAsync()
    {
        for (var replays = 0; ; replays++)
        {
            await DeliverAsync();
            var poisoned = await ReplayPoisonAsync();
            if (poisoned == 0)
            {
                return;
            }

            if (replays == MostTries)
            {
                throw new BrokenException($"{poisoned} messages stay poison: {string.Join("; ", Failures.TakeLast(3))}");
            }
        }
    }

    private async Task DeliverAsync()
    {
        var queues = Storage.Queues();
        for (var rounds = 0; rounds < MostRounds; rounds++)
        {
            var isIdle = true;
            foreach (var name in Queues.All)
            {
                var queue = queues.GetQueueClient(name);
                if ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value is { Length: > 0 } messages)
                {
                    isIdle = false;
                    foreach (var pair in messages.Chunk(2))
                    {
                        await DeliverAsync(queues, queue, AppFunctions.Queues[name], pair);
                    }
                }
            }

            if (isIdle)
            {
                return;
            }

            // What is put back for later finds its time come, however long that is.
            Clock.Turn(TimeSpan.FromSeconds(rounds < 20 ? 2 : 120));
        }

        throw new BrokenException($"Messages still move after {MostRounds} rounds.");
    }

    private async Task DeliverAsync(QueueServiceClient queues, QueueClient queue, QueueFunction function, QueueMessage[] pair)
    {
        if (Fate.NewTurns() is not { } turns)
        {
            foreach (var message in pair)
            {
                await DeliverAsync(queues, queue, function, message);
            }

            return;
        }

        _other ??= await StartOtherAsync();
        var (life, app) = _other.Value;
        await Task.WhenAll(
            AtTurnAsync(turns, 0, _life, () => DeliverAsync(queues, queue, function, pair[0])),
            AtTurnAsync(turns, 1, life, () => pair.Length == 2
                ? DeliverAsync(queues, queue, function, pair[1], app)
                : TakeAgainAsync(queues, function, pair[0], app)));
        Fate.Note(turns);
    }

    private static async Task AtTurnAsync(Turns turns, int who, Fate.Life life, Func<Task> work)
    {
        life.Turn = () => turns.WaitAsync(who);
        await Task.Run(work);
        life.Turn = null;
        turns.End(who);
    }

    // As when a message's time is over while it is worked on: the first is to delete it.
    private async Task TakeAgainAsync(QueueServiceClient queues, QueueFunction function, QueueMessage message, WholeApp app)
    {
        try
        {
            await TakeAsync(queues, function, message, app);
        }
        catch (Exception failure)
        {
            Note($"{function.Queue}, taken twice: {failure.Message}");
        }
    }

    private static async Task TakeAsync(QueueServiceClient queues, QueueFunction function, QueueMessage message, WholeApp app)
    {
        foreach (var output in await app.TakeAsync(function, message.Body.ToString()))
        {
            await queues.GetQueueClient(function.Output).SendMessageAsync(output);
        }
    }

    private async Task DeliverAsync(
        QueueServiceClient queues, QueueClient queue, QueueFunction function, QueueMessage message, WholeApp? app = null)
    {
        try
        {
            await TakeAsync(queues, function, message, app ?? _app);
            _life.ThrowIfOver();
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
        catch (Exception failure)
        {
            Note($"{function.Queue}: {failure.GetType().Name} {failure.Message} {failure.StackTrace?.Split('\n')[0].Trim()}");
            await RestartWhenOverAsync();
            if (message.DequeueCount < MostTries)
            {
                await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
                return;
            }

            await queues.GetQueueClient(Queues.PoisonOf(function.Queue)).SendMessageAsync(message.Body.ToString());
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    private async Task<int> ReplayPoisonAsync()
    {
        var (queues, count) = (Storage.Queues(), 0);
        foreach (var name in Queues.All)
        {
            var poison = queues.GetQueueClient(Queues.PoisonOf(name));
            while ((await poison.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    await queues.GetQueueClient(name).SendMessageAsync(message.Body.ToString());
                    await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                    count++;
                }
            }
        }

        return count;
    }

    private async Task<(Fate.Life Life, WholeApp App)> StartOtherAsync()
    {
        var other = NewApp();
        await other.App.StartAsync();
        return other;
    }
}
