using System.Net.Http.Json;
using Azure.Data.Tables;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>Every event ten times, shuffled and many at once: how many effects it comes to, and what a copy costs in storage.</summary>
/// <remarks>
/// Posted to the running app and counted before the emulator. The same number of events posted once is what they cost without copies.
/// </remarks>
internal static class DuplicateStorm
{
    private const int Copies = 10;
    private const int AtOnce = 32;

    private static readonly int Events = Figures.Sized(1_000, small: 40);

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var counter = await StorageCounter.StartAsync(azurite);
            await using var app = await AppUnderTest.StartWithFormAsync(AppUnderTest.Command, counter.ConnectionString);
            await app.PostLeadAsync("warm-up");
            await app.UntilIdleAsync();
            var alone = await CountAsync(app, counter, "alone", copies: 1);
            var storm = await CountAsync(app, counter, "storm", Copies);
            await ReportAsync(azurite.ConnectionString, alone, storm);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<int> CountAsync(AppUnderTest app, StorageCounter counter, string name, int copies)
    {
        var posts = Enumerable.Range(0, Events * copies).Select(post => post % Events).ToArray();
        new Random(7).Shuffle(posts);
        counter.Reset();
        await Parallel.ForEachAsync(posts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, stop) =>
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, "api/forms/bench")
            {
                Content = JsonContent.Create(new { email = EmailOf(name, number), name = $"Lead {number}", consent_marketing = true }),
            };
            post.Headers.Add("Idempotency-Key", $"{name}-{number}");
            using var answer = await app.Client.SendAsync(post, stop);
            answer.EnsureSuccessStatusCode();
        });
        await app.UntilIdleAsync();
        return counter.Transactions;
    }

    private static string EmailOf(string name, int number) => FormattableString.Invariant($"{name}{number}@bench.example");

    private static async Task ReportAsync(string connectionString, int alone, int storm)
    {
        var table = new TableServiceClient(connectionString).GetTableClient(Tables.Contacts);
        var rows = await table.QueryAsync<TableEntity>(select: [nameof(ITableEntity.RowKey)]).Select(row => row.RowKey).ToListAsync();
        int Count(string prefix) => rows.Count(key => key.StartsWith(prefix, StringComparison.Ordinal)) - Events - 1; // Of the storm alone.
        var figure = new
        {
            events = Events,
            copies = Copies,
            contacts = Count("c|"),
            filed = Count("i|"),
            entries = Count("t|"),
            effectsTooManyOrFew = new[] { "c|", "i|", "t|" }.Sum(kind => Math.Abs(Count(kind) - Events)),
            transactionsPerDuplicate = Math.Round((double)(storm - alone) / (Events * (Copies - 1)), 2),
        };
        Figures.Write("storm", figure);
        Figures.Print($"{Events} events x {Copies}: {figure.contacts} contacts, {figure.filed} filed, {figure.entries} timeline entries");
        Figures.Print($"    {figure.transactionsPerDuplicate:0.00} transactions per duplicate ({alone} without copies, {storm} in all)");
    }
}
