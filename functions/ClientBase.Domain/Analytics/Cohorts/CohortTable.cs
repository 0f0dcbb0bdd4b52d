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
    public static CohortTable Of(SalesHistory history, PeriodCalendar calendar) =>
        history.Into(new CohortTally(calendar, history.AsOf)).Table(history.Summary);

    /// <summary>Whether the cohorts since a first order are few enough.</summary>
    public static bool Fits(PeriodCalendar calendar, DateTimeOffset first, DateTimeOffset asOf) =>
        calendar.Index(asOf) - calendar.Index(first) < MaxCohorts;
}

/// <summary>Makes a <see cref="CohortTable"/> order by order.</summary>
/// <param name="calendar">The periods.</param>
/// <param name="asOf">The instant it is made at.</param>
public sealed class CohortTally(PeriodCalendar calendar, DateTimeOffset asOf) : ISalesTally
{
    private readonly List<int> _cohorts = [];
    private readonly List<int> _lastSeen = [];
    private Cell[][] _rows = [];
    private int _first;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are more than <see cref="CohortTable.MaxCohorts"/> rows.</exception>
    public void Add(in SalesEntry entry)
    {
        if (_rows.Length == 0)
        {
            Begin(entry.Sale.At);
        }

        var now = calendar.Index(entry.Sale.At) - _first;
        if (entry.Number == 1)
        {
            _cohorts.Add(now);
            _lastSeen.Add(-1);
        }

        var cohort = _cohorts[entry.Customer];
        ref var cell = ref _rows[cohort][now - cohort];
        cell ??= new Cell();
        cell.Customers += _lastSeen[entry.Customer] != now ? 1 : 0;
        cell.Orders++;
        cell.Add(entry.Currency, entry.Sale.Net);
        _lastSeen[entry.Customer] = now;
    }

    /// <summary>The table of what was taken in.</summary>
    public CohortTable Table(SalesSummary summary)
    {
        var periods = Enumerable.Range(_first, _rows.Length).Select(index => calendar.Whole(index, summary.AsOf)).ToArray();
        return new CohortTable([.. _rows.Select((row, i) => Row(row, periods.AsSpan(i), summary))]);
    }

    private void Begin(DateTimeOffset at)
    {
        _first = calendar.Index(at);
        var count = calendar.Index(asOf) - _first + 1;
        _rows = count <= CohortTable.MaxCohorts
            ? [.. Enumerable.Range(0, count).Select(cohort => new Cell[count - cohort])]
            : throw new ArgumentException($"There are more than {CohortTable.MaxCohorts} cohorts: take longer periods.");
    }

    private static Cohort Row(Cell?[] row, ReadOnlySpan<CalendarPeriod> periods, SalesSummary summary)
    {
        var size = row[0]?.Customers ?? 0;
        var sums = new decimal[summary.Currencies.Count];
        var cells = new List<CohortCell>(row.Length);
        for (var age = 0; age < row.Length; age++)
        {
            var cell = row[age] ?? new Cell();
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += cell.NetOf(summary.Places[i]);
            }

            cells.Add(new CohortCell(
                age,
                periods[age].Complete,
                cell.Customers,
                cell.Orders,
                Rounding.Share(cell.Customers, size),
                [.. summary.Currencies.Zip(summary.Places, (currency, place) => new Money(cell.NetOf(place), currency))],
                size == 0 ? [] : [.. summary.Currencies.Select((currency, i) => new Money(Rounding.Cents(sums[i] / size), currency))]));
        }

        return new Cohort(periods[0], size, cells);
    }

    private sealed class Cell
    {
        private readonly List<decimal> _nets = [];

        public int Customers { get; set; }

        public int Orders { get; set; }

        public void Add(int currency, decimal net)
        {
            while (_nets.Count <= currency)
            {
                _nets.Add(0m);
            }

            _nets[currency] += net;
        }

        public decimal NetOf(int currency) => currency < _nets.Count ? _nets[currency] : 0m;
    }
}
