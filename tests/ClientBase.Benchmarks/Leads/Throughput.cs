using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>How many leads a second the app files, beside the naive app, in pairs one after the other.</summary>
/// <remarks>Rates are the machine's and its hour's; the ratio within a pair is the figure.</remarks>
internal static class Throughput
{
    public static async Task RunAsync()
    {
        var pairs = new List<Pair>();
        for (var run = 0; run < Figures.Runs; run++)
        {
            // Who is first changes, so that a machine that becomes slower favours nobody.
            var isNaiveFirst = run % 2 == 1;
            var naive = isNaiveFirst ? await MeasureAsync(NaiveApp.Command) : 0;
            var app = await MeasureAsync(AppUnderTest.Command);
            naive = isNaiveFirst ? naive : await MeasureAsync(NaiveApp.Command);
            pairs.Add(new Pair(Math.Round(app, 1), Math.Round(naive, 1), Math.Round(app / naive, 2)));
            Figures.Print($"pair {run + 1}: {app,7:0.0} leads/s, naive {naive,7:0.0}, ratio {app / naive:0.00}");
        }

        var ratio = Figures.Median(pairs.Select(pair => pair.Ratio));
        Figures.Write("throughput", new { command = AppUnderTest.Command, Figures.Leads, pairs, medianRatio = ratio });
        Figures.Print($"median: {Figures.Median(pairs.Select(pair => pair.App)):0.0} leads/s, {ratio:0.00} times the naive app");
    }

    /// <summary>Leads a second of an app that is warm, on an emulator of its own.</summary>
    public static async Task<double> MeasureAsync(string command)
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var app = await AppUnderTest.StartWithFormAsync(command, azurite.ConnectionString);
            var load = new FormLoad(app, azurite.ConnectionString);
            await load.WarmUpAsync();
            var elapsed = await load.FileAsync("lead", Figures.Leads);
            await load.CheckAsync();
            return Figures.Leads / elapsed.TotalSeconds;
        }
        finally
        {
            azurite.Stop();
        }
    }

    private sealed record Pair(double App, double Naive, double Ratio);
}
