using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>CPU time a lead costs from the post to the filed contact: of the worker, of its host, and of the storage emulator.</summary>
internal static class CpuPerLead
{
    public static async Task RunAsync()
    {
        Figures.Print($"CPU ms per lead  worker   host  together  emulator |  MiB worker  host | leads/s");
        var runs = new List<Run>();
        for (var run = 0; run < Figures.Runs; run++)
        {
            runs.Add(await MeasureAsync());
            Print($"run {run + 1}", runs[^1]);
        }

        var median = new Run(
            MedianOf(run => run.WorkerMs), MedianOf(run => run.HostMs), MedianOf(run => run.TogetherMs), MedianOf(run => run.EmulatorMs),
            MedianOf(run => run.WorkerMebibytes), MedianOf(run => run.HostMebibytes), MedianOf(run => run.LeadsPerSecond));
        Figures.Write("cpu", new { command = AppUnderTest.Command, Figures.Leads, runs, median });
        Print("median", median);

        double MedianOf(Func<Run, double> figure) => Figures.Median(runs.Select(figure));
    }

    private static async Task<Run> MeasureAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var app = await AppUnderTest.StartWithFormAsync(AppUnderTest.Command, azurite.ConnectionString);
            var load = new FormLoad(app, azurite.ConnectionString);
            await load.WarmUpAsync();
            var (before, emulatorBefore) = (app.Use(), EmulatorCpu());
            var elapsed = await load.FileAsync("lead", Figures.Leads);
            var (used, emulator) = (app.Use().Since(before), EmulatorCpu() - emulatorBefore);
            await load.CheckAsync();
            return new Run(
                PerLead(used.Worker), PerLead(used.Host), PerLead(used.Together), PerLead(emulator),
                Math.Round(used.WorkerMebibytes), Math.Round(used.HostMebibytes), Math.Round(Figures.Leads / elapsed.TotalSeconds, 1));
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static TimeSpan EmulatorCpu() => ProcessTree.Under(Environment.ProcessId)
        .Where(process => ProcessTree.CommandOf(process).Contains("azurite.js", StringComparison.Ordinal))
        .Aggregate(TimeSpan.Zero, (sum, process) => sum + ProcessTree.UseOf(process).Cpu);

    private static double PerLead(TimeSpan cpu) => Math.Round(cpu.TotalMilliseconds / Figures.Leads, 2);

    private static void Print(string name, Run run)
    {
        var cpu = FormattableString.Invariant($"{run.WorkerMs,7:0.00} {run.HostMs,6:0.00} {run.TogetherMs,9:0.00} {run.EmulatorMs,9:0.00}");
        Figures.Print($"{name,-15} {cpu} | {run.WorkerMebibytes,11:0} {run.HostMebibytes,5:0} | {run.LeadsPerSecond,7:0.0}");
    }

    private sealed record Run(
        double WorkerMs, double HostMs, double TogetherMs, double EmulatorMs,
        double WorkerMebibytes, double HostMebibytes, double LeadsPerSecond);
}
