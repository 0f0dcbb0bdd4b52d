using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>The loyalty palette: how close a contact is. A known contact who bought a little lately has none of its colours.</summary>
public static class LoyaltyColours
{
    /// <summary>The palette under the thresholds given.</summary>
    public static Palette Of(SegmentOptions options) => new(
        "loyalty",
        new("Loyalty", "Лояльность"),
        [
            new("red", new("red", "красный"),
                Text($"orders.last older than {options.DeadDays} days")
                    + Text($" or (orders.count = 0 and firstSeen older than {options.DeadDays} days)"),
                new(Text($"no order for over {options.DeadDays} days"), Text($"нет заказов больше {options.DeadDays} дн.")),
                (in Customer customer) =>
                    customer.Since(customer.Facts.Orders > 0 ? customer.Facts.LastOrderAt : customer.Facts.FirstSeenAt)
                        > TimeSpan.FromDays(options.DeadDays)),
            new("crimson", new("crimson", "багровый"), "unsubscribed and offer.refused",
                new("unsubscribed and refused the offer", "отписался и отказался от предложения"),
                (in Customer customer) => customer.Facts.Profile.Has(ProfileTraits.Unsubscribed | ProfileTraits.RefusedOffer)),
            new("green", new("green", "зелёный"), Text($"orders.count > {options.RegularOverOrders}"),
                new(Text($"more than {options.RegularOverOrders} orders"), Text($"больше {options.RegularOverOrders} заказов")),
                (in Customer customer) => customer.Facts.Orders > options.RegularOverOrders),
            FunnelColours.Grey,
            new("white", new("white", "белый"), "orders.count = 0 and profile.empty",
                new("nothing known but the contact", "известен только контакт"),
                (in Customer customer) => customer.Facts.Orders == 0 && !customer.Facts.Profile.Has(ProfileTraits.IsKnown)),
        ]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
