using System.Globalization;
using System.Text.Json;

namespace ClientBase.Benchmarks;

/// <summary>Where figures are written, and how often and how long they are measured.</summary>
internal static class Figures
{
    /// <summary>Set for tiny sizes.</summary>
    public const string SmallVariable = "BENCH_SMALL";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>How many leads a run posts: BENCH_LEADS, for a short trial.</summary>
    public static int Leads { get; } = Setting("BENCH_LEADS", Sized(2_000, small: 64));

    /// <summary>How many contacts a generated base has: BENCH_CONTACTS.</summary>
    public static int Contacts { get; } = Setting("BENCH_CONTACTS", Sized(1_000_000, small: 2_000));

    /// <summary>How many rows a file has that is imported: BENCH_ROWS.</summary>
    public static int ImportRows { get; } = Setting("BENCH_ROWS", Sized(20_000, small: 2_000));

    /// <summary>How often a figure is measured before its median is taken: BENCH_RUNS, for a short trial.</summary>
    public static int Runs { get; } = Setting("BENCH_RUNS", Sized(5, small: 1));

    /// <summary>Whether sizes are tiny: to see that a figure can be measured, and to count what is the same in any base.</summary>
    public static bool IsSmall => Environment.GetEnvironmentVariable(SmallVariable) is { Length: > 0 };

    /// <summary>A size, or a tiny one.</summary>
    public static int Sized(int usual, int small) => IsSmall ? small : usual;

    /// <summary>Where figures are written.</summary>
    public static string Folder => Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;

    /// <summary>Repeats a run while others use more than BENCH_OTHERS per cent of the machine, a few times at most.</summary>
    /// <remarks>What others did is known without the result, so that nothing is chosen by its outcome. </remarks>
    public static async Task<T> QuietAsync<T>(Func<Task<T>> measureAsync, Func<T, double> othersShare)
    {
        const int Attempts = 5;
        var run = await measureAsync();
        for (var attempt = 1; attempt < Attempts && othersShare(run) > MostOthers; attempt++)
        {
            run = await measureAsync();
        }

        return run;
    }

    public static void Write(string name, object figures)
    {
        File.WriteAllText(Path.Combine(Folder, $"{name}.json"), JsonSerializer.Serialize(figures, Indented));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static double MostOthers { get; } = Setting("BENCH_OTHERS", 100) / 100d;

    /// <summary>A size by an environment variable.</summary>
    public static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value : otherwise;
}
