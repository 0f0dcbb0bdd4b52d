namespace ClientBase.Domain.Analytics.Sales;

/// <summary>What was sold in a period. Counts are over all currencies, money is by currency.</summary>
/// <param name="Orders">Orders placed.</param>
/// <param name="Customers">People who placed them.</param>
/// <param name="NewCustomers">Those of them whose first order ever is in the period.</param>
/// <param name="ReturningCustomers">Those who had ordered before it: the others.</param>
/// <param name="OrdersPerCustomer">Orders / customers; null without customers.</param>
/// <param name="MeanDaysBetweenOrders">
/// Mean number of 24-hour days between an order of the period and the customer's order before it, to two places; null when every order is
/// a first one.
/// </param>
/// <param name="RepeatRate">
/// Share of the customers who, by the end of the period, have ordered more than once; null without customers.
/// </param>
/// <param name="Money">By currency, the main one first.</param>
public sealed record SalesFigures(
    int Orders,
    int Customers,
    int NewCustomers,
    int ReturningCustomers,
    decimal? OrdersPerCustomer,
    decimal? MeanDaysBetweenOrders,
    decimal? RepeatRate,
    IReadOnlyList<MoneyFigures> Money)
{
    /// <summary>The figures of a period.</summary>
    public static SalesFigures Of(SalesHistory history, Period period) =>
        history.Into(new SalesFiguresTally(period)).Figures(history.Summary);
}

/// <summary>Adds up what was sold in a period.</summary>
internal sealed class SalesFiguresTally(Period period) : ISalesTally
{
    private readonly MoneyTally _money = new();
    private int _customers;
    private int _repeaters;
    private int _orders;
    private int _newcomers;
    private int _gaps;
    private decimal _ticks;

    public Period Period => period;

    public void Add(in SalesEntry entry)
    {
        if (!period.Has(entry.Sale.At))
        {
            return;
        }

        // Orders come as they were placed, so what the one before was tells whether somebody is counted already.
        _orders++;
        _customers += entry.PreviousAt is null || entry.PreviousAt < period.From ? 1 : 0;
        _money.Add(entry.Sale, entry.Currency);
        if (entry.PreviousAt is not { } previous)
        {
            _newcomers++;
            return;
        }

        _repeaters += entry.Number == 2 || previous < period.From ? 1 : 0;
        _ticks += (entry.Sale.At - previous).Ticks;
        _gaps++;
    }

    /// <summary>The period is over: what was paid in it is added up.</summary>
    public void Close() => _money.Close();

    public SalesFigures Figures(SalesSummary summary)
    {
        Close();
        return new SalesFigures(
            _orders,
            _customers,
            _newcomers,
            _customers - _newcomers,
            Rounding.Share(_orders, _customers),
            Rounding.Each(_ticks / TimeSpan.TicksPerDay, _gaps),
            Rounding.Share(_repeaters, _customers),
            _money.Figures(summary));
    }
}

/// <summary>
/// How figures differ from those of the period before: the difference as a share of the earlier figure; null when that was zero.
/// </summary>
/// <param name="Orders">Of orders.</param>
/// <param name="Customers">Of customers.</param>
/// <param name="NewCustomers">Of new customers.</param>
/// <param name="Net">Of net revenue in the main currency.</param>
/// <param name="AverageCheck">Of the average check in the main currency.</param>
public sealed record SalesChange(decimal? Orders, decimal? Customers, decimal? NewCustomers, decimal? Net, decimal? AverageCheck)
{
    internal static SalesChange Between(SalesFigures before, SalesFigures now)
    {
        var (was, became) = (before.Money.Count == 0 ? null : before.Money[0], now.Money.Count == 0 ? null : now.Money[0]);
        return new SalesChange(
            Rounding.Change(before.Orders, now.Orders),
            Rounding.Change(before.Customers, now.Customers),
            Rounding.Change(before.NewCustomers, now.NewCustomers),
            was is null ? null : Rounding.Change(was.Net, became!.Net),
            was?.AverageCheck is { } from && became!.AverageCheck is { } to ? Rounding.Change(from, to) : null);
    }
}

/// <summary>The figures of a day, week, month or quarter.</summary>
/// <param name="Period">Which.</param>
/// <param name="Figures">Its figures; zeros when nothing was sold.</param>
public sealed record SalesRow(CalendarPeriod Period, SalesFigures Figures);

/// <summary>Sales of a period, as a whole, part by part, and beside the period before.</summary>
/// <param name="Period">The period.</param>
/// <param name="Total">Its figures.</param>
/// <param name="Before">The figures of the period of equal length before it.</param>
/// <param name="Change">How they differ.</param>
/// <param name="Rows">
/// Part by part, without gaps. Orders, new customers and money add up to the total. Customers do not: one may order in two parts.
/// </param>
public sealed record SalesReport(Period Period, SalesFigures Total, SalesFigures Before, SalesChange Change, IReadOnlyList<SalesRow> Rows)
{
    /// <summary>The report.</summary>
    /// <exception cref="ArgumentException">The period has more than <see cref="PeriodCalendar.MaxPeriods"/> parts.</exception>
    public static SalesReport Of(SalesHistory history, Period period, PeriodCalendar calendar) =>
        history.Into(new SalesReportTally(period, calendar)).Report(history.Summary);
}

/// <summary>Makes a <see cref="SalesReport"/> order by order. Of the parts only the one that goes on lies in memory.</summary>
/// <param name="period">The period.</param>
/// <param name="calendar">How to divide it.</param>
/// <exception cref="ArgumentException">The period has more than <see cref="PeriodCalendar.MaxPeriods"/> parts.</exception>
public sealed class SalesReportTally(Period period, PeriodCalendar calendar) : ISalesTally
{
    private readonly SalesFiguresTally _total = new(period);
    private readonly SalesFiguresTally _before = new(period.Before());
    private readonly IReadOnlyList<CalendarPeriod> _periods = calendar.Split(period);
    private readonly List<SalesFiguresTally> _parts = [.. calendar.Split(period).Select(part => new SalesFiguresTally(part.Period))];
    private int _now;

    /// <inheritdoc/>
    public void Add(in SalesEntry entry)
    {
        _total.Add(entry);
        _before.Add(entry);
        while (_now < _parts.Count && entry.Sale.At >= _parts[_now].Period.To)
        {
            _parts[_now++].Close();
        }

        if (_now < _parts.Count)
        {
            _parts[_now].Add(entry);
        }
    }

    /// <summary>The report on what was taken in.</summary>
    public SalesReport Report(SalesSummary summary)
    {
        var (total, before) = (_total.Figures(summary), _before.Figures(summary));
        return new SalesReport(
            period,
            total,
            before,
            SalesChange.Between(before, total),
            [.. _periods.Zip(_parts, (part, tally) => new SalesRow(part, tally.Figures(summary)))]);
    }
}
