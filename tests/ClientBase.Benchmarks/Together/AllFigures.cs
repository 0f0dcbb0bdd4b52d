using System.Diagnostics;

namespace ClientBase.Benchmarks.Together;

/// <summary>Measures every figure, one benchmark after another, each in a process of its own: one that fails leaves the others.</summary>
internal static class AllFigures
{
    /// <summary>Measures all and writes the table and the picture.</summary>
    /// <returns>0 when each was measured, whether it reaches its target or not.</returns>
    public static async Task<int> RunAsync()
    {
        var failed = new List<string>();
        foreach (var benchmark in Targets.All.Select(target => target.Benchmark).Distinct())
        {
            if (!await RunOneAsync(benchmark))
            {
                failed.Add(benchmark);
            }
        }

        var rows = Targets.All.Select(target =>
            new MeasuredTarget(target, failed.Contains(target.Benchmark) ? null : target.Measured(Figures.Folder)));
        var table = new FigureTable([.. rows], failed, Figures.IsSmall);
        await File.WriteAllTextAsync(Path.Combine(Figures.Folder, "figures.md"), table.Markdown);
        await File.WriteAllTextAsync(Path.Combine(Figures.Folder, "figures.svg"), FigurePicture.Draw(table.Rows));
        Console.WriteLine(table.Markdown);
        return failed.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs a benchmark as somebody would by hand.</summary>
    public static async Task<bool> RunOneAsync(string benchmark)
    {
        Console.WriteLine($"== {benchmark}");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start("dotnet", [typeof(AllFigures).Assembly.Location, benchmark]);
        await process.WaitForExitAsync();
        Figures.Print($"== {benchmark}: {(process.ExitCode == 0 ? "done" : "FAILED")} in {watch.Elapsed.TotalSeconds:0} s");
        return process.ExitCode == 0;
    }
}

/// <summary>A target and what was measured.</summary>
/// <param name="Target">The target.</param>
/// <param name="Figure">The figure; null when there is none.</param>
internal sealed record MeasuredTarget(Target Target, double? Figure)
{
    /// <summary>Whether it is reached; null without a figure or a target.</summary>
    public bool? IsReached => Figure is { } figure ? Target.IsReachedBy(figure) : null;
}
