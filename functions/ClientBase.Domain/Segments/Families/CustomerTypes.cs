using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>The customer types, from contacts who never bought to customers who must not be lost. A contact may have several.</summary>
public static class CustomerTypes
{
    /// <summary>Their segments under the thresholds given.</summary>
    public static IReadOnlyList<Segment> Of(SegmentOptions options)
    {
        var (vip, trusted) = (Vip(options), Trusted(options));
        return [Potential, Working, Active(options), Regular(options), Dead(options), vip, trusted, Key(vip, trusted)];
    }

    private static Segment Potential { get; } = new(
        "potential", new("Potential", "Потенциальный"), "orders.count = 0",
        new("no order yet", "ещё нет заказов"),
        (in Customer customer) => customer.Facts.Orders == 0);

    private static Segment Working { get; } = new(
        "working", new("Working", "Рабочий"), "orders.count = 1",
        new("exactly one order", "ровно один заказ"),
        (in Customer customer) => customer.Facts.Orders == 1);

    private static Segment Active(SegmentOptions options) => new(
        "active", new("Active", "Активный"),
        Text($"orders.count within {options.ActiveDays} days >= {options.ActiveOrders}")
            + Text($" and orders.first older than {options.ActiveFirstOrderDays} days"),
        new(
            Text($"{options.ActiveOrders} or more orders in {options.ActiveDays} days,")
                + Text($" the first ever over {options.ActiveFirstOrderDays} days ago"),
            Text($"заказов за {options.ActiveDays} дн. не меньше {options.ActiveOrders},")
                + Text($" самый первый — больше {options.ActiveFirstOrderDays} дн. назад")),
        (in Customer customer) => customer.Facts.RecentOrders >= options.ActiveOrders
            && customer.Since(customer.Facts.FirstOrderAt) > TimeSpan.FromDays(options.ActiveFirstOrderDays));

    private static Segment Regular(SegmentOptions options) => new(
        "regular", new("Regular", "Постоянный"), Text($"orders.count > {options.RegularOverOrders}"),
        new(Text($"more than {options.RegularOverOrders} orders"), Text($"больше {options.RegularOverOrders} заказов")),
        (in Customer customer) => customer.Facts.Orders > options.RegularOverOrders);

    private static Segment Dead(SegmentOptions options) => new(
        "dead", new("Dead", "Мёртвый"), SilentRule(options.DeadDays),
        new(
            Text($"no order for {options.DeadDays} days, or as long in the base without any"),
            Text($"нет заказов {options.DeadDays} дн., или столько же в базе без единого")),
        (in Customer customer) => customer.IsSilentFor(options.DeadDays));

    private static Segment Vip(SegmentOptions options) => new(
        "vip", new("VIP", "VIP"),
        Text($"(orders.total in top {Percent(options.VipShare)} and orders.count >= {options.VipOrders}) or tag = \"vip\""),
        new(
            Text($"among the top {Percent(options.VipShare)} of buyers by total with {options.VipOrders} or more orders, or marked as VIP"),
            Text($"среди {Percent(options.VipShare)} лучших покупателей по сумме и заказов не меньше {options.VipOrders},")
                + " или отмечен как VIP"),
        (in Customer customer) => (customer.IsTop && customer.Facts.Orders >= options.VipOrders)
            || customer.Facts.Profile.Has(ProfileTraits.MarkedVip));

    private static Segment Trusted(SegmentOptions options) => new(
        "trusted", new("Trusted", "Доверенный"),
        Text($"orders.first at least {options.TrustedFirstOrderDays} days ago and orders.count >= {options.TrustedOrders}")
            + Text($" and orders.last within {options.TrustedLastOrderDays} days and orders.returned < {Percent(options.TrustedReturns)}"),
        new(
            Text($"first order {options.TrustedFirstOrderDays} or more days ago, {options.TrustedOrders} or more orders,")
                + Text($" the last within {options.TrustedLastOrderDays} days, returns under {Percent(options.TrustedReturns)}"),
            Text($"первый заказ {options.TrustedFirstOrderDays} дн. назад или раньше, заказов не меньше {options.TrustedOrders},")
                + Text($" последний — за {options.TrustedLastOrderDays} дн., возвратов меньше {Percent(options.TrustedReturns)}")),
        (in Customer customer) => customer.Since(customer.Facts.FirstOrderAt) >= TimeSpan.FromDays(options.TrustedFirstOrderDays)
            && customer.Facts.Orders >= options.TrustedOrders
            && customer.Since(customer.Facts.LastOrderAt) <= TimeSpan.FromDays(options.TrustedLastOrderDays)
            && customer.Facts.ReturnShare < options.TrustedReturns);

    private static Segment Key(Segment vip, Segment trusted) => new(
        "key", new("Key", "Ключевой"), "in segment trusted or in segment vip or tag = \"key\"",
        new("trusted or VIP, or marked as key", "доверенный или VIP, или отмечен как ключевой"),
        (in Customer customer) => trusted.Has(customer) || vip.Has(customer) || customer.Facts.Profile.Has(ProfileTraits.MarkedKey));

    /// <summary>Silence in the rule language: since the last order or, without orders, since first seen.</summary>
    internal static string SilentRule(int days) =>
        Text($"orders.last at least {days} days ago or (orders.count = 0 and firstSeen at least {days} days ago)");

    private static string Percent(decimal share) => Text($"{share * 100m:0.##}%");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
