using System.Collections.Immutable;

namespace ClientBase.Domain.Orders;

/// <summary>A contact's orders in figures.</summary>
/// <param name="Count">Orders that count.</param>
/// <param name="Total">Their sum, net of refunds, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217, or null without orders.</param>
/// <param name="AverageCheck">Total divided by the orders in that currency, rounded to cents; null without orders.</param>
/// <param name="FirstAt">When the first was placed.</param>
/// <param name="LastAt">When the last was placed.</param>
public sealed record OrderSummary(
    int Count,
    decimal Total,
    string? Currency,
    decimal? AverageCheck,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt)
{
    /// <summary>Sums up the orders that count.</summary>
    /// <remarks>
    /// There are no exchange rates here: when somebody paid in several currencies, the total is of the orders in the one most used
    /// (ties: the alphabetically first), and the count is of all.
    /// </remarks>
    public static OrderSummary Of(ImmutableSortedDictionary<string, OrderState> orders)
    {
        var counted = orders.Values.Where(order => order.Counts).ToList();
        if (counted.Count == 0)
        {
            return new OrderSummary(0, 0m, null, null, null, null);
        }

        var currency = counted
            .GroupBy(order => order.Version!.Currency, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .First();
        var total = currency.Sum(order => order.Net);
        return new OrderSummary(
            counted.Count,
            total,
            currency.Key,
            Math.Round(total / currency.Count(), 2, MidpointRounding.AwayFromZero),
            counted.Min(order => order.Version!.PlacedAt),
            counted.Max(order => order.Version!.PlacedAt));
    }
}
