namespace ClientBase.Benchmarks;

/// <summary>What sums and RFM digits cost at the least: bare arrays, one pass, sorted copies for the quantiles.</summary>
internal static class PlainScoring
{
    public static byte[] Digits(int[] customers, long[] times, long[] amounts, int count, long asOf)
    {
        var (last, orders, totals) = (new long[count], new int[count], new long[count]);
        for (var row = 0; row < customers.Length; row++)
        {
            var customer = customers[row];
            totals[customer] += amounts[row];
            if (amounts[row] >= 0)
            {
                orders[customer]++;
                last[customer] = Math.Max(last[customer], times[row]);
            }
        }

        var digits = new byte[count * 3];
        Rank(Array.ConvertAll(last, at => (asOf - at) / TimeSpan.TicksPerDay), digits, 0, fewestIsBest: true);
        Rank(Array.ConvertAll(orders, number => (long)number), digits, 1, fewestIsBest: false);
        Rank(totals, digits, 2, fewestIsBest: false);
        return digits;
    }

    private static void Rank(long[] values, byte[] digits, int offset, bool fewestIsBest)
    {
        var sorted = (long[])values.Clone();
        Array.Sort(sorted);
        var fifth = sorted.Length / 5.0;
        Span<long> cuts = [sorted[(int)fifth], sorted[(int)(2 * fifth)], sorted[(int)(3 * fifth)], sorted[(int)(4 * fifth)]];
        for (var customer = 0; customer < values.Length; customer++)
        {
            var bin = 0;
            while (bin < 4 && values[customer] > cuts[bin])
            {
                bin++;
            }

            digits[(customer * 3) + offset] = (byte)(fewestIsBest ? 5 - bin : 1 + bin);
        }
    }
}
