namespace ClientBase.Benchmarks.Leads;

/// <summary>How many leads a second the app files, beside the naive app, in pairs one after the other.</summary>
/// <remarks>Rates are the machine's and its hour's; the ratio within a pair is the figure.</remarks>
internal static class Throughput
{
    public static async Task RunAsync()
    {
        // Not counted: in its first run the benchmark itself is still being compiled.
        _ = await LoadRun.MeasureAsync(AppUnderTest.Command);
        Figures.Print($"               {LoadRun.Header}");
        var pairs = new List<Pair>();
        for (var run = 1; run <= Figures.Runs; run++)
        {
            // Who is first changes, so that a machine that becomes slower favours nobody.
            var isNaiveFirst = run % 2 == 0;
            var naive = isNaiveFirst ? await MeasureNaiveAsync() : null;
            var app = await LoadRun.MeasureAsync(AppUnderTest.Command);
            Figures.Print($"app            {app}");
            naive ??= await MeasureNaiveAsync();
            pairs.Add(new Pair(app, naive, Math.Round(app.LeadsPerSecond / naive.LeadsPerSecond, 2)));
            Figures.Print($"pair {run}: {pairs[^1].Ratio:0.00} times the naive app");
        }

        var medianApp = LoadRun.MedianOf([.. pairs.Select(pair => pair.App)]);
        var medianNaive = LoadRun.MedianOf([.. pairs.Select(pair => pair.Naive)]);
        var ratio = Figures.Median(pairs.Select(pair => pair.Ratio));
        var figures = new { command = AppUnderTest.Command, Figures.Leads, pairs, medianApp, medianNaive, medianRatio = ratio };
        Figures.Write("throughput", figures);
        Figures.Print($"median app     {medianApp}");
        Figures.Print($"median naive   {medianNaive}");
        Figures.Print($"median of the pairs: {ratio:0.00} times the naive app");
    }

    private static async Task<LoadRun> MeasureNaiveAsync()
    {
        var naive = await LoadRun.MeasureAsync(NaiveApp.Command);
        Figures.Print($"naive          {naive}");
        return naive;
    }

    private sealed record Pair(LoadRun App, LoadRun Naive, double Ratio);
}
