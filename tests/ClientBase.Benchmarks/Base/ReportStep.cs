using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientBase.Functions.Automations;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Crm;
using ClientBase.Functions.Exports;
using ClientBase.Functions.Exports.Running;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Reports.Ahead;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Benchmarks.Base;

/// <summary>One report, fit or export in a process of its own, so that CPU time and memory are its alone.</summary>
internal static class ReportStep
{
    /// <summary>The nightly fit of forecasts and next offers.</summary>
    public const string Fit = "(fit)";

    /// <summary>A recompute that takes what changed into the snapshots and the logs.</summary>
    public const string Recompute = "(recompute)";

    /// <summary>What exports begin with; the format follows.</summary>
    public const string Export = "export ";

    private const string ConnectionString = "BENCH_STORAGE";
    private const string Step = "BENCH_STEP";
    private const double Megabyte = 1_000_000;

    /// <summary>Runs it and waits for its figures.</summary>
    public static async Task<ReportFigures> MeasureAsync(string connectionString, string name)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReportStep).Assembly.Location, "report-step"]) { RedirectStandardOutput = true };
        start.Environment[ConnectionString] = connectionString;
        start.Environment[Step] = name;
        SmallInstance.Limit(start);
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ReportFigures>(answer)!
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Report {name} failed; its error output says why."));
    }

    /// <summary>The process's side.</summary>
    public static async Task RunAsync()
    {
        var name = Environment.GetEnvironmentVariable(Step)!;
        using var app = AppOver(Environment.GetEnvironmentVariable(ConnectionString)!, ReportCost.Noon);
        var watch = Stopwatch.StartNew();
        var rows = await MakeAsync(app, name);
        var seconds = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new ReportFigures(
            name,
            rows,
            app.Requests.Total,
            Math.Round(process.TotalProcessorTime.TotalSeconds, 1),
            Math.Round(process.PeakWorkingSet64 / Megabyte),
            Math.Round(seconds, 1))));
    }

    /// <summary>The app with all that reports are made of.</summary>
    public static BenchApp AppOver(string connectionString, DateTimeOffset now) => new(connectionString, now, builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:From"] = "Shop <news@shop.example>",
            ["Tokens:SigningKey"] = "a signing key of the benchmark, long enough",
        });
        builder.AddOperations().AddSending().AddCampaigns().AddAutomations().AddCrm().AddLoyalty().AddReports().AddExports();
    });

    private static async Task<long> MakeAsync(BenchApp app, string name)
    {
        if (name == Fit)
        {
            await app.Get<ModelFitting>().FitAsync(ReportCost.Noon, default);
            return 0;
        }

        if (name == Recompute)
        {
            await app.Get<RunRecompute>().RunAsync(new RecomputeAsked(Recompute, IsRebuild: false, IsSoon: false), default);
            return GeneratedLogs.Changed;
        }

        if (name.StartsWith(Export, StringComparison.Ordinal))
        {
            return await ExportAsync(app, name[Export.Length..]);
        }

        var reports = app.Get<ReportCatalogue>();
        var (table, _) = await reports.MakeAsync(reports.Find(name)!, ReportQuery.All, default);
        await ReportFiles.WriteAsync(Stream.Null, table, "xlsx", "en", default); // What a reader gets.
        return table.Rows.Count;
    }

    private static async Task<long> ExportAsync(BenchApp app, string format)
    {
        var (exports, run) = (app.Get<ExportStore>(), app.Get<ExportRun>());
        var export = new ExportState(JobIds.New(ReportCost.Noon), ReportCost.Exported, null, format, "en", ReportCost.Noon);
        await exports.AddAsync(export, default);
        while (await exports.FindAsync(export.Id, default) is { State.HasEnded: false })
        {
            await run.RunAsync(new ExportWork(export.Id, export.Run), default);
        }

        return (await exports.FindAsync(export.Id, default))!.State is { Error: null } done
            ? done.Rows
            : throw new InvalidOperationException($"The export as {format} failed.");
    }
}

/// <summary>What a report took.</summary>
/// <param name="Name">Which.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Transactions">Requests to tables and blobs.</param>
/// <param name="CpuSeconds">Of its process, from its start.</param>
/// <param name="PeakMegabytes">The most memory its process had.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ReportFigures(
    string Name, long Rows, int Transactions, double CpuSeconds, double PeakMegabytes, double Seconds);
