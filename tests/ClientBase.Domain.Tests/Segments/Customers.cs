using System.Collections.Immutable;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;

namespace ClientBase.Domain.Tests.Segments;

/// <summary>Builds contacts from how long ago their orders were placed.</summary>
internal static class Customers
{
    public static readonly DateTimeOffset AsOf = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SegmentCatalogue Catalogue = new(new SegmentOptions());

    public static TimeSpan Days(double days) => TimeSpan.FromDays(days);

    public static Contact Contact(string id, TimeSpan seenAgo, params (TimeSpan Ago, decimal Total)[] orders) => new()
    {
        Id = id,
        FirstSeen = new Stamped<string>("form:news", new Stamp(AsOf - seenAgo, "capture-1"), "form:news"),
        Orders = orders
            .Select((order, i) => KeyValuePair.Create($"shop:{i:d4}", Order(order.Ago, order.Total)))
            .ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    public static Contact WithRefund(this Contact contact, int order, decimal amount)
    {
        var id = $"shop:{order:d4}";
        var refunded = contact.Orders[id];
        refunded = refunded with { Refunds = refunded.Refunds.Add("refund-1", new Domain.Orders.Refund(amount)) };
        return contact with { Orders = contact.Orders.SetItem(id, refunded) };
    }

    public static OrderState Order(TimeSpan ago, decimal total, string currency = "RUB", bool counts = true) =>
        OrderState.Unknown with { Version = new OrderVersion(AsOf - ago, total, currency, counts, new Stamp(AsOf - ago, "capture-1")) };

    public static CustomerFacts Facts(Contact contact) => CustomerFacts.Of(contact, AsOf, Catalogue.Options);

    /// <summary>Segments of a contact that is the whole base, or the first of it.</summary>
    public static IReadOnlyList<string> SegmentsOf(Contact contact, params Contact[] others)
    {
        var cuts = BaseCuts.Of([Facts(contact), .. others.Select(Facts)], Catalogue.Options, AsOf);
        return Catalogue.Assign(Facts(contact), cuts, AsOf).SegmentIds;
    }

    /// <summary>The facts of somebody with so many orders, the last so many days ago.</summary>
    public static CustomerFacts Buyer(string id, int recencyDays, int orders, decimal total) => new(
        id, AsOf - Days(recencyDays), orders, 0, total, 0m, AsOf - Days(recencyDays), AsOf - Days(recencyDays));
}
