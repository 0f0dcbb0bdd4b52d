namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>Jaro's similarity of two words with Winkler's bonus for a common beginning.</summary>
/// <remarks>W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model, 1990.</remarks>
public static class JaroWinkler
{
    private const double PrefixWeight = 0.1;
    private const int LongestPrefix = 4;
    private const int OnStack = 128;

    /// <summary>From 0 (nothing in common) to 1 (equal).</summary>
    public static double Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var jaro = Jaro(a, b);
        var prefix = a[..Math.Min(LongestPrefix, a.Length)].CommonPrefixLength(b);
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return a.Length == b.Length ? 1 : 0;
        }

        Span<bool> takenOfA = a.Length <= OnStack ? stackalloc bool[a.Length] : new bool[a.Length];
        Span<bool> takenOfB = b.Length <= OnStack ? stackalloc bool[b.Length] : new bool[b.Length];
        var common = TakeCommon(a, b, takenOfA, takenOfB);
        if (common == 0)
        {
            return 0;
        }

        double matches = common;
        var transpositions = OutOfOrder(a, b, takenOfA, takenOfB) / 2;
        return ((matches / a.Length) + (matches / b.Length) + ((matches - transpositions) / matches)) / 3;
    }

    private static int TakeCommon(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Span<bool> takenOfA, Span<bool> takenOfB)
    {
        var reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var end = Math.Min(b.Length, i + reach + 1);
            for (var j = Math.Max(0, i - reach); j < end; j++)
            {
                if (!takenOfB[j] && a[i] == b[j])
                {
                    takenOfA[i] = takenOfB[j] = true;
                    common++;
                    break;
                }
            }
        }

        return common;
    }

    private static int OutOfOrder(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<bool> takenOfA, ReadOnlySpan<bool> takenOfB)
    {
        var outOfOrder = 0;
        var j = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (!takenOfA[i])
            {
                continue;
            }

            while (!takenOfB[j])
            {
                j++;
            }

            outOfOrder += a[i] == b[j] ? 0 : 1;
            j++;
        }

        return outOfOrder;
    }
}
