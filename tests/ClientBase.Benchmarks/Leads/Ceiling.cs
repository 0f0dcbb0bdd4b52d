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
        Figures.Print($"{perLead:0.00} transactions per lead; in a batch {mix.RowsPerBatch:0.0} rows");
        Figures.Print($"of {mix.BytesPerRow:0} bytes, {mix.BytesAroundRow:0} of them around the row");

        // Not counted: in its first run the benchmark itself is still being compiled.
        _ = await MeasureBareAsync(mix);
        Figures.Print($"transactions/s:  app    bare  share | emulator, CPU ms each:  app   bare | others:  app   bare");
        var runs = new List<Run>();
        for (var run = 0; run < Figures.Runs; run++)
        {
            var isBareFirst = run % 2 == 1;
            var bare = isBareFirst ? await MeasureBareAsync(mix) : null;
            var app = await LoadRun.MeasureAsync(AppUnderTest.Command);
            bare ??= await MeasureBareAsync(mix);
            runs.Add(Run.Of(app, perLead, bare));
            Figures.Print($"{runs[^1]}");
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
            var mix = StorageMix.Of(counter.Counts);
            return mix with { BytesAroundRow = await BareStorage.BytesAroundRowAsync(azurite, counter) };
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static Task<BareRun> MeasureBareAsync(StorageMix mix) =>
        Figures.QuietAsync(() => MeasureBareOnceAsync(mix), run => run.OthersShare);

    private static async Task<BareRun> MeasureBareOnceAsync(StorageMix mix)
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            var bare = await BareStorage.OpenAsync(azurite, mix);
            return await bare.MeasureAsync();
        }
        finally
        {
            azurite.Stop();
        }
    }

    // The emulator's CPU time tells whether both gave it the same work, whatever else the machine did.
    private sealed record Run(double App, double AppEmulator, double AppOthersShare, BareRun Bare, double Share)
    {
        public static Run Of(LoadRun app, double perLead, BareRun bare)
        {
            var rate = app.LeadsPerSecond * perLead;
            var share = Math.Round(rate / bare.Rate, 3);
            return new Run(Math.Round(rate, 1), Math.Round(app.Emulator / perLead, 2), app.OthersShare, bare, share);
        }

        public override string ToString()
        {
            var rates = FormattableString.Invariant($"{App,20:0} {Bare.Rate,7:0} {Share,6:0.00}");
            var emulator = FormattableString.Invariant($"{AppEmulator,28:0.00} {Bare.Emulator,6:0.00}");
            return FormattableString.Invariant($"{rates} | {emulator} | {AppOthersShare,12:0%} {Bare.OthersShare,6:0%}");
        }
    }
}
