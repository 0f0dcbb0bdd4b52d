using System.Buffers;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>Sorts numbers that lie close together, as days and counts do, by counting how often each occurs.</summary>
internal static class CountingSort
{
    /// <summary>Writes the first <paramref name="count"/> values to <paramref name="sorted"/>, from the least up.</summary>
    public static void Sort(int[] values, int[] sorted, int count)
    {
        var source = values.AsSpan(0, count);
        var target = sorted.AsSpan(0, count);
        var (least, greatest) = (int.MaxValue, int.MinValue);
        foreach (var value in source)
        {
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }

        if (count == 0 || (long)greatest - least > count)
        {
            source.CopyTo(target);
            target.Sort();
            return;
        }

        var counts = ArrayPool<int>.Shared.Rent(greatest - least + 1);
        counts.AsSpan(0, greatest - least + 1).Clear();
        foreach (var value in source)
        {
            counts[value - least]++;
        }

        for (var (value, place) = (least, 0); value <= greatest; place += counts[value - least], value++)
        {
            target.Slice(place, counts[value - least]).Fill(value);
        }

        ArrayPool<int>.Shared.Return(counts);
    }
}
