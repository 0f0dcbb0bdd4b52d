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
        int silentDays = DaysPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silentDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(silentDays, 100 * DaysPerYear);
        var lives = Lives.Of(history, contactsAdded, TimeSpan.FromDays(silentDays));
        return new BaseGrowth(
            lives.In(history, period),
            [.. calendar.Split(period).Select(part => new GrowthRow(part, lives.In(history, part.Period)))],
            LossPerYear(history, TimeSpan.FromDays(silentDays)));
    }

    private static decimal? LossPerYear(SalesHistory history, TimeSpan silence)
    {
        if (history.AsOf - DateTimeOffset.MinValue < TimeSpan.FromDays(DaysPerYear))
        {
            return null;
        }

        var then = history.AsOf.AddDays(-DaysPerYear);
        var (lastThen, lastNow) = (new DateTimeOffset?[history.Customers], new DateTimeOffset?[history.Customers]);
        foreach (ref readonly var entry in history.Entries)
        {
            lastThen[entry.Customer] = entry.Sale.At <= then ? entry.Sale.At : lastThen[entry.Customer];
            lastNow[entry.Customer] = entry.Sale.At;
        }

        var living = Enumerable.Range(0, history.Customers).Where(customer => then - lastThen[customer] < silence).ToList();
        return Rounding.Share(living.Count(customer => history.AsOf - lastNow[customer] >= silence), living.Count);
    }

    // The instants of all events, each kind sorted.
    private sealed record Lives(DateTimeOffset[] Added, DateTimeOffset[] First, DateTimeOffset[] WonBack, DateTimeOffset[] Lost)
    {
        public static Lives Of(SalesHistory history, IEnumerable<DateTimeOffset> contactsAdded, TimeSpan silence)
        {
            var (first, wonBack, lost) = (new List<DateTimeOffset>(), new List<DateTimeOffset>(), new List<DateTimeOffset>());
            var last = new DateTimeOffset[history.Customers];
            foreach (ref readonly var entry in history.Entries)
            {
                last[entry.Customer] = entry.Sale.At;
                if (entry.PreviousAt is not { } previous)
                {
                    first.Add(entry.Sale.At);
                }
                else if (entry.Sale.At - previous >= silence)
                {
                    wonBack.Add(entry.Sale.At);
                    lost.Add(previous + silence);
                }
            }

            lost.AddRange(last.Where(at => history.AsOf - at >= silence).Select(at => at + silence));
            return new Lives(Sorted(contactsAdded.Where(at => at <= history.AsOf)), Sorted(first), Sorted(wonBack), Sorted(lost));
        }

        public GrowthFigures In(SalesHistory history, Period period)
        {
            var customers = new HashSet<int>();
            foreach (ref readonly var entry in history.In(period))
            {
                customers.Add(entry.Customer);
            }

            var (newcomers, wonBack, lost) = (Count(First, period), Count(WonBack, period), Count(Lost, period));
            var living = Before(First, period.To) + Before(WonBack, period.To) - Before(Lost, period.To);
            return new GrowthFigures(
                Count(Added, period), newcomers, customers.Count - newcomers, wonBack, lost, newcomers + wonBack - lost, living);
        }

        private static DateTimeOffset[] Sorted(IEnumerable<DateTimeOffset> instants) => [.. instants.Order()];

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
