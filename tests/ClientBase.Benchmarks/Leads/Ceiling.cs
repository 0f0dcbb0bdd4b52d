using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>How much of what the emulator can do the app gets out of it. The measure is a bare client doing the same operations.</summary>
/// <remarks>
/// The operations are counted once, through the proxy; rates are measured without it, app and bare client one after the other, each on an
/// emulator of its own.
/// </remarks>
internal static class Ceiling
{
    public static async Task RunAsync()
    {
        var mix = await CountAsync();
        var perLead = (double)mix.Transactions / Figures.Leads;
        Figures.Print($"{perLead:0.00} transactions per lead, {mix.RowsPerBatch:0.0} rows and {mix.BytesPerRow:0} bytes a row in a batch");

        var runs = new List<Run>();
        for (var run = 0; run < Figures.Runs; run++)
        {
            var isBareFirst = run % 2 == 1;
            var bare = isBareFirst ? await MeasureBareAsync(mix) : 0;
            var app = await Throughput.MeasureAsync(AppUnderTest.Command) * perLead;
            bare = isBareFirst ? bare : await MeasureBareAsync(mix);
            runs.Add(new Run(Math.Round(app, 1), Math.Round(bare, 1), Math.Round(app / bare, 3)));
            Figures.Print($"run {run + 1}: app {app,7:0} transactions/s, bare client {bare,7:0}, share {app / bare:0.00}");
        }

        var share = Figures.Median(runs.Select(run => run.Share));
        Figures.Write("ceiling", new { command = AppUnderTest.Command, Figures.Leads, perLead, mix, runs, medianShare = share });
        Figures.Print($"median share of the ceiling: {share:0.00}");
    }

    private static async Task<StorageMix> CountAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var counter = await StorageCounter.StartAsync(azurite);
            await using var app = await AppUnderTest.StartWithFormAsync(AppUnderTest.Command, counter.ConnectionString);
            var load = new FormLoad(app, azurite.ConnectionString);
            await load.WarmUpAsync();
            counter.Reset();
            await load.FileAsync("lead", Figures.Leads);
            return StorageMix.Of(counter.Counts);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<double> MeasureBareAsync(StorageMix mix)
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            var bare = await BareStorage.OpenAsync(azurite.ConnectionString, mix);
            return await bare.MeasureAsync();
        }
        finally
        {
            azurite.Stop();
        }
    }

    private sealed record Run(double App, double Bare, double Share);
}
