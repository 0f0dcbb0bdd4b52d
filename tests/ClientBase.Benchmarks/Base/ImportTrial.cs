using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Base;

/// <summary>An import of made-up people with e-mail, telephone, name and city. CPU milliseconds are by row.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Accepted">Rows that changed the base.</param>
/// <param name="Unchanged">Rows that did not.</param>
/// <param name="RowsPerSecond">From the first message to the end of the import.</param>
/// <param name="CpuMilliseconds">CPU of the import.</param>
/// <param name="EmulatorMilliseconds">CPU of the storage emulator.</param>
/// <param name="Transactions">Storage transactions a row.</param>
/// <param name="PeakMegabytes">The most memory seen between two messages.</param>
/// <param name="OthersShare">What part of the machine's cores others used meanwhile.</param>
/// <param name="Requests">The transactions by what they were for.</param>
internal sealed record ImportTrial(
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
    SortedDictionary<string, int> Requests)
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private const int Megabyte = 1024 * 1024;

    private static readonly string[] GivenNames = ["Anna", "Ivan", "Olga", "Petr", "Maria", "Boris", "Vera", "Gleb"];
    private static readonly string[] Cities = ["Kazan", "Omsk", "Tver", "Perm", "Tula", "Oryol"];

    public static async Task<ImportTrial> RunAsync(
        BenchApp app, RunningAzurite azurite, string name, int rows, int from = 0, bool isDryRun = false)
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
        var emulatorBefore = LoadRun.EmulatorCpu(azurite);
        StoredJob<ImportState>? state;
        do
        {
            await run.RunAsync(new ImportWork(import.Id, 0), default);
            state = await imports.FindAsync(import.Id, default);
            peak = Math.Max(peak, Process.GetCurrentProcess().WorkingSet64);
        }
        while (state is { State.Stage: ImportStage.Running });

        var emulator = LoadRun.EmulatorCpu(azurite) - emulatorBefore;
        var (own, others) = machine.Since(emulator);
        return new ImportTrial(
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
    }

    public void Print()
    {
        Figures.Print($"{Name}: {Rows} rows, {Accepted} accepted, {Unchanged} unchanged");
        Figures.Print($"    {RowsPerSecond} rows/s, {Transactions} transactions a row");
        Figures.Print($"    CPU a row: {CpuMilliseconds} ms, of the emulator {EmulatorMilliseconds} ms");
        Figures.Print($"    memory {PeakMegabytes} MB at most; others used {OthersShare:P0} of the machine");
    }

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
}
