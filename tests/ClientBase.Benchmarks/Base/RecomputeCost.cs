using ClientBase.Benchmarks.Leads;

namespace ClientBase.Benchmarks.Base;

/// <summary>What a recompute costs: nothing changed, all anew from the rows, 10,000 new tags, 10,000 new orders.</summary>
internal static class RecomputeCost
{
    private const int Changed = 10_000;

    public static async Task RunAsync()
    {
        var folder = await GeneratedBase.ReadyAsync(Figures.Contacts);
        var made = folder.Made!;
        var azurite = await folder.StartCopyAsync();
        var runs = new List<Run>();
        Figures.Print($"{folder.Contacts} contacts, of which {made.WithRows} have rows");
        try
        {
            await MeasureAsync("nothing changed", isRebuild: false);
            if (made.WithRows == folder.Contacts)
            {
                await MeasureAsync("rebuild", isRebuild: true);
            }

            var changed = Math.Min(Changed, made.WithRows - 1);
            await NewOrders.TagAsync(azurite.ConnectionString, folder, made, changed);
            await MeasureAsync($"{changed} contacts changed, by which nobody changes segments", isRebuild: false);
            var moving = await NewOrders.FileAsync(azurite.ConnectionString, folder, made, changed);
            await MeasureAsync($"{changed} contacts changed, by which {moving} change segments", isRebuild: false);
        }
        finally
        {
            azurite.Stop();
        }

        Figures.Write($"recompute-{folder.Contacts}", new { folder.Contacts, made.WithRows, runs });

        async Task MeasureAsync(string name, bool isRebuild)
        {
            var machine = MachineUse.Start();
            var figures = await RecomputeStep.MeasureAsync(azurite.ConnectionString, made.AsOf, isRebuild);
            runs.Add(new Run(name, figures, machine.Since(TimeSpan.FromSeconds(figures.CpuSeconds)).OthersShare));
            Print(runs[^1]);
        }
    }

    private static void Print(Run run)
    {
        var of = run.Figures;
        Figures.Print($"{run.Name}: {of.Transactions} transactions, {of.BlobMegabytes:0.0} MB of blobs read");
        foreach (var (kind, count) in of.Kinds)
        {
            Figures.Print($"    {count,7} {kind}");
        }

        Figures.Print($"    CPU {of.CpuSeconds:0.0} s, memory {of.PeakMegabytes:0} MB at most, {of.AllocatedMegabytes:0} MB allocated");
        Figures.Print($"    {of.Seconds:0.0} s (others used {run.OthersShare:P0} of the machine)");
        if (of.ScanSeconds is { } scan)
        {
            Figures.Print($"    a plain scan of the same rows took {scan:0.0} s: {scan / of.Seconds:0.00} of the scan ceiling");
        }
    }

    private sealed record Run(string Name, RecomputeFigures Figures, double OthersShare);
}
