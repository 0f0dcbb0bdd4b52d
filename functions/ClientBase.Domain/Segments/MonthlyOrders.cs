using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Segments;

/// <summary>How evenly a customer orders: the sums over calendar months (UTC) from which the variation is computed.</summary>
/// <param name="Months">Full months from that of the first order through the last one before the instant; 0 when there is none.</param>
/// <param name="Orders">Orders in them.</param>
/// <param name="Squares">Sum over the months of the squared number of orders.</param>
public readonly record struct MonthlyOrders(int Months, long Orders, long Squares)
{
    /// <summary>Counts the orders placed at the given times, in any order.</summary>
    public static MonthlyOrders Of(IEnumerable<DateTimeOffset> placedAt, DateTimeOffset asOf)
    {
        var lastFull = IndexOf(asOf) - 1;
        var counts = placedAt.Select(IndexOf).CountBy(month => month).ToList();
        var full = counts.Where(month => month.Key <= lastFull).ToList();
        return full.Count == 0
            ? default
            : new MonthlyOrders(
                lastFull - full.Min(month => month.Key) + 1,
                full.Sum(month => (long)month.Value),
                full.Sum(month => (long)month.Value * month.Value));
    }

    /// <summary>Counts orders that are given the earliest first.</summary>
    public static MonthlyOrders Of(ReadOnlySpan<OrderFact> orders, DateTimeOffset asOf)
    {
        var lastFull = IndexOf(asOf) - 1;
        var first = orders.IsEmpty ? int.MaxValue : IndexOf(orders[0].PlacedAt);
        if (first > lastFull)
        {
            return default;
        }

        var (total, squares, month, inMonth) = (0L, 0L, first, 0L);
        foreach (var order in orders)
        {
            var its = IndexOf(order.PlacedAt);
            if (its > lastFull)
            {
                break;
            }

            if (its != month)
            {
                squares += inMonth * inMonth;
                (month, inMonth) = (its, 0);
            }

            inMonth++;
            total++;
        }

        return new MonthlyOrders(lastFull - first + 1, total, squares + (inMonth * inMonth));
    }

    /// <summary>The number of a month, counting all months since the year 0.</summary>
    internal static int IndexOf(DateTimeOffset at) => IndexOf(at.UtcDateTime);

    /// <inheritdoc cref="IndexOf(DateTimeOffset)"/>
    internal static int IndexOf(DateTime utc) => (utc.Year * 12) + utc.Month - 1;

    /// <summary>Whether the population coefficient of variation is at most so much. Exact: no roots, no binary fractions.</summary>
    public bool VariesAtMost(decimal variation)
    {
        // variance / mean² = (n Σc² - (Σc)²) / (Σc)²
        var (sum, squares) = ((decimal)Orders, (decimal)Squares);
        return (Months * squares) - (sum * sum) <= variation * variation * sum * sum;
    }
}
