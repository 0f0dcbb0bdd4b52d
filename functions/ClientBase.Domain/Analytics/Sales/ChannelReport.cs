namespace ClientBase.Domain.Analytics.Sales;

/// <summary>Where a contact came from.</summary>
/// <param name="ContactId">The contact; each is given once.</param>
/// <param name="AddedAt">When it came into the base.</param>
/// <param name="Channel">Its source, such as <c>utm_source / utm_campaign</c>; null or blank when not known.</param>
public sealed record ContactSource(string ContactId, DateTimeOffset AddedAt, string? Channel);

/// <summary>What was spent on a channel in the period of a report.</summary>
/// <param name="Channel">As in <see cref="ContactSource.Channel"/>.</param>
/// <param name="Cost">How much; several costs of one channel and currency add up.</param>
public sealed record ChannelCost(string Channel, Money Cost);

/// <summary>What a channel brought and cost, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Net">Revenue of its contacts, less refunds.</param>
/// <param name="Cost">What it cost; null when no cost in this currency is known.</param>
/// <param name="CostPerContact">Cost / contacts, in cents; null without either.</param>
/// <param name="CostPerFirstOrder">Cost / first orders, in cents; null without either.</param>
/// <param name="Roi">(Net - cost) / cost, of revenue, not of profit: the cost of the goods is not known here. Null without a cost.</param>
public sealed record ChannelMoney(
    string Currency, decimal Net, decimal? Cost, decimal? CostPerContact, decimal? CostPerFirstOrder, decimal? Roi);

/// <summary>A channel.</summary>
/// <param name="Channel">Its name; empty for contacts of unknown source.</param>
/// <param name="Contacts">Contacts it brought in the period.</param>
/// <param name="FirstOrders">Those of them who have ordered since.</param>
/// <param name="Orders">All their orders.</param>
/// <param name="Money">By currency: those of the history, then those in which there are only costs.</param>
public sealed record ChannelRow(string Channel, int Contacts, int FirstOrders, int Orders, IReadOnlyList<ChannelMoney> Money);

/// <summary>Channels by what the contacts they brought in a period have ordered since, up to the history's instant.</summary>
/// <param name="Rows">By net revenue in the main currency, the largest first; then by contacts, then by name.</param>
public sealed record ChannelReport(IReadOnlyList<ChannelRow> Rows)
{
    /// <summary>The report on contacts added in a period.</summary>
    /// <exception cref="ArgumentException">A contact is given twice.</exception>
    public static ChannelReport Of(SalesHistory history, IEnumerable<ContactSource> contacts, IEnumerable<ChannelCost> costs, Period period)
    {
        var channelOf = contacts.Where(contact => period.Has(contact.AddedAt))
            .ToDictionary(contact => contact.ContactId, contact => Name(contact.Channel), StringComparer.Ordinal);
        var brought = channelOf.Values.CountBy(channel => channel, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var spent = costs.ToLookup(cost => Name(cost.Channel), cost => cost.Cost, StringComparer.Ordinal);
        var sales = new Dictionary<string, List<SalesHistory.Entry>>(StringComparer.Ordinal);
        foreach (ref readonly var entry in history.Entries)
        {
            if (channelOf.TryGetValue(entry.Sale.CustomerId, out var channel))
            {
                (sales.TryGetValue(channel, out var list) ? list : sales[channel] = []).Add(entry);
            }
        }

        return new ChannelReport(
        [
            .. brought.Keys.Union(spent.Select(cost => cost.Key), StringComparer.Ordinal)
                .Select(channel => Row(
                    channel,
                    brought.GetValueOrDefault(channel),
                    sales.GetValueOrDefault(channel, []),
                    [.. spent[channel]],
                    history.Currencies))
                .OrderByDescending(row => history.Currencies.Count == 0 ? 0m : row.Money[0].Net)
                .ThenByDescending(row => row.Contacts).ThenBy(row => row.Channel, StringComparer.Ordinal),
        ]);
    }

    private static ChannelRow Row(
        string channel, int contacts, List<SalesHistory.Entry> entries, List<Money> costs, IReadOnlyList<string> currencies)
    {
        var customers = entries.Select(entry => entry.Customer).Distinct().Count();
        var onlyCosts = costs.Select(cost => cost.Currency).Except(currencies, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new ChannelRow(channel, contacts, customers, entries.Count, [.. currencies.Concat(onlyCosts).Select(currency =>
        {
            var net = entries.Where(entry => entry.Sale.Currency == currency).Sum(entry => entry.Sale.Net);
            var known = costs.Where(one => one.Currency == currency).ToList();
            decimal? cost = known.Count == 0 ? null : known.Sum(one => one.Amount);
            return new ChannelMoney(
                currency,
                net,
                cost,
                cost is { } ofContacts ? Rounding.Each(ofContacts, contacts) : null,
                cost is { } ofCustomers ? Rounding.Each(ofCustomers, customers) : null,
                cost is { } spent ? Rounding.Change(spent, net) : null);
        })]);
    }

    private static string Name(string? channel) => channel?.Trim() ?? "";
}
