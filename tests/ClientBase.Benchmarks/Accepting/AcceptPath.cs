using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Azure.Storage.Queues;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Accepting;

/// <summary>How fast forms are accepted, beside a bare Kestrel that does the least, and a bare client that only puts messages.</summary>
/// <remarks>
/// They take turns of some hundred forms on one emulator. Nothing is filed meanwhile, and queues are emptied after each turn, since the
/// emulator slows down with their backlog.
/// </remarks>
internal static class AcceptPath
{
    private const int FormsATurn = 150;

    private static readonly string Message = new('m', 400); // As long as what the app puts.

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            var storage = azurite.ConnectionString;
            await using var app = await StartAsync(storage);
            await using var stub = AppUnderTest.Start(AcceptStub.Command, storage);
            await stub.UntilHealthyAsync();
            var bare = await OpenAsync(storage, "bare");
            Subject[] subjects =
            [
                new("app", lead => app.PostLeadAsync(lead), await OpenAsync(storage, Queues.Captured)),
                new("stub", lead => stub.PostLeadAsync(lead), await OpenAsync(storage, AcceptStub.Queue)),
                new("bare put", _ => bare.SendMessageAsync(Message), bare),
            ];
            Report(await MeasureAsync(subjects));
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<AppUnderTest> StartAsync(string storage)
    {
        var app = AppUnderTest.Start(
            AppUnderTest.Command, storage, new Dictionary<string, string> { [$"AzureWebJobs.{nameof(FileCapture)}.Disabled"] = "true" });
        await app.UntilHealthyAsync();
        using var defined = await app.Client.PutAsJsonAsync("api/forms/bench", new { kind = "newsletter" });
        defined.EnsureSuccessStatusCode();
        return app;
    }

    private static async Task<QueueClient> OpenAsync(string storage, string name)
    {
        var queue = new QueueClient(storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        return queue;
    }

    private static async Task<IReadOnlyList<Accepted>> MeasureAsync(Subject[] subjects)
    {
        var turns = Math.Max(2, Figures.Leads / FormsATurn);
        for (var turn = -1; turn < turns; turn++)
        {
            // The first turn warms up. Who begins changes, so that a machine that becomes slower favours nobody.
            var first = Math.Abs(turn) % subjects.Length;
            foreach (var subject in subjects[first..].Concat(subjects[..first]))
            {
                await subject.TakeTurnAsync($"accept-{turn}", FormsATurn, isCounted: turn >= 0);
            }
        }

        return [.. subjects.Select(subject => subject.Result)];
    }

    private static void Report(IReadOnlyList<Accepted> all)
    {
        var (app, stub, bare) = (all[0], all[1], all[2]);
        var (rate, slowest) = (Math.Round(app.PerSecond / stub.PerSecond, 2), Math.Round(app.SlowestMs / bare.SlowestMs, 2));
        Figures.Write("accept", new { forms = app.Forms, app, stub, bare, ofStub = rate, p99OfBarePut = slowest });
        foreach (var one in all)
        {
            Figures.Print($"{one.Name,-9} {one.PerSecond,7:0.0} a second, median {one.MedianMs,6:0.0} ms, p99 {one.SlowestMs,6:0.0} ms");
        }

        Figures.Print($"{rate:0.00} of the stub's rate; p99 is {slowest:0.00} times that of a bare put");
    }

    /// <summary>What is measured, and how it went so far.</summary>
    private sealed class Subject(string name, Func<string, Task> acceptAsync, QueueClient queue)
    {
        private readonly ConcurrentBag<double> _milliseconds = [];
        private TimeSpan _taken;

        public Accepted Result
        {
            get
            {
                double[] sorted = [.. _milliseconds.Order()];
                var rate = Math.Round(sorted.Length / _taken.TotalSeconds, 1);
                var slowest = sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
                return new Accepted(name, sorted.Length, rate, Math.Round(Figures.Median(sorted), 1), Math.Round(slowest, 1));
            }
        }

        public async Task TakeTurnAsync(string turn, int forms, bool isCounted)
        {
            var watch = Stopwatch.StartNew();
            var atOnce = new ParallelOptions { MaxDegreeOfParallelism = FormLoad.AtOnce };
            await Parallel.ForAsync(0, forms, atOnce, async (number, _) =>
            {
                var since = Stopwatch.GetTimestamp();
                await acceptAsync($"{turn}-{number}");
                if (isCounted)
                {
                    _milliseconds.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                }
            });
            _taken += isCounted ? watch.Elapsed : TimeSpan.Zero;
            await queue.ClearMessagesAsync();
        }
    }

    /// <summary>How something accepted, sixteen forms at a time.</summary>
    /// <param name="Name">What.</param>
    /// <param name="Forms">How many.</param>
    /// <param name="PerSecond">Rate.</param>
    /// <param name="MedianMs">Of one form.</param>
    /// <param name="SlowestMs">The 99th percentile.</param>
    private sealed record Accepted(string Name, int Forms, double PerSecond, double MedianMs, double SlowestMs);
}
