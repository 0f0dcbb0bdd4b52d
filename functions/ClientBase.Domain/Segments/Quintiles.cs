namespace ClientBase.Domain.Segments;

/// <summary>Divides values into five bins at their 20, 40, 60 and 80 % quantiles.</summary>
internal static class Quintiles
{
    private const int Bins = 5;

    /// <summary>The four quantiles, interpolated linearly between neighbours; none of no values.</summary>
    /// <remarks>In decimal, so that a value on a cut equals it, as it would not always in binary fractions.</remarks>
    public static decimal[] Cuts(ReadOnlySpan<decimal> sorted)
    {
        if (sorted.IsEmpty)
        {
            return [];
        }

        var cuts = new decimal[Bins - 1];
        for (var k = 1; k < Bins; k++)
        {
            var (below, fifths) = Position(sorted.Length, k);
            var low = sorted[below];
            cuts[k - 1] = fifths == 0 ? low : low + ((sorted[below + 1] - low) * fifths / Bins);
        }

        return cuts;
    }

    /// <summary>The last item of each of the four lower bins, by rank alone; none of no items.</summary>
    /// <remarks>The quantiles of the ranks 1..n lie at the same positions, so what is ranked beyond a cut is what comes after its item.</remarks>
    public static T[] RankCuts<T>(ReadOnlySpan<T> sorted)
    {
        if (sorted.IsEmpty)
        {
            return [];
        }

        var cuts = new T[Bins - 1];
        for (var k = 1; k < Bins; k++)
        {
            cuts[k - 1] = sorted[Position(sorted.Length, k).Below];
        }

        return cuts;
    }

    /// <summary>The bin of a value, 0 to 4: how many cuts lie below it. A value on a cut is in the lower bin.</summary>
    public static int Bin(decimal value, IReadOnlyList<decimal> cuts)
    {
        var bin = 0;
        while (bin < cuts.Count && value > cuts[bin])
        {
            bin++;
        }

        return bin;
    }

    /// <summary>The bin of an item by rank, 0 to 4.</summary>
    public static int Bin(RankedValue item, IReadOnlyList<RankedValue> cuts)
    {
        var bin = 0;
        while (bin < cuts.Count && RankedValue.Ascending(item, cuts[bin]) > 0)
        {
            bin++;
        }

        return bin;
    }

    // Where the k-th quantile lies among n values: after which index, and how many fifths of the way to the next.
    private static (int Below, int Fifths) Position(int n, int k)
    {
        var (below, fifths) = Math.DivRem((long)(n - 1) * k, Bins);
        return ((int)below, (int)fifths);
    }
}
