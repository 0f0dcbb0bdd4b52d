using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Scores;

/// <summary>What somebody who has ordered brought.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Group">The group of a report they belong to; null: none.</param>
/// <param name="Orders">How often they have ordered.</param>
/// <param name="Net">What they brought, net of refunds.</param>
/// <param name="NetSince">The same since an instant.</param>
internal readonly record struct BuyerSums(string Id, string? Group, int Orders, decimal Net, decimal NetSince);

/// <summary>What customers brought, in the currency most of their orders are in: some figures a buyer, and no orders.</summary>
internal sealed class CustomerSums
{
    private CustomerSums(string? currency, IReadOnlyList<BuyerSums> buyers) => (Currency, Buyers) = (currency, buyers);

    /// <summary>The currency; null without orders.</summary>
    public string? Currency { get; }

    /// <summary>Those who have ordered.</summary>
    public IReadOnlyList<BuyerSums> Buyers { get; }

    /// <summary>Reads everybody twice: which currency it is shows only at the end.</summary>
    /// <param name="source">Who is asked about; orders placed later than its instant are left out.</param>
    /// <param name="groupOf">The group of somebody by their segments; null: none is wanted.</param>
    /// <param name="since">From when on <see cref="BuyerSums.NetSince"/> counts; null: nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<CustomerSums> ReadAsync(
        ReportSource source, Func<IReadOnlyList<string>, string?>? groupOf, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var (currency, _) = await SurveyAsync(source, cancellationToken);
        var buyers = new List<BuyerSums>();
        await foreach (var contact in source.ContactsAsync(cancellationToken))
        {
            if (contact.Orders.Length > 0 && contact.Orders[0].PlacedAt <= source.AsOf)
            {
                buyers.Add(new BuyerSums(
                    contact.Id,
                    groupOf?.Invoke(contact.Segments),
                    contact.Orders.Count(order => order.PlacedAt <= source.AsOf),
                    NetOf(contact, currency, source.AsOf),
                    since is null ? 0m : NetOf(contact, currency, source.AsOf, since)));
            }
        }

        return new CustomerSums(currency, buyers);
    }

    /// <summary>The currency most orders are in, null without any; and when the first contact came, null where nobody knows.</summary>
    public static async Task<(string? Currency, DateTimeOffset? FirstSeenAt)> SurveyAsync(
        ReportSource source, CancellationToken cancellationToken)
    {
        var (counts, first) = (new Dictionary<string, int>(StringComparer.Ordinal), default(DateTimeOffset?));
        await foreach (var contact in source.ContactsAsync(cancellationToken))
        {
            first = contact.FirstSeenAt < first || first is null ? contact.FirstSeenAt ?? first : first;
            foreach (var order in contact.Orders.Where(order => order.PlacedAt <= source.AsOf))
            {
                counts[order.Currency] = counts.GetValueOrDefault(order.Currency) + 1;
            }
        }

        var ranked = counts.OrderByDescending(currency => currency.Value).ThenBy(currency => currency.Key, StringComparer.Ordinal);
        return (ranked.Select(currency => currency.Key).FirstOrDefault(), first);
    }

    /// <summary>What somebody brought, net of refunds.</summary>
    /// <param name="contact">Who.</param>
    /// <param name="currency">By orders in it.</param>
    /// <param name="asOf">Without later orders.</param>
    /// <param name="after">Only by orders after this; null: by all.</param>
    public static decimal NetOf(ContactFacts contact, string? currency, DateTimeOffset asOf, DateTimeOffset? after = null) => contact.Orders
        .Where(order => order.PlacedAt <= asOf && order.Currency == currency && (after is null || order.PlacedAt > after))
        .Sum(order => order.Net);

    /// <summary>A part of a whole, of one; null when the whole is nothing.</summary>
    public static decimal? Share(decimal part, decimal whole) =>
        whole == 0m ? null : Math.Round(part / whole, 4, MidpointRounding.AwayFromZero);

    /// <summary>An amount by a count, in cents.</summary>
    public static decimal? Each(decimal amount, int count) =>
        count == 0 ? null : Math.Round(amount / count, 2, MidpointRounding.AwayFromZero);
}
