using ClientBase.Benchmarks.Leads;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>What a recompute of a generated base costs: nothing changed, 10,000 contacts with a new order, and all anew from the rows.</summary>
internal static class RecomputeCost
{
    private const int Changed = 10_000;
    private const int MostToRebuild = 20_000; // More has no rows.

    public static async Task RunAsync()
    {
        var folder = await GeneratedBase.ReadyAsync(Figures.Contacts);
        var made = folder.Made!;
        var azurite = await folder.StartCopyAsync();
        var figures = new SortedDictionary<string, Run>(StringComparer.Ordinal);
        try
        {
            figures["1 nothing changed"] = await MeasureAsync(azurite.ConnectionString, made.AsOf, isRebuild: false);
            var changed = await ChangeAsync(azurite.ConnectionString, folder, made);
            figures[$"2 {changed} contacts changed"] = await MeasureAsync(azurite.ConnectionString, made.AsOf, isRebuild: false);
            if (folder.Contacts <= MostToRebuild)
            {
                figures["3 rebuild"] = await MeasureAsync(azurite.ConnectionString, made.AsOf, isRebuild: true);
            }
        }
        finally
        {
            azurite.Stop();
        }

        Report(folder.Contacts, made, figures);
    }

    private static async Task<Run> MeasureAsync(string connectionString, DateTimeOffset now, bool isRebuild)
    {
        var machine = MachineUse.Start();
        var figures = await RecomputeStep.MeasureAsync(connectionString, now, isRebuild);
        return new Run(figures, machine.Since(TimeSpan.FromSeconds(figures.CpuSeconds)).OthersShare);
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

    private static void Report(int contacts, Progress made, SortedDictionary<string, Run> runs)
    {
        Figures.Write($"recompute-{contacts}", new { contacts, made.WithRows, runs });
        Figures.Print($"{contacts} contacts, of which {made.WithRows} have rows");
        foreach (var (name, run) in runs)
        {
            var of = run.Figures;
            Figures.Print($"{name}: {of.Transactions} transactions, {of.BlobMegabytes:0.0} MB of blobs read");
            foreach (var (kind, count) in of.Kinds)
            {
                Figures.Print($"    {count,7} {kind}");
            }

            Figures.Print(
                $"    CPU {of.CpuSeconds:0.0} s, memory {of.PeakMegabytes:0} MB at most, {of.AllocatedMegabytes:0} MB allocated, {of.Seconds:0.0} s (others {run.OthersShare:P0})");
            if (of.ScanSeconds is { } scan)
            {
                Figures.Print($"    plain scan of the same rows {scan:0.0} s: {scan / of.Seconds:0.00} of the scan ceiling");
            }
        }
    }

    private sealed record Run(RecomputeFigures Figures, double OthersShare);
}
