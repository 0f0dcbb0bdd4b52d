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

/// <summary>Makes a <see cref="BaseGrowth"/> order by order: in memory are the last orders of each customer, and counts.</summary>
public sealed class GrowthTally : ISalesTally
{
    private const int DaysPerYear = 365;
    private const long Never = long.MinValue;

    private readonly DateTimeOffset _asOf;
    private readonly DateTimeOffset? _yearAgo;
    private readonly TimeSpan _silence;
    private readonly Buyers _total;
    private readonly IReadOnlyList<CalendarPeriod> _periods;
    private readonly List<Buyers> _parts;
    private readonly DateTimeOffset[] _bounds;
    private readonly InstantCounts _first;
    private readonly InstantCounts _wonBack;
    private readonly InstantCounts _lost;
    private readonly List<(long YearAgo, long Now)> _last = []; // In UTC ticks: of each customer the last order by then.
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
        _bounds = [.. _parts.Append(_total).SelectMany(one => new[] { one.Period.From, one.Period.To }).Distinct().Order()];
        (_first, _wonBack, _lost) = (new(_bounds), new(_bounds), new(_bounds));
    }

    /// <inheritdoc/>
    public void Add(in SalesEntry entry)
    {
        var at = entry.Sale.At;
        if (entry.PreviousAt is not { } previous)
        {
            _first.Add(at);
            _last.Add((Never, Never));
        }
        else if (at - previous >= _silence)
        {
            _wonBack.Add(at);
            _lost.Add(previous + _silence);
        }

        _last[entry.Customer] = (at <= _yearAgo ? at.UtcTicks : _last[entry.Customer].YearAgo, at.UtcTicks);
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
        var (added, lost) = (new InstantCounts(_bounds), _lost.Copy());
        foreach (var at in contactsAdded.Where(at => at <= _asOf))
        {
            added.Add(at);
        }

        foreach (var (_, now) in _last.Where(last => IsLost(last.Now)))
        {
            lost.Add(new DateTimeOffset(now, TimeSpan.Zero) + _silence);
        }

        var lives = new Lives(added, _first, _wonBack, lost);
        return new BaseGrowth(
            lives.Of(_total), [.. _periods.Zip(_parts, (part, buyers) => new GrowthRow(part, lives.Of(buyers)))], LossPerYear());
    }

    private bool IsLost(long lastTicks) => _asOf.UtcTicks - lastTicks >= _silence.Ticks;

    private decimal? LossPerYear()
    {
        if (_yearAgo is not { UtcTicks: var then })
        {
            return null;
        }

        var (living, lost) = (0, 0);
        foreach (var (yearAgo, now) in _last.Where(last => last.YearAgo != Never && then - last.YearAgo < _silence.Ticks))
        {
            (living, lost) = (living + 1, lost + (IsLost(now) ? 1 : 0));
        }

        return Rounding.Share(lost, living);
    }

    // Who bought in a period.
    private sealed class Buyers(Period period)
    {
        public Period Period => period;

        public int Count { get; private set; }

        // Orders come as they were placed: whose order before lies in the period too is counted already.
        public void Add(in SalesEntry entry) =>
            Count += period.Has(entry.Sale.At) && (entry.PreviousAt is null || entry.PreviousAt < period.From) ? 1 : 0;
    }

    // How often each kind of event happened.
    private sealed record Lives(InstantCounts Added, InstantCounts First, InstantCounts WonBack, InstantCounts Lost)
    {
        public GrowthFigures Of(Buyers buyers)
        {
            var period = buyers.Period;
            var (newcomers, wonBack, lost) = (First.In(period), WonBack.In(period), Lost.In(period));
            var living = First.Before(period.To) + WonBack.Before(period.To) - Lost.Before(period.To);
            return new GrowthFigures(
                Added.In(period), newcomers, buyers.Count - newcomers, wonBack, lost, newcomers + wonBack - lost, living);
        }
    }
}

/// <summary>Counts instants between bounds that are known beforehand, so that none of them has to lie in memory.</summary>
/// <param name="bounds">The bounds, each once, the earliest first.</param>
internal sealed class InstantCounts(DateTimeOffset[] bounds)
{
    private readonly int[] _counts = new int[bounds.Length + 1]; // Before the first bound, between the first two, ...

    public void Add(DateTimeOffset at)
    {
        var found = Array.BinarySearch(bounds, at);
        _counts[found >= 0 ? found + 1 : ~found]++;
    }

    /// <summary>How many lie before a bound.</summary>
    public int Before(DateTimeOffset bound) => _counts.Take(Array.BinarySearch(bounds, bound) + 1).Sum();

    /// <summary>How many lie in a period between two of the bounds.</summary>
    public int In(Period period) => Before(period.To) - Before(period.From);

    public InstantCounts Copy()
    {
        var copy = new InstantCounts(bounds);
        _counts.CopyTo(copy._counts, 0);
        return copy;
    }
}
