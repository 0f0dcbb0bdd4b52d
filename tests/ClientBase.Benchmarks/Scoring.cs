using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Scoring;

namespace ClientBase.Benchmarks;

/// <summary>A million customers and ten million orders in memory, from the log to every score.</summary>
/// <remarks>
/// The log is the caller's: rows in random order of customers and times, customers numbered in the order of their ids. What scores are
/// summed up in comes from the array pool and goes back to it, so it is not among the bytes allocated.
/// </remarks>
public class Scoring
{
    private static readonly int Customers = Figures.Sized(1_000_000, small: 10_000);
    private static readonly int Orders = Figures.Sized(10_000_000, small: 100_000);
    private static readonly int CountedRuns = Figures.Sized(5, small: 1);

    private static readonly DateTimeOffset AsOf = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly BatchScorer _scorer = new(new SegmentCatalogue(new SegmentOptions()), AsOf);
    private int[] _customers = [];
    private long[] _times = [];
    private long[] _amounts = [];
    private OrderLog? _log;

    /// <summary>Measures by BenchmarkDotNet, and the CPU time of all threads besides.</summary>
    public static Task RunAsync()
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(1).WithIterationCount(CountedRuns)
            .WithInvocationCount(1).WithUnrollFactor(1);
        var artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
        var summary = BenchmarkRunner.Run<Scoring>(ManualConfig.CreateEmpty().WithArtifactsPath(artifacts)
            .AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance).AddDiagnoser(MemoryDiagnoser.Default)
                .AddLogger(ConsoleLogger.Default));

        var scoring = new Scoring();
        scoring.Fill();
        var figures = new[] { Figure(nameof(AllScores), scoring.AllScores), Figure(nameof(PlainArrays), scoring.PlainArrays) };
        File.WriteAllText(
            Path.Combine(artifacts, "scoring.json"),
            JsonSerializer.Serialize(new { customers = Customers, orders = Orders, figures }, Indented));
        foreach (var figure in figures)
        {
            Console.WriteLine(
                $"{figure.Name,-12} {figure.CpuSeconds:0.00} s CPU (median of {CountedRuns}), "
                + $"{figure.BytesACustomer:0.0} bytes allocated a customer");
        }

        return Task.CompletedTask;

        CountedFigure Figure(string name, Func<object> run)
        {
            var report = summary.Reports.Single(one => one.BenchmarkCase.Descriptor.WorkloadMethod.Name == name);
            return new CountedFigure(
                name, MedianCpuSeconds(run), report.ResultStatistics!.Median / 1e9, report.GcStats
                    .GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value / (double)Customers);
        }
    }

    /// <summary>Makes the log, the same each time.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(11);
        (_customers, _times, _amounts) = (new int[Orders], new long[Orders], new long[Orders]);
        for (var row = 0; row < Orders; row++)
        {
            // Some buy a hundred times as often as others, over three years.
            _customers[row] = (int)(Math.Pow(random.NextDouble(), 1.5) * Customers);
            _times[row] = AsOf.UtcTicks - random.NextInt64(3 * 365 * TimeSpan.TicksPerDay);
            _amounts[row] = random.Next(20) == 0 ? -random.Next(1, 5_000) : random.Next(100, 50_000);
        }

        _log = new OrderLog(
            [.. Enumerable.Range(0, Customers).Select(i => i.ToString("d7", System.Globalization.CultureInfo.InvariantCulture))],
            _customers,
            _times,
            _amounts,
            2);
    }

    /// <summary>Sums, RFM, ABC-XYZ, types, colours, rating.</summary>
    [Benchmark]
    public object AllScores() => _scorer.Score(_log!);

    /// <summary>The floor: sums and RFM digits alone, in bare arrays, with nothing exact about borders.</summary>
    [Benchmark(Baseline = true)]
    public object PlainArrays() => PlainScoring.Digits(_customers, _times, _amounts, Customers, AsOf.UtcTicks);

    private static double MedianCpuSeconds(Func<object> run)
    {
        var process = Process.GetCurrentProcess();
        var seconds = new double[CountedRuns];
        for (var i = 0; i < seconds.Length; i++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            run();
            process.Refresh();
            seconds[i] = (process.TotalProcessorTime - before).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[CountedRuns / 2];
    }

    private sealed record CountedFigure(string Name, double CpuSeconds, double WallSeconds, double BytesACustomer);
}
