using System.Collections.Immutable;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>Divides values into five bins at their 20, 40, 60 and 80 % quantiles.</summary>
internal static class Quintiles
{
    private const int Bins = 5;

    /// <summary>The four quantiles of sorted values, interpolated linearly between neighbours; none when there are no values.</summary>
    /// <remarks>In decimal: with binary fractions a value on a cut would not always equal it.</remarks>
    public static ImmutableArray<decimal> Cuts(int count, Func<int, decimal> valueAt) => count == 0
        ? []
        : [.. Enumerable.Range(1, Bins - 1).Select(k =>
        {
            var (below, fifths) = Position(count, k);
            var low = valueAt(below);
            return fifths == 0 ? low : low + ((valueAt(below + 1) - low) * fifths / Bins);
        })];

    /// <summary>The ranks, from 0, of the last item of each of the four lower bins; none when there are no items.</summary>
    /// <remarks>The quantiles of the ranks 1..n are at the same positions: ranked beyond a cut are the items after its item.</remarks>
    public static int[] RankCuts(int count) =>
        count == 0 ? [] : [.. Enumerable.Range(1, Bins - 1).Select(k => Position(count, k).Below)];

    /// <summary>The bin of a value, 0 to 4: how many cuts lie below it. A value on a cut is in the lower bin.</summary>
    public static int Bin(decimal value, ImmutableArray<decimal> cuts)
    {
        var bin = 0;
        while (bin < cuts.Length && value > cuts[bin])
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
