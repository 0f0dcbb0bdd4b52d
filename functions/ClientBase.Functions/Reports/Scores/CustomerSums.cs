using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Functions.Reports.Scores;

/// <summary>What customers brought, in the currency most of their orders are in.</summary>
/// <param name="contacts">Everybody who is asked about.</param>
/// <param name="asOf">Orders placed later are left out.</param>
internal sealed class CustomerSums(IReadOnlyList<ContactFacts> contacts, DateTimeOffset asOf)
{
    /// <summary>The currency; null without orders.</summary>
    public string? Currency { get; } = contacts.SelectMany(contact => contact.Orders).Where(order => order.PlacedAt <= asOf)
        .CountBy(order => order.Currency, StringComparer.Ordinal)
        .OrderByDescending(currency => currency.Value).ThenBy(currency => currency.Key, StringComparer.Ordinal)
        .Select(currency => currency.Key).FirstOrDefault();

    /// <summary>Those who have ordered.</summary>
    public IReadOnlyList<ContactFacts> Buyers { get; } =
        [.. contacts.Where(contact => contact.Orders.Any(order => order.PlacedAt <= asOf))];

    /// <summary>How often somebody has ordered.</summary>
    public int OrdersOf(ContactFacts contact) => contact.Orders.Count(order => order.PlacedAt <= asOf);

    /// <summary>What somebody brought, net of refunds.</summary>
    /// <param name="contact">Who.</param>
    /// <param name="after">Only by orders after this; null: by all.</param>
    public decimal NetOf(ContactFacts contact, DateTimeOffset? after = null) => contact.Orders
        .Where(order => order.PlacedAt <= asOf && order.Currency == Currency && (after is null || order.PlacedAt > after))
        .Sum(order => order.Net);

    /// <summary>A part of a whole, of one; null when the whole is nothing.</summary>
    public static decimal? Share(decimal part, decimal whole) =>
        whole == 0m ? null : Math.Round(part / whole, 4, MidpointRounding.AwayFromZero);

    /// <summary>An amount by a count, in cents.</summary>
    public static decimal? Each(decimal amount, int count) =>
        count == 0 ? null : Math.Round(amount / count, 2, MidpointRounding.AwayFromZero);
}
