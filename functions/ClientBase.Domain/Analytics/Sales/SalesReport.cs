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
    public static SalesFigures Of(SalesHistory history, Period period)
    {
        var (customers, repeaters) = (new HashSet<int>(), new HashSet<int>());
        var money = new MoneyTally(history.Currencies);
        var (newcomers, gaps, ticks) = (0, 0, 0m);
        var entries = history.In(period);
        foreach (ref readonly var entry in entries)
        {
            customers.Add(entry.Customer);
            money.Add(entry.Sale);
            if (entry.PreviousAt is not { } previous)
            {
                newcomers++;
                continue;
            }

            repeaters.Add(entry.Customer);
            ticks += (entry.Sale.At - previous).Ticks;
            gaps++;
        }

        return new SalesFigures(
            entries.Length,
            customers.Count,
            newcomers,
            customers.Count - newcomers,
            Rounding.Share(entries.Length, customers.Count),
            Rounding.Each(ticks / TimeSpan.TicksPerDay, gaps),
            Rounding.Share(repeaters.Count, customers.Count),
            money.Figures());
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
    public static SalesReport Of(SalesHistory history, Period period, PeriodCalendar calendar)
    {
        var (total, before) = (SalesFigures.Of(history, period), SalesFigures.Of(history, period.Before()));
        return new SalesReport(
            period,
            total,
            before,
            SalesChange.Between(before, total),
            [.. calendar.Split(period).Select(part => new SalesRow(part, SalesFigures.Of(history, part.Period)))]);
    }
}
