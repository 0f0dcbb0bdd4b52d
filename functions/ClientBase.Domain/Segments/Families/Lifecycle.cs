using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>Where people are between the first order and leaving: new, returning, lost; and who asks for something now.</summary>
public static class Lifecycle
{
    /// <summary>Their segments under the thresholds given.</summary>
    public static IReadOnlyList<Segment> Of(SegmentOptions options) => [New(options), Returning(options), Lost(options), Asking];

    private static Segment Asking { get; } = new(
        "asking", new("Asking", "Спрашивает"), "asking.cart or asking.deal or asking.request",
        new("asks for goods: an open cart, deal or request", "спрашивает товар: открытая корзина, сделка или обращение"),
        (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.IsAsking));

    private static Segment New(SegmentOptions options) => new(
        "new", new("New", "Новый"), Text($"orders.count = 1 and orders.first within {options.NewDays} days"),
        new(
            Text($"exactly one order, placed within {options.NewDays} days"),
            Text($"ровно один заказ, сделан за последние {options.NewDays} дн.")),
        (in Customer customer) => customer.Facts.Orders == 1
            && customer.Since(customer.Facts.FirstOrderAt) <= TimeSpan.FromDays(options.NewDays));

    private static Segment Returning(SegmentOptions options) => new(
        "returning", new("Returning", "Вернувшийся"), Text($"orders.cameBack within {options.ReturningDays} days"),
        new(
            Text($"ordered again within {options.ReturningDays} days, after {options.ReturningSilentDays} days or more without an order"),
            Text($"снова заказал за последние {options.ReturningDays} дн. после {options.ReturningSilentDays} дн. без заказов или больше")),
        (in Customer customer) => customer.Since(customer.Facts.CameBackAt) <= TimeSpan.FromDays(options.ReturningDays));

    private static Segment Lost(SegmentOptions options) => new(
        "lost", new("Lost", "Потерянный"), Text($"orders.last at least {options.LostDays} days ago"),
        new(Text($"bought, but not for {options.LostDays} days"), Text($"покупал, но не заказывал {options.LostDays} дн.")),
        (in Customer customer) => customer.Since(customer.Facts.LastOrderAt) >= TimeSpan.FromDays(options.LostDays));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
