using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Segments.Facts;

/// <summary>One contact of a snapshot: what its segments are decided by, and the segments it was given last.</summary>
public sealed class ContactFacts
{
    private static readonly OrderFact[] None = [];

    /// <summary>The contact.</summary>
    public required string Id { get; init; }

    /// <summary>When the contact came into the base, if known.</summary>
    public DateTimeOffset? FirstSeenAt { get; set; }

    /// <summary>What is known apart from the orders.</summary>
    public ProfileFacts Profile { get; set; }

    /// <summary>The orders that count, the earliest first.</summary>
    public OrderFact[] Orders { get; private set; } = None;

    /// <summary>Ids of the segments it is in, in ordinal order.</summary>
    public IReadOnlyList<string> Segments { get; set; } = [];

    /// <summary>R, F and M digit; null for who never bought.</summary>
    public string? Rfm { get; set; }

    /// <summary>The top shares that rules ask for and it is in, in ordinal order.</summary>
    public IReadOnlyList<string> Tops { get; set; } = [];

    /// <summary>The minute in which, by time alone, the marketer's rules may come to another answer; null: never.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>The facts of a contact read whole, without segments and without what lies beside the card: an open request.</summary>
    public static ContactFacts Of(Contact contact)
    {
        var facts = new ContactFacts
        {
            Id = contact.Id,
            FirstSeenAt = contact.FirstSeen?.Said.At,
            Profile = ProfileFacts.Of(contact),
        };
        facts.SetOrders(contact.Orders.Select(order => OrderFact.Of(order.Key, order.Value)).OfType<OrderFact>());
        return facts;
    }

    /// <summary>Takes the orders in any order.</summary>
    public void SetOrders(IEnumerable<OrderFact> orders)
    {
        Orders = [.. orders];
        Array.Sort(Orders, (a, b) => (a.PlacedAt, a.Key).CompareTo((b.PlacedAt, b.Key)));
    }

    /// <summary>
    /// Takes orders that lie as <see cref="SetOrders"/> sorts them. Read without their keys they could not be sorted again.
    /// </summary>
    internal void SetSorted(OrderFact[] orders) => Orders = orders;

    /// <summary>Puts an order in the place of its earlier version; without a fact it no longer counts.</summary>
    public void Replace(ulong key, OrderFact? fact) =>
        SetOrders(fact is { } order ? Orders.Where(known => known.Key != key).Append(order) : Orders.Where(known => known.Key != key));

    /// <summary>The figures at an instant.</summary>
    public CustomerFacts At(DateTimeOffset asOf, SegmentOptions options) =>
        CustomerFacts.Of(Id, FirstSeenAt, Orders, Profile, asOf, options);
}
