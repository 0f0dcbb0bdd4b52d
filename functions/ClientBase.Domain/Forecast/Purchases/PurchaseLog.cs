namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>Who bought when and for how much: row i of each column is one row of the log, in any order.</summary>
/// <param name="Customers">How many customers there are.</param>
/// <param name="CustomerOf">Whose the row is: 0 to <paramref name="Customers"/> - 1.</param>
/// <param name="Day">Its UTC calendar day, as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Amount">Its sum; null when sums are not known.</param>
/// <remarks>
/// The purchases of one day are one purchase, for the sum of the day. A row with a negative amount is a return: it makes no purchase, and
/// lowers the spend of its day if something was bought that day. A purchase for nothing is a purchase.
/// </remarks>
public sealed record PurchaseLog(int Customers, int[] CustomerOf, int[] Day, double[]? Amount)
{
    /// <summary>The day of an instant.</summary>
    public static int DayOf(DateTime utc) => (int)(utc.Ticks / TimeSpan.TicksPerDay);

    /// <summary>Sums the log up as it stood at the end of a day, without later rows.</summary>
    /// <param name="until">The last day, included; ages run to it.</param>
    /// <param name="unit">What times are counted in.</param>
    public PurchaseHistories Until(DateOnly until, TimeUnit unit)
    {
        var (days, amounts, starts) = ByCustomer(until.DayNumber);
        var histories = new PurchaseHistory?[Customers];
        var meanSpend = new double[Customers];
        var (spent, purchases) = (0d, 0L);
        for (var customer = 0; customer < Customers; customer++)
        {
            var (from, length) = (starts[customer], starts[customer + 1] - starts[customer]);
            var summary = Summary.Of(days.AsSpan(from, length), amounts.AsSpan(from, length));
            if (summary.Days == 0)
            {
                continue;
            }

            histories[customer] = new PurchaseHistory(
                summary.Days - 1, (summary.Last - summary.First) / unit.Days(), (until.DayNumber - summary.First) / unit.Days());
            meanSpend[customer] = summary.Days == 1 ? 0d : (summary.Spent - summary.SpentFirst) / (summary.Days - 1);
            spent += summary.Spent;
            purchases += summary.Days;
        }

        return new PurchaseHistories(histories, unit, Amount is null ? null : meanSpend, purchases == 0 ? 0d : spent / purchases);
    }

    // Rows up to a day, sorted by customer (by counting: there may be millions) and day.
    private (int[] Days, double[] Amounts, int[] Starts) ByCustomer(int until)
    {
        var starts = new int[Customers + 1];
        for (var row = 0; row < CustomerOf.Length; row++)
        {
            starts[CustomerOf[row] + 1] += Day[row] <= until ? 1 : 0;
        }

        for (var customer = 0; customer < Customers; customer++)
        {
            starts[customer + 1] += starts[customer];
        }

        var (days, amounts, next) = (new int[starts[^1]], new double[starts[^1]], starts.AsSpan(0, Customers).ToArray());
        for (var row = 0; row < CustomerOf.Length; row++)
        {
            if (Day[row] <= until)
            {
                var place = next[CustomerOf[row]]++;
                (days[place], amounts[place]) = (Day[row], Amount is null ? 0d : Amount[row]);
            }
        }

        for (var customer = 0; customer < Customers; customer++)
        {
            var length = starts[customer + 1] - starts[customer];
            days.AsSpan(starts[customer], length).Sort(amounts.AsSpan(starts[customer], length));
        }

        return (days, amounts, starts);
    }

    private readonly record struct Summary(int Days, int First, int Last, double Spent, double SpentFirst)
    {
        public static Summary Of(ReadOnlySpan<int> days, ReadOnlySpan<double> amounts)
        {
            var summary = default(Summary);
            for (var row = 0; row < days.Length;)
            {
                var (day, sum, bought) = (days[row], 0d, false);
                for (; row < days.Length && days[row] == day; row++)
                {
                    sum += amounts[row];
                    bought |= amounts[row] >= 0d;
                }

                if (bought)
                {
                    summary = summary.Days == 0
                        ? new Summary(1, day, day, sum, sum)
                        : summary with { Days = summary.Days + 1, Last = day, Spent = summary.Spent + sum };
                }
            }

            return summary;
        }
    }
}
