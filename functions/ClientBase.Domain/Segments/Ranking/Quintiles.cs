using System.Collections.Immutable;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>Divides values into equal bins at their quantiles: five, unless told otherwise.</summary>
internal static class Quintiles
{
    private const int Five = 5;

    /// <summary>The quantiles of sorted values, interpolated linearly between neighbours; none when there are no values.</summary>
    /// <remarks>In decimal: with binary fractions a value on a cut would not always equal it.</remarks>
    public static ImmutableArray<decimal> Cuts(int count, Func<int, decimal> valueAt, int bins = Five) => count == 0
        ? []
        : [.. Enumerable.Range(1, bins - 1).Select(k =>
        {
            var (below, parts) = Position(count, k, bins);
            var low = valueAt(below);
            return parts == 0 ? low : low + ((valueAt(below + 1) - low) * parts / bins);
        })];

    /// <summary>The ranks, from 0, of the last item of each of the four lower bins; none when there are no items.</summary>
    /// <remarks>The quantiles of the ranks 1..n are at the same positions: ranked beyond a cut are the items after its item.</remarks>
    public static int[] RankCuts(int count) =>
        count == 0 ? [] : [.. Enumerable.Range(1, Five - 1).Select(k => Position(count, k, Five).Below)];

    /// <summary>The bin of a value, from 0: how many cuts lie below it. A value on a cut is in the lower bin.</summary>
    public static int Bin(decimal value, ImmutableArray<decimal> cuts)
    {
        var bin = 0;
        while (bin < cuts.Length && value > cuts[bin])
        {
            bin++;
        }

        return bin;
    }

    // Where the k-th quantile lies among n values: after which index, and how many parts (of so many as there are bins) to the next.
    private static (int Below, int Parts) Position(int n, int k, int bins)
    {
        var (below, parts) = Math.DivRem((long)(n - 1) * k, bins);
        return ((int)below, (int)parts);
    }
}
