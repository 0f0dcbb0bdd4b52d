namespace ClientBase.Domain.Texts;

/// <summary>How many letters must be added, dropped, replaced or swapped with their neighbour to make one word of another.</summary>
/// <remarks>Optimal string alignment: no part of a word is edited twice, so "ca" and "abc" are 3 apart.</remarks>
public static class DamerauLevenshtein
{
    private const int OnStack = 64;

    /// <summary>The distance, or <paramref name="limit"/> + 1 as soon as it is known to be over the limit.</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit = int.MaxValue - 1)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        if (a.IsEmpty || b.IsEmpty)
        {
            return a.Length + b.Length;
        }

        var width = b.Length + 1;
        Span<int> rows = width <= OnStack ? stackalloc int[3 * width] : new int[3 * width];
        return Fill(a, b, limit, rows[..width], rows[width..(2 * width)], rows[(2 * width)..]);
    }

    private static int Fill(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit, Span<int> beforeLast, Span<int> last, Span<int> current)
    {
        for (var j = 0; j < last.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var distance = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                }

                current[j] = distance;
                best = Math.Min(best, distance);
            }

            // A swap reaches back two rows, so the row before must be over the limit as well: its best value is at least best - 1.
            if (best > limit + 1)
            {
                return limit + 1;
            }

            var free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }

        return Math.Min(last[^1], limit + 1);
    }
}
