using System.Text.Json;

namespace ClientBase.Benchmarks.Together;

/// <summary>A figure of a benchmark beside what it is held to.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Benchmark">The benchmark that measures it.</param>
/// <param name="File">What it writes, without <c>.json</c>.</param>
/// <param name="Limit">The target; null where nobody has set one, and the figure is counted only lest it gets worse.</param>
/// <param name="IsAtLeast">Whether the figure is to be this or more; else this or less.</param>
/// <param name="Read">Finds the figure in the file.</param>
internal sealed record Target(
    string Name, string Benchmark, string File, double? Limit, bool IsAtLeast, Func<JsonElement, double> Read)
{
    /// <summary>Counted: the same on every machine and small bases, so that a change that makes it worse is seen at once.</summary>
    public bool IsCounted { get; init; }

    /// <summary>By how much a count may differ from run to run: batches are as large as what happens to wait.</summary>
    public double Slack { get; init; } = 0.02;

    /// <summary>The figure; null where it was not measured.</summary>
    public double? Measured(string folder)
    {
        var path = Path.Combine(folder, $"{File}.json");
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
            return Read(document.RootElement);
        }
        catch (Exception missing) when (missing is KeyNotFoundException or InvalidOperationException)
        {
            return null; // Not every run measures everything: public data may not be there.
        }
    }

    /// <summary>Whether a figure reaches the target; null where there is none.</summary>
    public bool? IsReachedBy(double figure) => Limit is null ? null : IsAtLeast ? figure >= Limit : figure <= Limit;

    /// <summary>How the target reads.</summary>
    public string InWords => Limit is null ? "" : FormattableString.Invariant($"{(IsAtLeast ? ">=" : "<=")} {Limit:0.####}");
}
