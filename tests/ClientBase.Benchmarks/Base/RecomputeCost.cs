using ClientBase.Benchmarks.Leads;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>What a recompute of a generated base costs: nothing changed, all anew from the rows, 10,000 new orders.</summary>
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

            var changed = await ChangeAsync(azurite.ConnectionString, folder, made);
            await MeasureAsync($"{changed} contacts changed", isRebuild: false);
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

    // One new order each, as filing marks it.
    private static async Task<int> ChangeAsync(string connectionString, BaseFolder folder, Progress made)
    {
        using var app = new BenchApp(connectionString, made.AsOf);
        var numbers = Enumerable.Range(1, Math.Min(Changed, made.WithRows - 1)).ToList();
        foreach (var some in numbers.Chunk(1_000))
        {
            await new RowWriter(app.Contacts).WriteAsync(some.SelectMany(number =>
            {
                var contact = GeneratedContact.Of(number, folder.Contacts, made.AsOf);
                var key = GeneratedContact.OrderKey(number, 1_000);
                var version = new OrderVersion(made.AsOf.AddHours(-1), 990m, "RUB", Counts: true, new Stamp(made.AsOf, "new"));
                var order = OrderState.Unknown with { Version = version };
                return new[] { OrderRow.Of(contact.Id, key, order), DirtyRow.OfOrder(contact.Id, key, order, $"order {key}") };
            }));
        }

        return numbers.Count;
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
