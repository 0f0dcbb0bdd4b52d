namespace ClientBase.Domain.Analytics.Cohorts;

/// <summary>A cohort in one period of its life.</summary>
/// <param name="Age">Periods since that of the first orders, from 0.</param>
/// <param name="Complete">False for the period that is not over yet: its figures will still grow.</param>
/// <param name="Customers">Customers who ordered in it.</param>
/// <param name="Orders">Their orders in it.</param>
/// <param name="Retention">Customers / size of the cohort; null for an empty cohort.</param>
/// <param name="Net">What they brought in it, net of refunds, by currency.</param>
/// <param name="Value">
/// Lifetime value so far: what the cohort brought up to the end of this period, per customer of the cohort, in cents. None for an empty
/// cohort.
/// </param>
public sealed record CohortCell(
    int Age, bool Complete, int Customers, int Orders, decimal? Retention, IReadOnlyList<Money> Net, IReadOnlyList<Money> Value);

/// <summary>Those whose first order was placed in one period.</summary>
/// <param name="Period">The period; incomplete while others may still join.</param>
/// <param name="Size">How many they are: the customers of age 0.</param>
/// <param name="Cells">Their life so far, period by period.</param>
public sealed record Cohort(CalendarPeriod Period, int Size, IReadOnlyList<CohortCell> Cells);

/// <summary>
/// Customers by the period of their first order and what they did since. A triangle, because the older a cohort, the more periods it has.
/// </summary>
/// <param name="Rows">All cohorts without gaps, from the earliest to the one of the history's instant.</param>
/// <remarks>Each order is in exactly one cell, so the cells of one calendar period add up to its sales.</remarks>
public sealed record CohortTable(IReadOnlyList<Cohort> Rows)
{
    /// <summary>A table of more rows is refused; ten years of weeks fit.</summary>
    public const int MaxCohorts = 530;

    /// <summary>The table.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MaxCohorts"/> rows.</exception>
    public static CohortTable Of(SalesHistory history, PeriodCalendar calendar)
    {
        if (history.Entries.IsEmpty)
        {
            return new CohortTable([]);
        }

        var first = calendar.Index(history.Entries[0].Sale.At);
        var count = calendar.Index(history.AsOf) - first + 1;
        if (count > MaxCohorts)
        {
            throw new ArgumentException($"There are more than {MaxCohorts} cohorts: take longer periods.", nameof(calendar));
        }

        var tallies = Tallies(history, calendar, first, count);
        var periods = Enumerable.Range(first, count).Select(index => calendar.Whole(index, history.AsOf)).ToArray();
        return new CohortTable([.. tallies.Select((row, i) => Row(row, periods.AsSpan(i), history.Currencies))]);
    }

    private static Tally[][] Tallies(SalesHistory history, PeriodCalendar calendar, int first, int count)
    {
        Tally[][] rows =
        [
            .. Enumerable.Range(0, count).Select(cohort =>
                Enumerable.Range(0, count - cohort).Select(_ => new Tally(history.Currencies.Count)).ToArray()),
        ];
        var currencies = history.Currencies
            .Select((currency, i) => (currency, i))
            .ToDictionary(one => one.currency, one => one.i, StringComparer.Ordinal);
        var (cohorts, lastSeen) = (new int[history.Customers], new int[history.Customers]);
        foreach (ref readonly var entry in history.Entries)
        {
            var now = calendar.Index(entry.Sale.At) - first;
            var isFirst = entry.Number == 1;
            cohorts[entry.Customer] = isFirst ? now : cohorts[entry.Customer];
            var tally = rows[cohorts[entry.Customer]][now - cohorts[entry.Customer]];
            tally.Customers += isFirst || lastSeen[entry.Customer] != now ? 1 : 0;
            tally.Orders++;
            tally.Net[currencies[entry.Sale.Currency]] += entry.Sale.Net;
            lastSeen[entry.Customer] = now;
        }

        return rows;
    }

    private static Cohort Row(Tally[] row, ReadOnlySpan<CalendarPeriod> periods, IReadOnlyList<string> currencies)
    {
        var size = row[0].Customers;
        var sums = new decimal[currencies.Count];
        var cells = new List<CohortCell>(row.Length);
        for (var age = 0; age < row.Length; age++)
        {
            var tally = row[age];
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += tally.Net[i];
            }

            cells.Add(new CohortCell(
                age,
                periods[age].Complete,
                tally.Customers,
                tally.Orders,
                Rounding.Share(tally.Customers, size),
                [.. currencies.Select((currency, i) => new Money(tally.Net[i], currency))],
                size == 0 ? [] : [.. currencies.Select((currency, i) => new Money(Rounding.Cents(sums[i] / size), currency))]));
        }

        return new Cohort(periods[0], size, cells);
    }

    private sealed class Tally(int currencies)
    {
        public int Customers { get; set; }

        public int Orders { get; set; }

        public decimal[] Net { get; } = new decimal[currencies];
    }
}
