using System.Collections.Immutable;
using System.Globalization;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Facts;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments.Snapshots;

/// <summary>Contacts as strange as they come: sums of any scale and sign, many currencies, orders at one instant, none at all.</summary>
internal sealed class RandomBase(int seed)
{
    private static readonly string[] Currencies = ["RUB", "EUR", "USD", "JPY", "KWD"];

    private static readonly decimal[] Strange =
    [
        0m, 0.00m, -0.01m, 1m, -250.5m, 999_999_999_999_999m, 0.0000000001m, 1.000000000000m, 123456789.123456789123m,
        -999_999_999_999_999.999m, 1e-20m, 92233720368547758.07m, 92233720368547758.08m,
    ];

    private readonly Random _random = new(seed);

    public List<Contact> Contacts(int count) => [.. Enumerable.Range(0, count).Select(i => Contact($"{i % 16:x2}{i:d24}"))];

    public Contact Contact(string id) => Person(id) with
    {
        Orders = Enumerable.Range(0, OrderCount()).ToImmutableSortedDictionary(i => OrderKey(id, i), _ => Order(), StringComparer.Ordinal),
    };

    public static string OrderKey(string contactId, int number) => $"shop:{contactId}-{number}";

    public OrderState Order()
    {
        var version = new OrderVersion(At(), Sum(), Pick(Currencies), _random.Next(8) > 0, new Stamp(AsOf, "capture"));
        var order = OrderState.Unknown with { Version = version };
        return _random.Next(4) > 0 ? order : order with { Refunds = order.Refunds.Add("r", new Refund(Sum())) };
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public int Next(int limit) => _random.Next(limit);

    /// <summary>The contacts as a snapshot has them, each with some segments.</summary>
    public List<ContactFacts> Facts(IEnumerable<Contact> contacts) =>
        [.. contacts.OrderBy(contact => contact.Id, StringComparer.Ordinal).Select(contact => Given(ContactFacts.Of(contact)))];

    /// <summary>All there is to know of one, as a line.</summary>
    public static string Line(ContactFacts one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Id} {one.FirstSeenAt:O} {one.Profile} {one.Rfm} {string.Join(' ', [.. one.Segments, .. one.Orders.Select(Line)])}");

    private static string Line(OrderFact order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.Key}@{order.PlacedAt:O} {order.Total} -{order.Refunded:0.############################} {order.Currency}");

    private ContactFacts Given(ContactFacts facts)
    {
        facts.Segments = [.. Catalogue.All.Select(segment => segment.Id).Order(StringComparer.Ordinal).Where(_ => _random.Next(6) == 0)];
        facts.Rfm = facts.Orders.Length == 0 ? null : $"{_random.Next(1, 6)}{_random.Next(1, 6)}{_random.Next(1, 6)}";
        return facts;
    }

    private Contact Person(string id) => new()
    {
        Id = id,
        FirstSeen = _random.Next(10) == 0 ? null : new Stamped<string>("form", new Stamp(At(), "capture"), "form"),
        Fields = _random.Next(3) == 0
            ? ImmutableSortedDictionary<string, Stamped<string>>.Empty
            : ImmutableSortedDictionary<string, Stamped<string>>.Empty.Add(
                ContactFields.BirthDate,
                new Stamped<string>($"19{_random.Next(40, 99)}-03-0{_random.Next(1, 9)}", new Stamp(AsOf, "capture"), "form")),
        Consents = _random.Next(2) == 0
            ? ImmutableDictionary<ConsentSubject, ConsentStatement>.Empty
            : ImmutableDictionary<ConsentSubject, ConsentStatement>.Empty.Add(
                new ConsentSubject(ConsentPurpose.Marketing, "email", ""),
                new ConsentStatement(_random.Next(2) == 0, null, null, new Stamp(AsOf, "capture"), "form")),
    };

    private int OrderCount() => _random.Next(6) switch
    {
        0 => 0,
        1 => _random.Next(20, 60),
        _ => _random.Next(1, 5),
    };

    // Some to the millisecond, many at the same midnight, a few in the future and before 1970.
    private DateTimeOffset At() => _random.Next(5) switch
    {
        0 => AsOf.AddMilliseconds(-_random.NextInt64(100_000_000_000)),
        1 => new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(_random.Next(20_000)),
        _ => AsOf.AddDays(1 - _random.Next(4)),
    };

    private decimal Sum() => _random.Next(3) == 0 ? Pick(Strange) : _random.Next(1_000_000) / 100m;
}
