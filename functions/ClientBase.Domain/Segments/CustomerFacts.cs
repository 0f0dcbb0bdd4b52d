using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Facts;

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
    /// <summary>Those of the orders that are in the currency of the sums.</summary>
    public int PricedOrders { get; init; }

    /// <summary>
    /// When the latest order was placed that came after <see cref="SegmentOptions.ReturningSilentDays"/> without one; null when none did.
    /// </summary>
    public DateTimeOffset? CameBackAt { get; init; }

    /// <summary>The average order, rounded to cents; null without orders.</summary>
    public decimal? AverageCheck =>
        PricedOrders == 0 ? null : Math.Round(Total / PricedOrders, 2, MidpointRounding.AwayFromZero);

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

    /// <summary>The facts of a contact read whole, without orders placed after <paramref name="asOf"/>.</summary>
    public static CustomerFacts Of(Contact contact, DateTimeOffset asOf, SegmentOptions options) =>
        ContactFacts.Of(contact).At(asOf, options);

    /// <summary>The facts of a contact, without orders placed after <paramref name="asOf"/>.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="firstSeenAt">When the contact came into the base, if known.</param>
    /// <param name="orders">The orders that count, the earliest first.</param>
    /// <param name="profile">What is known apart from the orders.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="options">The windows to look back over.</param>
    public static CustomerFacts Of(
        string contactId,
        DateTimeOffset? firstSeenAt,
        ReadOnlySpan<OrderFact> orders,
        ProfileFacts profile,
        DateTimeOffset asOf,
        SegmentOptions options)
    {
        var count = orders.Length;
        while (count > 0 && orders[count - 1].PlacedAt > asOf)
        {
            count--;
        }

        var known = orders[..count];
        if (known.IsEmpty)
        {
            return new CustomerFacts(contactId, firstSeenAt, Profile: profile);
        }

        var currency = MainCurrency.Of(known);
        var window = TimeSpan.FromDays(options.ActiveDays);
        var periodStart = asOf.AddMonths(-options.AbcMonths);
        var silence = TimeSpan.FromDays(options.ReturningSilentDays);
        var (recent, priced, gross, refunded, period) = (0, 0, 0m, 0m, 0m);
        var (before, cameBack) = (known[0].PlacedAt, default(DateTimeOffset?));
        foreach (var order in known)
        {
            recent += asOf - order.PlacedAt <= window ? 1 : 0;
            cameBack = order.PlacedAt - before >= silence ? order.PlacedAt : cameBack;
            before = order.PlacedAt;
            if (order.Currency == currency)
            {
                priced++;
                gross += order.Total;
                refunded += order.Refunded;
                period += order.PlacedAt > periodStart ? order.Total - order.Refunded : 0m;
            }
        }

        return new CustomerFacts(
            contactId,
            firstSeenAt,
            count,
            recent,
            gross,
            refunded,
            known[0].PlacedAt,
            known[^1].PlacedAt,
            period,
            MonthlyOrders.Of(known, asOf),
            Profile: profile)
        {
            PricedOrders = priced,
            CameBackAt = cameBack,
        };
    }

    /// <summary>Whole 24-hour days since the last order. Only for contacts who have ordered.</summary>
    public int RecencyDays(DateTimeOffset asOf) => (asOf - LastOrderAt!.Value).Days;
}
