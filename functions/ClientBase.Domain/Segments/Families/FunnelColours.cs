using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>The funnel palette: how far a contact has come. Everybody has exactly one colour.</summary>
public static class FunnelColours
{
    /// <summary>The palette under the thresholds given.</summary>
    public static Palette Of(SegmentOptions options) => new(
        "funnel",
        new("Funnel", "Воронка"),
        [
            .. Silent(options),
            new("red-green", new("red-green", "красно-зелёный"), "offer.refused",
                new("refused the offer", "отказался от предложения"),
                (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.RefusedOffer)),
            new("platinum", new("platinum", "платиновый"), Text($"orders.count >= {options.PlatinumOrders}"),
                new(Text($"{options.PlatinumOrders} or more orders"), Text($"заказов не меньше {options.PlatinumOrders}")),
                (in Customer customer) => customer.Facts.Orders >= options.PlatinumOrders),
            new("gold", new("gold", "золотой"), "orders.count >= 1",
                new("an order", "есть заказ"),
                (in Customer customer) => customer.Facts.Orders >= 1),
            new("green-gold", new("green-gold", "зелёно-золотой"), "asking.cart or asking.deal or asking.request",
                new("asks for goods: an open cart, deal or request", "спрашивает товар: открытая корзина, сделка или обращение"),
                (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.IsAsking)),
            new("yellow", new("yellow", "жёлтый"), "consent.marketing",
                new("agreed to marketing mail", "согласен на рекламную рассылку"),
                (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.AgreedToMarketing)),
            new("green", new("green", "зелёный"), "consent.offers",
                new("agreed to see offers", "согласен смотреть предложения"),
                (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.AgreedToOffers)),
            Grey,
            new("white", new("white", "белый"), "everyone",
                new("nothing known but the contact, or nothing of the above", "известен только контакт, или ничего из названного"),
                (in Customer _) => true),
        ]);

    /// <summary>The grey that both palettes have.</summary>
    internal static Colour Grey { get; } = new("grey", new("grey", "серый"), "company is known and decisionMaker is unknown",
        new("a company without a decision maker", "компания без лица, принимающего решения"),
        (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.IsCompany)
            && !customer.Facts.Profile.Has(ProfileTraits.HasDecisionMaker));

    private static Colour[] Silent(SegmentOptions options) =>
    [
        new("red-platinum", new("red-platinum", "красно-платиновый"),
            Text($"orders.count >= {options.RedPlatinumOrders} and orders.last at least {options.DeadDays} days ago"),
            new(
                Text($"{options.RedPlatinumOrders} or more orders, silent for {options.DeadDays} days"),
                Text($"заказов не меньше {options.RedPlatinumOrders}, молчит {options.DeadDays} дн.")),
            (in Customer customer) => customer.Facts.Orders >= options.RedPlatinumOrders && customer.IsSilentFor(options.DeadDays)),
        new("red-gold", new("red-gold", "красно-золотой"), Text($"orders.count >= 1 and orders.last at least {options.DeadDays} days ago"),
            new(Text($"an order, silent for {options.DeadDays} days"), Text($"есть заказ, молчит {options.DeadDays} дн.")),
            (in Customer customer) => customer.Facts.Orders >= 1 && customer.IsSilentFor(options.DeadDays)),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
