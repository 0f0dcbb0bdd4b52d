using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>A run of leads through a warm app, on an emulator of its own. CPU milliseconds are by lead.</summary>
/// <param name="LeadsPerSecond">Rate from the first post to the last filed contact.</param>
/// <param name="Worker">CPU of the app's worker.</param>
/// <param name="Host">CPU of the process that hosts it, if there is one.</param>
/// <param name="Emulator">CPU of the storage emulator.</param>
/// <param name="Poster">CPU of the benchmark itself, which posts.</param>
/// <param name="WorkerMebibytes">Memory of the worker after the run.</param>
/// <param name="HostMebibytes">Memory of the host after the run.</param>
/// <param name="OthersShare">What part of the machine's cores others used meanwhile: over a tenth, its rate says little.</param>
internal sealed record LoadRun(
    double LeadsPerSecond, double Worker, double Host, double Emulator, double Poster,
    double WorkerMebibytes, double HostMebibytes, double OthersShare)
{
    public const string Header = "leads/s | CPU ms/lead: worker   host together emulator poster | MiB: worker  host | others";

    public double Together => Worker + Host;

    public static Task<LoadRun> MeasureAsync(string command) => Figures.QuietAsync(() => MeasureOnceAsync(command), run => run.OthersShare);

    public static LoadRun MedianOf(IReadOnlyCollection<LoadRun> runs)
    {
        return new LoadRun(
            Of(run => run.LeadsPerSecond), Of(run => run.Worker), Of(run => run.Host), Of(run => run.Emulator), Of(run => run.Poster),
            Of(run => run.WorkerMebibytes), Of(run => run.HostMebibytes), Of(run => run.OthersShare));

        double Of(Func<LoadRun, double> figure) => Figures.Median(runs.Select(figure));
    }

    /// <summary>CPU time of an emulator that this process has started.</summary>
    public static TimeSpan EmulatorCpu(RunningAzurite azurite) => ProcessTree.Under(Environment.ProcessId)
        .Where(process => ProcessTree.CommandOf(process).Contains($"--blobPort {azurite.BasePort} ", StringComparison.Ordinal))
        .Aggregate(TimeSpan.Zero, (sum, process) => sum + ProcessTree.UseOf(process).Cpu);

    /// <summary>A line under <see cref="Header"/>.</summary>
    public override string ToString()
    {
        var cpu = FormattableString.Invariant($"{Worker,19:0.00} {Host,6:0.00} {Together,8:0.00} {Emulator,8:0.00} {Poster,6:0.00}");
        var memory = FormattableString.Invariant($"{WorkerMebibytes,11:0} {HostMebibytes,5:0}");
        return FormattableString.Invariant($"{LeadsPerSecond,7:0.0} | {cpu} | {memory} | {OthersShare,6:0%}");
    }

    private static async Task<LoadRun> MeasureOnceAsync(string command)
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var app = await AppUnderTest.StartWithFormAsync(command, azurite.ConnectionString);
            var load = new FormLoad(app, azurite.ConnectionString);
            await load.WarmUpAsync();

            var (before, emulatorBefore, machine) = (app.Use(), EmulatorCpu(azurite), MachineUse.Start());
            var elapsed = await load.FileAsync("lead", Figures.Leads);
            var (use, emulator) = (app.Use().Since(before), EmulatorCpu(azurite) - emulatorBefore);
            var (poster, others) = machine.Since(use.Together + emulator);

            await load.CheckAsync();
            return new LoadRun(
                Math.Round(Figures.Leads / elapsed.TotalSeconds, 1),
                PerLead(use.Worker), PerLead(use.Host), PerLead(emulator), PerLead(poster),
                Math.Round(use.WorkerMebibytes), Math.Round(use.HostMebibytes), others);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static double PerLead(TimeSpan cpu) => Math.Round(cpu.TotalMilliseconds / Figures.Leads, 2);
}
