using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Base;

/// <summary>
/// What an import of people with e-mail and telephone costs, the same file again, and the memory of a million rows.
/// </summary>
internal static class ImportCost
{
    private static readonly int MemoryRows = Figures.Sized(1_000_000, small: 5_000);
    private const int Megabyte = 1024 * 1024;
    private const int WarmUp = 500;

    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] GivenNames = ["Anna", "Ivan", "Olga", "Petr", "Maria", "Boris", "Vera", "Gleb"];
    private static readonly string[] Cities = ["Kazan", "Omsk", "Tver", "Perm", "Tula", "Oryol"];

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, Noon);
            await app.CreateStorageAsync();
            app.Requests.TellsBatches = false;
            var rows = Figures.ImportRows;
            await MeasureAsync(app, "warm-up", WarmUp, from: 100_000_000);
            var kinds = await KindsAsync(app);
            List<Run> runs =
            [
                await MeasureAsync(app, "first time", rows, from: 0),
                await MeasureAsync(app, "the same file again", rows, from: 0),
                await MeasureAsync(app, "dry run", rows, from: 0, isDryRun: true),
                await MeasureAsync(app, "dry run of a million", MemoryRows, from: 0, isDryRun: true),
            ];
            Figures.Write("import", new { rows, kinds, runs });
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<Run> MeasureAsync(BenchApp app, string name, int rows, int from, bool isDryRun = false)
    {
        var imports = app.Get<ImportStore>();
        var import = new ImportState(
            JobIds.New(Noon), ImportKind.Contacts, "import", isDryRun, Noon, null, new Dictionary<string, string>());
        await using (var file = await imports.CreateFileAsync(import.Id, default))
        {
            await WriteAsync(file, rows, from);
        }

        await imports.AddAsync(import, default);
        app.Requests.Reset();
        GC.Collect();
        var (machine, clock, run, peak) = (MachineUse.Start(), Stopwatch.StartNew(), app.Get<RunImport>(), 0L);
        var emulatorBefore = EmulatorCpu();
        StoredJob<ImportState>? state;
        do
        {
            await run.RunAsync(new ImportWork(import.Id, 0), default);
            state = await imports.FindAsync(import.Id, default);
            peak = Math.Max(peak, Process.GetCurrentProcess().WorkingSet64);
        }
        while (state is { State.Stage: ImportStage.Running });

        var emulator = EmulatorCpu() - emulatorBefore;
        var (own, others) = machine.Since(emulator);
        var result = new Run(
            name,
            rows,
            state!.State.Accepted,
            state.State.Unchanged,
            Math.Round(rows / clock.Elapsed.TotalSeconds),
            Math.Round(own.TotalMilliseconds / rows, 3),
            Math.Round(emulator.TotalMilliseconds / rows, 3),
            Math.Round((double)app.Requests.Total / rows, 4),
            peak / Megabyte,
            others,
            app.Requests.Counts);
        Print(result);
        return result;
    }

    private static void Print(Run result)
    {
        Figures.Print($"{result.Name}: {result.Rows} rows, {result.Accepted} accepted, {result.Unchanged} unchanged");
        Figures.Print($"    {result.RowsPerSecond} rows/s, {result.Transactions} transactions a row");
        Figures.Print($"    CPU a row: {result.CpuMilliseconds} ms, of the emulator {result.EmulatorMilliseconds} ms");
        Figures.Print($"    memory {result.PeakMegabytes} MB at most; others used {result.OthersShare:P0} of the machine");
    }

    private static TimeSpan EmulatorCpu() =>
        ProcessTree.Under(Environment.ProcessId).Aggregate(TimeSpan.Zero, (sum, process) => sum + ProcessTree.UseOf(process).Cpu);

    /// <summary>What rows a person has after an import, by their first letter.</summary>
    private static async Task<List<Kind>> KindsAsync(BenchApp app)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in app.Get<TableServiceClient>().GetTableClient(Tables.Contacts).QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        var kinds = rows.GroupBy(row => row.RowKey[..2]).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new Kind(
            kind.Key,
            Math.Round((double)kind.Count() / WarmUp, 2),
            (int)kind.Average(row => (2 * (row.PartitionKey.Length + row.RowKey.Length)) + row
                .Where(cell => cell.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                .Sum(cell => (2 * cell.Key.Length) + (2 * $"{cell.Value}".Length))))).ToList();
        foreach (var kind in kinds)
        {
            Figures.Print($"    {kind.Letter} {kind.RowsAPerson} rows a person of {kind.Bytes} bytes");
        }

        Figures.Print($"    {kinds.Sum(kind => kind.RowsAPerson)} rows a person in all");
        return kinds;
    }

    private sealed record Kind(string Letter, double RowsAPerson, int Bytes);

    private static async Task WriteAsync(Stream file, int rows, int from)
    {
        await using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        await text.WriteAsync("email,phone,name,city\n");
        for (var row = from; row < from + rows; row++)
        {
            await text.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"person{row}@example.com,+79{row:d9},{GivenNames[row % 8]} Surname{row % 997},{Cities[row % 6]}\n"));
        }
    }

    private sealed record Run(
        string Name,
        int Rows,
        long Accepted,
        long Unchanged,
        double RowsPerSecond,
        double CpuMilliseconds,
        double EmulatorMilliseconds,
        double Transactions,
        long PeakMegabytes,
        double OthersShare,
        SortedDictionary<string, int> Requests);
}
