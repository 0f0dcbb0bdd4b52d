using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.Functions.Storage;

namespace ClientBase.Tests.Whole;

/// <summary>
/// The app and what is around it: senders that repeat what was not acknowledged, a host that delivers messages again, an instance that is
/// started anew when it was killed.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const int MostRounds = 400;
    private const int MostTries = 5; // As host.json says.
    private const int MostAsks = 40;

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly TimeSpan _skew;
    private Fate.Life _life;
    private WholeApp _app;
    private int _turn;

    /// <param name="connectionString">The emulator.</param>
    /// <param name="fate">What befalls requests to storage.</param>
    /// <param name="settings">Settings of the app.</param>
    /// <param name="provider">The mail provider.</param>
    /// <param name="skew">By how much every other instance's clock is wrong.</param>
    public World(
        string connectionString, Fate fate, IReadOnlyDictionary<string, string?> settings, MailProvider provider, TimeSpan skew = default)
    {
        (Fate, Provider, _settings, _skew) = (fate, provider, settings, skew);
        Storage = new WholeStorage(connectionString);
        (_life, _app) = NewApp();
    }

    public Fate Fate { get; }

    public MailProvider Provider { get; }

    public WholeStorage Storage { get; }

    public TurnedClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The instance that runs now.</summary>
    public WholeApp App => _app;

    /// <summary>Captures of forms that were acknowledged.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>How often instances were started.</summary>
    public int Starts { get; private set; }

    /// <summary>Why messages failed last.</summary>
    public List<string> Failures { get; } = [];

    public async Task CreateAsync()
    {
        await Storage.CreateAsync();
        await _app.StartAsync();
    }

    /// <summary>Asks until it is acknowledged, as a browser or a shop does; a refusal of a repeat says that it was done before.</summary>
    public async Task<WholeAnswer> AskAsync(string method, string path, byte[]? body, string type, params (string, string)[] headers)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await _app.AskAsync(method, path, body, type, headers);
            await RestartWhenOverAsync();
            if (answer.IsGood || (tries > 0 && answer.Status is 404 or 409 or 410))
            {
                return answer;
            }

            if (answer.Status < 500 || tries == MostAsks)
            {
                throw new BrokenException($"{method} {path} is answered with {answer.Status}: {answer.Text} {answer.Failure}");
            }

            Failures.Add($"{method} {path}: {answer.Failure?.Message ?? answer.Text}");
        }
    }

    public Task<WholeAnswer> AskAsync(string method, string path, object? body = null, params (string, string)[] headers) =>
        AskAsync(method, path, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body), "application/json", headers);

    /// <summary>Runs a timer; one that fails runs again at its next time.</summary>
    public async Task TickAsync(string timer)
    {
        for (var tries = 0; tries < MostAsks; tries++)
        {
            try
            {
                await _app.TickAsync(timer);
                await RestartWhenOverAsync();
                return;
            }
            catch (Exception failure)
            {
                Failures.Add($"{timer}: {failure.Message}");
                await RestartWhenOverAsync();
            }
        }

        throw new BrokenException($"{timer} fails again and again: {Failures[^1]}");
    }

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

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await Storage.DeleteAsync();
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
                    foreach (var message in messages)
                    {
                        await DeliverAsync(queues, queue, AppFunctions.Queues[name], message);
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

    private async Task DeliverAsync(QueueServiceClient queues, QueueClient queue, QueueFunction function, QueueMessage message)
    {
        try
        {
            foreach (var output in await _app.TakeAsync(function, message.Body.ToString()))
            {
                await queues.GetQueueClient(function.Output).SendMessageAsync(output);
            }

            _life.ThrowIfOver();
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
        catch (Exception failure)
        {
            Failures.Add($"{function.Queue}: {failure.GetType().Name} {failure.Message} {failure.StackTrace?.Split('\n')[0].Trim()}");
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

    // What the killed one has sent arrives before the next one starts.
    private async Task RestartWhenOverAsync()
    {
        while (_life.IsOver)
        {
            while (_life.UnderWay > 0)
            {
                await Task.Delay(5);
            }

            _app.Dispose();
            (_life, _app) = NewApp();
            try
            {
                await _app.StartAsync();
            }
            catch (Exception failure)
            {
                Failures.Add($"start: {failure.Message}");
            }
        }
    }

    private (Fate.Life Life, WholeApp App) NewApp()
    {
        Starts++;
        var life = Fate.NewLife();
        var skew = _turn++ % 2 == 1 ? _skew : TimeSpan.Zero;
        return (life, new WholeApp(Storage, Clock.Seen(skew), _settings, life, Provider.Reached(life)));
    }

    /// <summary>Text as a body.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>A promise that was broken.</summary>
internal sealed class BrokenException(string what) : Exception(what);
