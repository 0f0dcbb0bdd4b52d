namespace ClientBase.Domain.Analytics.Sales;

/// <summary>How the base grew and shrank in a period.</summary>
/// <remarks>
/// A customer lives from the first order until they are silent, which means no order for the given number of days of 24 hours. They count
/// as lost at the instant these days are over, and as won back when they order later. So living at the end = living at the start + first +
/// won back - lost.
/// </remarks>
/// <param name="ContactsAdded">Contacts that came into the base, buyers or not.</param>
/// <param name="New">Customers whose first order is in the period.</param>
/// <param name="Returning">Customers who ordered in it and before it.</param>
/// <param name="WonBack">Times a lost customer ordered again.</param>
/// <param name="Lost">Times a customer fell silent.</param>
/// <param name="Net">New + won back - lost.</param>
/// <param name="Living">Living customers at the end.</param>
public sealed record GrowthFigures(int ContactsAdded, int New, int Returning, int WonBack, int Lost, int Net, int Living);

/// <summary>The growth of a day, week, month or quarter.</summary>
/// <param name="Period">Which.</param>
/// <param name="Figures">Its figures.</param>
public sealed record GrowthRow(CalendarPeriod Period, GrowthFigures Figures);

/// <summary>Growth and decay of the base.</summary>
/// <param name="Total">Of the whole period.</param>
/// <param name="Rows">Part by part, without gaps.</param>
/// <param name="LostPerYear">
/// Of the customers living 365 days before the history's instant, the share that is not living at it; null when none were.
/// </param>
public sealed record BaseGrowth(GrowthFigures Total, IReadOnlyList<GrowthRow> Rows, decimal? LostPerYear)
{
    private const int DaysPerYear = 365;

    /// <summary>The growth in a period.</summary>
    /// <param name="history">All orders known.</param>
    /// <param name="contactsAdded">When each contact came into the base.</param>
    /// <param name="period">What to report.</param>
    /// <param name="calendar">How to divide it.</param>
    /// <param name="silentDays">After so many days without an order a customer is lost; 1 to 36,500.</param>
    public static BaseGrowth Of(
        SalesHistory history,
        IEnumerable<DateTimeOffset> contactsAdded,
        Period period,
        PeriodCalendar calendar,
        int silentDays = DaysPerYear) =>
        history.Into(new GrowthTally(history.AsOf, period, calendar, silentDays)).Growth(contactsAdded);
}

/// <summary>Makes a <see cref="BaseGrowth"/> order by order: in memory are the instants of what happened to customers.</summary>
public sealed class GrowthTally : ISalesTally
{
    private const int DaysPerYear = 365;

    private readonly DateTimeOffset _asOf;
    private readonly DateTimeOffset? _yearAgo;
    private readonly TimeSpan _silence;
    private readonly Buyers _total;
    private readonly IReadOnlyList<CalendarPeriod> _periods;
    private readonly List<Buyers> _parts;
    private readonly List<DateTimeOffset> _first = [];
    private readonly List<DateTimeOffset> _wonBack = [];
    private readonly List<DateTimeOffset> _lost = [];
    private readonly List<(DateTimeOffset? YearAgo, DateTimeOffset Now)> _last = [];
    private int _now;

    /// <summary>A tally of a period.</summary>
    /// <param name="asOf">The instant of the figures.</param>
    /// <param name="period">What to report.</param>
    /// <param name="calendar">How to divide it.</param>
    /// <param name="silentDays">After so many days without an order a customer is lost; 1 to 36,500.</param>
    public GrowthTally(DateTimeOffset asOf, Period period, PeriodCalendar calendar, int silentDays = DaysPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silentDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(silentDays, 100 * DaysPerYear);
        (_asOf, _silence, _total) = (asOf, TimeSpan.FromDays(silentDays), new Buyers(period));
        _yearAgo = asOf - DateTimeOffset.MinValue < TimeSpan.FromDays(DaysPerYear) ? null : asOf.AddDays(-DaysPerYear);
        _periods = calendar.Split(period);
        _parts = [.. _periods.Select(part => new Buyers(part.Period))];
    }

    /// <inheritdoc/>
    public void Add(in SalesEntry entry)
    {
        var at = entry.Sale.At;
        if (entry.PreviousAt is not { } previous)
        {
            _first.Add(at);
            _last.Add(default);
        }
        else if (at - previous >= _silence)
        {
            _wonBack.Add(at);
            _lost.Add(previous + _silence);
        }

        _last[entry.Customer] = (at <= _yearAgo ? at : _last[entry.Customer].YearAgo, at);
        _total.Add(entry);
        while (_now < _parts.Count && at >= _parts[_now].Period.To)
        {
            _now++;
        }

        if (_now < _parts.Count)
        {
            _parts[_now].Add(entry);
        }
    }

    /// <summary>The growth that comes of what was taken in.</summary>
    /// <param name="contactsAdded">When each contact came into the base.</param>
    public BaseGrowth Growth(IEnumerable<DateTimeOffset> contactsAdded)
    {
        var lost = _lost.Concat(_last.Where(last => _asOf - last.Now >= _silence).Select(last => last.Now + _silence));
        var lives = new Lives(Sorted(contactsAdded.Where(at => at <= _asOf)), Sorted(_first), Sorted(_wonBack), Sorted(lost));
        return new BaseGrowth(
            lives.Of(_total), [.. _periods.Zip(_parts, (part, buyers) => new GrowthRow(part, lives.Of(buyers)))], LossPerYear());
    }

    private decimal? LossPerYear()
    {
        if (_yearAgo is not { } then)
        {
            return null;
        }

        var living = _last.Where(last => then - last.YearAgo < _silence).ToList();
        return Rounding.Share(living.Count(last => _asOf - last.Now >= _silence), living.Count);
    }

    private static DateTimeOffset[] Sorted(IEnumerable<DateTimeOffset> instants) => [.. instants.Order()];

    // Who bought in a period.
    private sealed class Buyers(Period period)
    {
        public Period Period => period;

        public int Count { get; private set; }

        // Orders come as they were placed: whose order before lies in the period too is counted already.
        public void Add(in SalesEntry entry) =>
            Count += period.Has(entry.Sale.At) && (entry.PreviousAt is null || entry.PreviousAt < period.From) ? 1 : 0;
    }

    // The instants of all events, each kind sorted.
    private sealed record Lives(DateTimeOffset[] Added, DateTimeOffset[] First, DateTimeOffset[] WonBack, DateTimeOffset[] Lost)
    {
        public GrowthFigures Of(Buyers buyers)
        {
            var period = buyers.Period;
            var (newcomers, wonBack, lost) = (Count(First, period), Count(WonBack, period), Count(Lost, period));
            var living = Before(First, period.To) + Before(WonBack, period.To) - Before(Lost, period.To);
            return new GrowthFigures(
                Count(Added, period), newcomers, buyers.Count - newcomers, wonBack, lost, newcomers + wonBack - lost, living);
        }

        private static int Count(DateTimeOffset[] sorted, Period period) => Before(sorted, period.To) - Before(sorted, period.From);

        private static int Before(DateTimeOffset[] sorted, DateTimeOffset instant)
        {
            var (low, high) = (0, sorted.Length);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = sorted[middle] < instant ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
