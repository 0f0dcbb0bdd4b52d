using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Segments;

/// <summary>The facts of one contact at one instant that decide its segments.</summary>
/// <param name="ContactId">The contact; orders contacts with equal values.</param>
/// <param name="FirstSeenAt">When the contact came into the base, if known.</param>
/// <param name="Orders">Orders that count.</param>
/// <param name="RecentOrders">Those of them within <see cref="SegmentOptions.ActiveDays"/>.</param>
/// <param name="Gross">Their sum before refunds, in the currency <see cref="OrderSummary"/> totals in.</param>
/// <param name="Refunded">Money returned of it.</param>
/// <param name="FirstOrderAt">When the first was placed; null without orders.</param>
/// <param name="LastOrderAt">When the last was placed; null without orders.</param>
/// <param name="PeriodRevenue">What the orders of the last <see cref="SegmentOptions.AbcMonths"/> brought, net of refunds.</param>
/// <param name="Months">How the orders spread over the months.</param>
/// <param name="Costs">Discounts given and the cost of the contact, which reduce the profit.</param>
/// <param name="Profile">What is known of the person.</param>
public readonly record struct CustomerFacts(
    string ContactId,
    DateTimeOffset? FirstSeenAt = null,
    int Orders = 0,
    int RecentOrders = 0,
    decimal Gross = 0m,
    decimal Refunded = 0m,
    DateTimeOffset? FirstOrderAt = null,
    DateTimeOffset? LastOrderAt = null,
    decimal PeriodRevenue = 0m,
    MonthlyOrders Months = default,
    decimal Costs = 0m,
    ProfileFacts Profile = default)
{
    /// <summary>Sum of the orders, net of refunds.</summary>
    public decimal Total => Gross - Refunded;

    /// <summary>What the customer brings: the total less discounts and the cost of the contact.</summary>
    public decimal Profit => Total - Costs;

    /// <summary>Share of the money that was returned; 0 when there was none to return.</summary>
    public decimal ReturnShare
    {
        get
        {
            if (Refunded <= 0m)
            {
                return 0m;
            }

            return Gross <= 0m ? 1m : Refunded / Gross;
        }
    }

    /// <summary>The facts of a contact, without orders placed after <paramref name="asOf"/>.</summary>
    public static CustomerFacts Of(Contact contact, DateTimeOffset asOf, SegmentOptions options)
    {
        var later = contact.Orders.Where(order => order.Value.Version?.PlacedAt > asOf).Select(order => order.Key);
        var known = contact.Orders.RemoveRange(later);
        var summary = OrderSummary.Of(known);
        var counted = known.Values.Where(order => order.Counts).ToList();
        var totalled = counted.Where(order => order.Version!.Currency == summary.Currency).ToList();
        var window = TimeSpan.FromDays(options.ActiveDays);
        var periodStart = asOf.AddMonths(-options.AbcMonths);
        return new CustomerFacts(
            contact.Id,
            contact.FirstSeen?.Said.At,
            summary.Count,
            counted.Count(order => asOf - order.Version!.PlacedAt <= window),
            totalled.Sum(order => order.Version!.Total),
            totalled.Sum(order => order.Refunded),
            summary.FirstAt,
            summary.LastAt,
            totalled.Where(order => order.Version!.PlacedAt > periodStart).Sum(order => order.Version!.Total - order.Refunded),
            MonthlyOrders.Of(counted.Select(order => order.Version!.PlacedAt), asOf),
            Profile: ProfileFacts.Of(contact));
    }

    /// <summary>Whole 24-hour days since the last order. Only for contacts who have ordered.</summary>
    public int RecencyDays(DateTimeOffset asOf) => (asOf - LastOrderAt!.Value).Days;
}
