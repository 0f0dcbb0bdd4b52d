using System.Globalization;

namespace ClientBase.Domain.Segments;

/// <summary>The customer types: from who never bought to who must not be lost.</summary>
public static class CustomerTypes
{
    /// <summary>Their segments under the thresholds given.</summary>
    public static IReadOnlyList<Segment> Of(SegmentOptions options)
    {
        var trusted = Trusted(options);
        var vip = Vip(options);
        return
        [
            new("potential", "Potential", "orders.count = 0", customer => customer.Facts.Orders == 0),
            new("working", "Working", "orders.count = 1", customer => customer.Facts.Orders == 1),
            Active(options),
            new(
                "regular",
                "Regular",
                Rule($"orders.count > {options.RegularOverOrders}"),
                customer => customer.Facts.Orders > options.RegularOverOrders),
            Dead(options),
            vip,
            trusted,
            new("key", "Key", "segment trusted or segment vip", customer => trusted.Has(customer) || vip.Has(customer)),
        ];
    }

    private static Segment Active(SegmentOptions options) => new(
        "active",
        "Active",
        Rule($"orders.count within {options.ActiveDays} days >= {options.ActiveOrders} and orders.firstAt over {options.ActiveFirstOrderDays} days ago"),
        customer => customer.Facts.RecentOrders >= options.ActiveOrders
            && customer.Since(customer.Facts.FirstOrderAt) > TimeSpan.FromDays(options.ActiveFirstOrderDays));

    private static Segment Dead(SegmentOptions options) => new(
        "dead",
        "Dead",
        Rule($"orders.lastAt at least {options.DeadDays} days ago or (orders.count = 0 and firstSeenAt at least {options.DeadDays} days ago)"),
        customer => customer.Since(customer.Facts.Orders > 0 ? customer.Facts.LastOrderAt : customer.Facts.FirstSeenAt)
            >= TimeSpan.FromDays(options.DeadDays));

    private static Segment Vip(SegmentOptions options) => new(
        "vip",
        "VIP",
        Rule($"orders.total in top {Percent(options.VipShare)} and orders.count >= {options.VipOrders}"),
        customer => customer.IsTop && customer.Facts.Orders >= options.VipOrders);

    private static Segment Trusted(SegmentOptions options) => new(
        "trusted",
        "Trusted",
        Rule($"orders.firstAt at least {options.TrustedFirstOrderDays} days ago and orders.count >= {options.TrustedOrders}")
            + Rule($" and orders.lastAt within {options.TrustedLastOrderDays} days and orders.returned < {Percent(options.TrustedReturns)}"),
        customer => customer.Since(customer.Facts.FirstOrderAt) >= TimeSpan.FromDays(options.TrustedFirstOrderDays)
            && customer.Facts.Orders >= options.TrustedOrders
            && customer.Since(customer.Facts.LastOrderAt) <= TimeSpan.FromDays(options.TrustedLastOrderDays)
            && customer.Facts.ReturnShare < options.TrustedReturns);

    private static string Percent(decimal share) => Rule($"{share * 100m:0.##}%");

    private static string Rule(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
