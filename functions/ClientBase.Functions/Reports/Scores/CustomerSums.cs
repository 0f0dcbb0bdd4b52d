using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Scores;

/// <summary>What some who have ordered brought.</summary>
/// <param name="Customers">How many they are.</param>
/// <param name="Orders">How often they have ordered.</param>
/// <param name="Net">What they brought, net of refunds.</param>
/// <param name="NetSince">The same since an instant.</param>
internal readonly record struct BuyerSums(int Customers, int Orders, decimal Net, decimal NetSince)
{
    public static BuyerSums operator +(BuyerSums one, BuyerSums other) =>
        new(one.Customers + other.Customers, one.Orders + other.Orders, one.Net + other.Net, one.NetSince + other.NetSince);
}

/// <summary>What customers brought, in the currency most of their orders are in: some figures a group, and nobody.</summary>
internal sealed class CustomerSums
{
    private readonly Dictionary<string, BuyerSums> _groups = new(StringComparer.Ordinal);

    private CustomerSums()
    {
    }

    /// <summary>All who have ordered.</summary>
    public BuyerSums Whole { get; private set; }

    /// <summary>Those of a group.</summary>
    public BuyerSums Of(string group) => _groups.GetValueOrDefault(group);

    /// <summary>Reads everybody twice: which currency it is shows only at the end.</summary>
    /// <param name="source">Who is asked about; orders placed later than its instant are left out.</param>
    /// <param name="groups">What the ids of the segments begin with that are the groups.</param>
    /// <param name="since">From when on <see cref="BuyerSums.NetSince"/> counts; null: nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<CustomerSums> ReadAsync(
        ReportSource source, string groups, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var (currency, _) = await SurveyAsync(source, cancellationToken);
        var sums = new CustomerSums();
        await foreach (var contact in BuyersAsync(source, cancellationToken))
        {
            var one = new BuyerSums(
                1,
                contact.Orders.Count(order => order.PlacedAt <= source.AsOf),
                NetOf(contact, currency, source.AsOf),
                since is null ? 0m : NetOf(contact, currency, source.AsOf, since));
            sums.Whole += one;
            if (contact.Segments.FirstOrDefault(segment => segment.StartsWith(groups, StringComparison.Ordinal)) is { } group)
            {
                sums._groups[group] = sums.Of(group) + one;
            }
        }

        return sums;
    }

    /// <summary>What each who has ordered brought, net of refunds, in the currency most orders are in.</summary>
    public static async Task<List<decimal>> NetsAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var (currency, _) = await SurveyAsync(source, cancellationToken);
        return await BuyersAsync(source, cancellationToken).Select(contact => NetOf(contact, currency, source.AsOf))
            .ToListAsync(cancellationToken);
    }

    private static IAsyncEnumerable<ContactFacts> BuyersAsync(ReportSource source, CancellationToken cancellationToken) =>
        source.ContactsAsync(cancellationToken).Where(contact => contact.Orders.Length > 0 && contact.Orders[0].PlacedAt <= source.AsOf);

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
