namespace ClientBase.Benchmarks.Leads;

/// <summary>CPU time a lead costs from the post to the filed contact: of the worker, of its host, and of the storage emulator.</summary>
internal static class CpuPerLead
{
    public static async Task RunAsync()
    {
        // Not counted: in its first run the benchmark itself is still being compiled.
        _ = await LoadRun.MeasureAsync(AppUnderTest.Command);
        Figures.Print($"        {LoadRun.Header}");
        var runs = new List<LoadRun>();
        for (var run = 1; run <= Figures.Runs; run++)
        {
            runs.Add(await LoadRun.MeasureAsync(AppUnderTest.Command));
            Figures.Print($"run {run}   {runs[^1]}");
        }

        var median = LoadRun.MedianOf(runs);
        Figures.Write("cpu", new { command = AppUnderTest.Command, Figures.Leads, runs, median });
        Figures.Print($"median  {median}");
    }
}
