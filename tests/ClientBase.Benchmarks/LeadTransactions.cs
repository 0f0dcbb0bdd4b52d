using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ClientBase.Cli.Server;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks;

/// <summary>How many storage transactions a new lead costs, from the form to the contact, queue included.</summary>
/// <remarks>
/// Counted from outside, by a proxy before the emulator. "Alone": one lead at a time, each filed before the next is posted. "Burst": 32 at a
/// time. Polls of empty queues cost by the hour, not by the lead, and are listed apart.
/// </remarks>
internal static class LeadTransactions
{
    private const int Alone = 40;
    private const int Burst = 1_000;
    private const int AtOnce = 32;

    // Ends in 0: the counter tells blobs, queues and tables apart by the last digit of the port.
    private const int CountedPort = 21_000;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("clientbase-benchmark-").FullName;
        var azurite = await NodeAzurite.StartAsync();
        await using var counter = await StorageCounter.StartAsync(CountedPort, azurite.BasePort);
        await using var app = FunctionAppProcess.Start(folder, new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = (azurite with { BasePort = CountedPort }).ConnectionString,
            ["Forms__RatePerMinute"] = "0",
        });
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Url, "/") };
        await UntilAsync(client, "api/health", health => health.GetProperty("status").GetString() == "Healthy");
        using (await client.PutAsJsonAsync("api/forms/bench", new { kind = "newsletter" }))
        {
            await PostAsync(client, "warm-up", withPhone: true);
            await IdleAsync(client);
        }

        var figures = new List<Figure>();
        foreach (var withPhone in new[] { false, true })
        {
            var keys = withPhone ? "e-mail and phone" : "e-mail";
            figures.Add(await CountAsync(counter, $"alone, {keys}", Alone, async () =>
            {
                for (var i = 0; i < Alone; i++)
                {
                    await PostAsync(client, $"alone-{i}", withPhone);
                    await IdleAsync(client);
                }
            }));
            figures.Add(await CountAsync(counter, $"burst, {keys}", Burst, async () =>
            {
                await Parallel.ForAsync(0, Burst, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await PostAsync(client, $"burst-{i}", withPhone));
                await IdleAsync(client);
            }));
        }

        Report(figures);
        azurite.Stop();
    }

    private static async Task<Figure> CountAsync(StorageCounter counter, string name, int leads, Func<Task> work)
    {
        counter.Reset();
        await work();
        var counts = counter.Counts;
        var total = counts.Where(count => !count.Key.StartsWith('(')).Sum(count => count.Value);
        return new Figure(name, leads, Math.Round((double)total / leads, 2), counts);
    }

    private static async Task PostAsync(HttpClient client, string name, bool withPhone)
    {
        var person = $"{name}-{withPhone}";
        var phone = withPhone ? $"+7{Math.Abs(StableHash(person)) % 9_000_000_000 + 1_000_000_000}" : null;
        using var response = await client.PostAsJsonAsync("api/forms/bench", new { email = $"{person}@bench.example", name = $"Lead {name}", phone, consent_marketing = true });
        response.EnsureSuccessStatusCode();
    }

    private static long StableHash(string text) => text.Aggregate(17L, (hash, c) => unchecked((hash * 1_000_003) + c));

    private static Task IdleAsync(HttpClient client) => UntilAsync(client, "api/ops/queues", queues => queues.GetProperty("idle").GetBoolean());

    private static async Task UntilAsync(HttpClient client, string path, Func<JsonElement, bool> isTrue)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(20))
        {
            try
            {
                if (isTrue(await client.GetFromJsonAsync<JsonElement>(path)))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"{path} did not say what was waited for.");
    }

    private static void Report(List<Figure> figures)
    {
        Directory.CreateDirectory("artifacts");
        File.WriteAllText(Path.Combine("artifacts", "leads.json"), JsonSerializer.Serialize(figures, Indented));
        foreach (var figure in figures)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-26} {figure.TransactionsPerLead,5:0.00} transactions per lead"));
            foreach (var (kind, count) in figure.Counts)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {kind,-26} {(double)count / figure.Leads,6:0.00}"));
            }
        }
    }

    /// <summary>A counted run.</summary>
    /// <param name="Name">Which.</param>
    /// <param name="Leads">How many were posted.</param>
    /// <param name="TransactionsPerLead">Storage transactions by lead.</param>
    /// <param name="Counts">What they were; in brackets what is not counted by lead.</param>
    private sealed record Figure(string Name, int Leads, double TransactionsPerLead, IReadOnlyDictionary<string, int> Counts);
}
