using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>How many storage transactions a new lead costs, from the form to the contact, queue included.</summary>
/// <remarks>
/// Counted from outside, by a proxy before the emulator. "Alone": one lead at a time, each filed before the next is posted. "Burst": 32 at
/// a time. Polls of empty queues and leases of the host cost by the hour, not by the lead, and are listed apart.
/// </remarks>
internal static class LeadTransactions
{
    private static readonly int Alone = Figures.Sized(40, small: 5);
    private static readonly int Burst = Figures.Sized(1_000, small: 64);
    private const int AtOnce = 32;

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var counter = await StorageCounter.StartAsync(azurite);
            await using var app = await AppUnderTest.StartWithFormAsync(AppUnderTest.Command, counter.ConnectionString);
            await app.PostLeadAsync("warm-up", withPhone: true);
            await app.UntilIdleAsync();

            var figures = new List<Figure>();
            foreach (var withPhone in new[] { false, true })
            {
                var keys = withPhone ? "e-mail and phone" : "e-mail";
                figures.Add(await CountAsync(counter, $"alone, {keys}", Alone, () => PostAloneAsync(app, withPhone)));
                figures.Add(await CountAsync(counter, $"burst, {keys}", Burst, () => PostBurstAsync(app, withPhone)));
            }

            Report(figures);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task PostAloneAsync(AppUnderTest app, bool withPhone)
    {
        for (var i = 0; i < Alone; i++)
        {
            await app.PostLeadAsync($"alone-{i}-{withPhone}", withPhone);
            await app.UntilIdleAsync();
        }
    }

    private static async Task PostBurstAsync(AppUnderTest app, bool withPhone)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForAsync(0, Burst, options, async (i, _) => await app.PostLeadAsync($"burst-{i}-{withPhone}", withPhone));
        await app.UntilIdleAsync();
    }

    private static async Task<Figure> CountAsync(StorageCounter counter, string name, int leads, Func<Task> workAsync)
    {
        counter.Reset();
        await workAsync();
        return new Figure(name, leads, Math.Round((double)counter.Transactions / leads, 2), counter.Counts);
    }

    private static void Report(List<Figure> figures)
    {
        Figures.Write("leads", figures);
        foreach (var figure in figures)
        {
            Figures.Print($"{figure.Name,-26} {figure.TransactionsPerLead,5:0.00} transactions per lead");
            foreach (var (kind, count) in figure.Counts)
            {
                Figures.Print($"    {kind,-26} {(double)count / figure.Leads,6:0.00}");
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
