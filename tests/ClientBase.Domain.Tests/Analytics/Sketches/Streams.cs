namespace ClientBase.Domain.Tests.Analytics.Sketches;

/// <summary>Values in orders that are hard for sketches, with their true ranks and quantiles.</summary>
internal static class Streams
{
    public static readonly string[] Names =
        ["sorted", "reversed", "zig-zag", "all equal", "two values", "periodic", "random", "heavy tail", "extremes"];

    public static long[] Of(string name, int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => name switch
        {
            "sorted" => i,
            "reversed" => count - i,
            "zig-zag" => i % 2 == 0 ? i : 2 * count - i,
            "all equal" => 7,
            "two values" => i % 2,
            "periodic" => i % 32,
            "random" => random.NextInt64(-count, count),
            "heavy tail" => (long)(1 / (1e-9 + random.NextDouble())),
            _ => i % 3 == 0 ? long.MinValue : i % 3 == 1 ? long.MaxValue : random.NextInt64(),
        })];
    }

    /// <summary>How many are at most this value, by counting.</summary>
    public static long Rank(long[] values, long value) => values.LongCount(one => one <= value);

    /// <summary>The quantile between the two neighbours of position share·(n − 1).</summary>
    public static decimal Quantile(long[] values, decimal share)
    {
        var sorted = values.Order().ToArray();
        var position = share * (sorted.Length - 1);
        var (low, high) = ((int)Math.Floor(position), (int)Math.Ceiling(position));
        return ((1 - (position - low)) * sorted[low]) + ((position - low) * sorted[high]);
    }
}
