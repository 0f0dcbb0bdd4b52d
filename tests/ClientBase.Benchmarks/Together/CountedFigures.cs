using System.Text.Json;

namespace ClientBase.Benchmarks.Together;

/// <summary>Holds counted figures to those of the last time somebody looked: <c>counted.json</c> beside the sources.</summary>
internal static class CountedFigures
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Baseline => Path.Combine(Repository.Root, "tests", "ClientBase.Benchmarks", "counted.json");

    /// <summary>Counts on small bases and compares.</summary>
    /// <param name="isToWrite">Makes what is counted the baseline instead.</param>
    /// <returns>1 when something is worse or cannot be counted.</returns>
    public static async Task<int> RunAsync(bool isToWrite)
    {
        var counted = Targets.All.Where(target => target.IsCounted).ToList();
        var isFailed = false;
        foreach (var benchmark in counted.Select(target => target.Benchmark).Distinct())
        {
            isFailed |= !await AllFigures.RunOneAsync(benchmark);
        }

        if (isFailed)
        {
            return 1;
        }

        var figures = counted.ToDictionary(target => target.Name, target => target.Measured(Figures.Folder));
        if (isToWrite)
        {
            await File.WriteAllTextAsync(Baseline, JsonSerializer.Serialize(figures, Indented) + "\n");
            return 0;
        }

        var before = JsonSerializer.Deserialize<Dictionary<string, double?>>(await File.ReadAllTextAsync(Baseline))!;
        var worse = counted.Select(target => Judge(target, figures[target.Name], before.GetValueOrDefault(target.Name))).ToList();
        return worse.Contains(true) ? 1 : 0;
    }

    private static bool Judge(Target target, double? now, double? before)
    {
        var isWorse = now is null || before is null || now > (before * (1 + target.Slack)) + 1e-9;
        var isBetter = !isWorse && now < (before * (1 - target.Slack)) - 1e-9;
        var verdict = isWorse ? "  WORSE" : isBetter ? "  better: -- counted --write keeps it" : "";
        Figures.Print($"{target.Name,-55} {now,10:0.####}  was {before,10:0.####}{verdict}");
        return isWorse;
    }
}
