using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>One recompute in a process of its own, so that CPU time and memory are its alone.</summary>
internal static class RecomputeStep
{
    private const string Storage = "BENCH_STORAGE";
    private const string Now = "BENCH_NOW";
    private const string Rebuild = "BENCH_REBUILD";
    private const double Megabyte = 1_000_000;

    /// <summary>Runs it and waits for its figures.</summary>
    public static async Task<RecomputeFigures> MeasureAsync(string connectionString, DateTimeOffset now, bool isRebuild)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RecomputeStep).Assembly.Location, "recompute-step"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[Storage] = connectionString;
        start.Environment[Now] = now.ToString("O", CultureInfo.InvariantCulture);
        start.Environment[Rebuild] = isRebuild.ToString();
        SmallInstance.Limit(start);
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<RecomputeFigures>(answer)!
            : throw new InvalidOperationException("The recompute failed; its error output says why.");
    }

    /// <summary>The process's side.</summary>
    public static async Task RunAsync()
    {
        var now = DateTimeOffset.Parse(Environment.GetEnvironmentVariable(Now)!, CultureInfo.InvariantCulture);
        var isRebuild = bool.Parse(Environment.GetEnvironmentVariable(Rebuild)!);
        using var app = ReportStep.AppOver(Environment.GetEnvironmentVariable(Storage)!, now);
        var watch = Stopwatch.StartNew();
        await app.Get<RunRecompute>().RunAsync(new RecomputeAsked("bench", isRebuild, IsSoon: false), default);
        var seconds = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var figures = new RecomputeFigures(
            app.Requests.Total,
            app.Requests.Counts,
            Math.Round(app.Requests.BlobBytes / Megabyte, 1),
            Math.Round(process.TotalProcessorTime.TotalSeconds, 1),
            Math.Round(process.PeakWorkingSet64 / Megabyte),
            Math.Round(GC.GetTotalAllocatedBytes() / Megabyte),
            Math.Round(seconds, 1),
            isRebuild ? Math.Round(await ScanAsync(app), 1) : null);
        Console.WriteLine(JsonSerializer.Serialize(figures));
    }

    // How long it takes only to read the rows a rebuild is made from.
    private static async Task<double> ScanAsync(BenchApp app)
    {
        var watch = Stopwatch.StartNew();
        foreach (var shard in ContactId.Shards)
        {
            foreach (var prefix in new[] { ContactRow.Prefix, "p|" })
            {
                await foreach (var _ in app.Contacts.QueryAsync<Azure.Data.Tables.TableEntity>(TableKeys.Range(shard, prefix)))
                {
                    // Reading is what takes time.
                }
            }
        }

        return watch.Elapsed.TotalSeconds;
    }
}

/// <summary>What a recompute took.</summary>
/// <param name="Transactions">Requests to tables and blobs.</param>
/// <param name="Kinds">What they were.</param>
/// <param name="BlobMegabytes">Read from blobs.</param>
/// <param name="CpuSeconds">Of its process, from its start.</param>
/// <param name="PeakMegabytes">The most memory its process had.</param>
/// <param name="AllocatedMegabytes">What it allocated in all.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ScanSeconds">How long a plain scan of the same rows took; of a rebuild only.</param>
internal sealed record RecomputeFigures(
    int Transactions,
    SortedDictionary<string, int> Kinds,
    double BlobMegabytes,
    double CpuSeconds,
    double PeakMegabytes,
    double AllocatedMegabytes,
    double Seconds,
    double? ScanSeconds);
