using System.Runtime.InteropServices;

namespace ClientBase.Domain.Segments.Scoring;

/// <summary>The sums of one customer's orders. One cache line each, because a log touches millions of them in random order.</summary>
/// <remarks>Amounts are in the log's units, times in ticks. Without orders the times have no meaning.</remarks>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct CustomerTotals
{
    public long FirstAt;
    public long LastAt;
    public long Gross;
    public long Refunded;
    public long PeriodRevenue;
    public long MonthSquares;
    public int Orders;
    public int RecentOrders;
    public int MonthOrders;
    private int _inMonth;

    public readonly long Total => Gross - Refunded;

    /// <summary>Adds a row. Rows come month by month, within a month in any order.</summary>
    public void Add(long at, long amount, in LogWindow window)
    {
        PeriodRevenue += at > window.PeriodStart ? amount : 0;
        if (amount < 0)
        {
            Refunded -= amount;
            return;
        }

        Gross = checked(Gross + amount);
        if (window.IsFullMonth)
        {
            // The sum of c² grows by 2c + 1 when c does.
            _inMonth = Orders > 0 && LastAt >= window.MonthStart ? _inMonth : 0;
            MonthSquares += (2L * _inMonth) + 1;
            _inMonth++;
            MonthOrders++;
        }

        FirstAt = Orders > 0 && FirstAt < at ? FirstAt : at;
        LastAt = Orders > 0 && LastAt > at ? LastAt : at;
        RecentOrders += at >= window.RecentStart ? 1 : 0;
        Orders++;
    }

    /// <summary>The same as facts.</summary>
    public readonly CustomerFacts ToFacts(string id, OrderLog log, int lastFullMonth, ProfileFacts profile)
    {
        var months = Orders == 0 ? 0 : Math.Max(0, lastFullMonth - MonthlyOrders.IndexOf(new DateTime(FirstAt)) + 1);
        return new CustomerFacts(
            id,
            null,
            Orders,
            RecentOrders,
            log.ToMoney(Gross),
            log.ToMoney(Refunded),
            Orders == 0 ? null : new DateTimeOffset(FirstAt, TimeSpan.Zero),
            Orders == 0 ? null : new DateTimeOffset(LastAt, TimeSpan.Zero),
            log.ToMoney(PeriodRevenue),
            new MonthlyOrders(months, MonthOrders, MonthSquares),
            Profile: profile)
        {
            PricedOrders = Orders,
        };
    }
}

/// <summary>The instants a row is compared with, in ticks.</summary>
/// <param name="PeriodStart">Revenue after this counts for ABC.</param>
/// <param name="RecentStart">Orders from this on are recent.</param>
/// <param name="MonthStart">Begin of the month the row is in.</param>
/// <param name="IsFullMonth">Whether that month was over at the instant of the scores.</param>
internal readonly record struct LogWindow(long PeriodStart, long RecentStart, long MonthStart, bool IsFullMonth);
