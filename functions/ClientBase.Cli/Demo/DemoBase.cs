using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo;

/// <summary>The base under way: how it is reached, what it is filled with, and how its parts wait and check.</summary>
/// <param name="Api">Its interface.</param>
/// <param name="Routes">The routes only the demo calls.</param>
/// <param name="Sample">What it is filled with.</param>
/// <param name="Secrets">What each shop signs with.</param>
internal sealed record DemoBase(
    IClientBaseApi Api, DemoApi Routes, SampleBase Sample, IReadOnlyDictionary<SampleShop, string> Secrets)
{
    /// <summary>How many requests run at a time.</summary>
    public const int Concurrency = 12;

    /// <summary>How long something is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Everything posted so far has been worked off, and nothing was given up.</summary>
    /// <exception cref="DemoFailure">It was not.</exception>
    public async Task SettleAsync(IProgress<double>? bar, CancellationToken cancellationToken)
    {
        var most = 1;
        var queues = await Polling.UntilAsync(
            async () =>
            {
                var now = await Api.QueuesAsync(cancellationToken);
                var waiting = now.Items.Sum(queue => queue.Waiting);
                most = Math.Max(most, waiting);
                bar?.Report(1 - ((double)waiting / most));
                return now;
            },
            now => now.Idle,
            Patience,
            cancellationToken);
        if (!queues.Idle)
        {
            throw new DemoFailure(
                $"{queues.Items.Sum(queue => queue.Waiting)} messages still wait after {Patience.TotalMinutes:0} minutes");
        }

        Expect("messages given up", 0, queues.Items.Sum(queue => queue.Poison));
    }

    /// <summary>Delivers a shop's webhooks, signed.</summary>
    public Task<int> DeliverAsync(
        IReadOnlyList<WebhookDelivery> deliveries, IProgress<double> bar, CancellationToken cancellationToken) => ForEachAsync(
        deliveries,
        async (delivery, _) =>
        {
            using var body = new ByteArrayContent(delivery.Body);
            body.Headers.ContentType = new("application/json");
            await Api.PostWebhookAsync(delivery.Shop.Name, body, delivery.SignedHeaders(Secrets[delivery.Shop]), cancellationToken);
        },
        bar,
        cancellationToken);

    /// <summary>Runs a timer function now.</summary>
    public Task RunTimerAsync(string function, CancellationToken cancellationToken) =>
        Api.RunFunctionAsync(function, new FunctionInput(), cancellationToken);

    /// <summary>Does something with each, several at a time.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ForEachAsync<T>(
        IReadOnlyList<T> items, Func<T, int, Task> work, IProgress<double> bar, CancellationToken cancellationToken)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            items.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            async (item, _) =>
            {
                await work(item.Item, item.Index);
                bar.Report((double)Interlocked.Increment(ref done) / items.Count);
            });
        return done;
    }

    /// <summary>Holds what was found against what is known to be right.</summary>
    /// <exception cref="DemoFailure">It is something else.</exception>
    public static void Expect<T>(string what, T expected, T found)
        where T : IEquatable<T>
    {
        if (!expected.Equals(found))
        {
            throw new DemoFailure(FormattableString.Invariant($"{what}: {expected} expected, {found} found"));
        }
    }
}
