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
    public static ChannelReport Of(
        SalesHistory history, IEnumerable<ContactSource> contacts, IEnumerable<ChannelCost> costs, Period period) =>
        history.Into(new ChannelTally(contacts, period)).Report(history.Summary, costs);
}

/// <summary>Makes a <see cref="ChannelReport"/> order by order.</summary>
public sealed class ChannelTally : ISalesTally
{
    private readonly CustomerNumbers _people = new();
    private readonly List<string> _channelOf = []; // Of each person, each name once in memory.
    private readonly Dictionary<string, int> _brought = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> _sales = new(StringComparer.Ordinal);

    /// <summary>The report on contacts added in a period.</summary>
    /// <exception cref="ArgumentException">A contact is given twice.</exception>
    public ChannelTally(IEnumerable<ContactSource> contacts, Period period)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var contact in contacts.Where(contact => period.Has(contact.AddedAt)))
        {
            if (_people.Of(contact.ContactId) < _channelOf.Count)
            {
                throw new ArgumentException("A contact is given twice.", nameof(contacts));
            }

            var channel = Name(contact.Channel);
            channel = names.TryGetValue(channel, out var known) ? known : names[channel] = channel;
            _channelOf.Add(channel);
            _brought[channel] = _brought.GetValueOrDefault(channel) + 1;
        }
    }

    /// <inheritdoc/>
    public void Add(in SalesEntry entry)
    {
        if (_people.Find(entry.Sale.CustomerId) is { } number)
        {
            var channel = _channelOf[number];
            (_sales.TryGetValue(channel, out var tally) ? tally : _sales[channel] = new Tally()).Add(entry);
        }
    }

    /// <summary>The report on what was taken in.</summary>
    public ChannelReport Report(SalesSummary summary, IEnumerable<ChannelCost> costs)
    {
        var spent = costs.ToLookup(cost => Name(cost.Channel), cost => cost.Cost, StringComparer.Ordinal);
        return new ChannelReport(
        [
            .. _brought.Keys.Union(spent.Select(cost => cost.Key), StringComparer.Ordinal)
                .Select(channel => Row(
                    channel,
                    _brought.GetValueOrDefault(channel),
                    _sales.GetValueOrDefault(channel) ?? new Tally(),
                    [.. spent[channel]],
                    summary))
                .OrderByDescending(row => summary.Currencies.Count == 0 ? 0m : row.Money[0].Net)
                .ThenByDescending(row => row.Contacts).ThenBy(row => row.Channel, StringComparer.Ordinal),
        ]);
    }

    private static ChannelRow Row(string channel, int contacts, Tally sales, List<Money> costs, SalesSummary summary)
    {
        var customers = sales.Customers;
        var nets = summary.Currencies.Zip(summary.Places, (currency, place) => (Currency: currency, Net: sales.NetOf(place)));
        var onlyCosts = costs.Select(cost => cost.Currency).Except(summary.Currencies, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(currency => (Currency: currency, Net: 0m));
        return new ChannelRow(channel, contacts, customers, sales.Orders, [.. nets.Concat(onlyCosts).Select(money =>
        {
            var known = costs.Where(one => one.Currency == money.Currency).ToList();
            decimal? cost = known.Count == 0 ? null : known.Sum(one => one.Amount);
            return new ChannelMoney(
                money.Currency,
                money.Net,
                cost,
                cost is { } ofContacts ? Rounding.Each(ofContacts, contacts) : null,
                cost is { } ofCustomers ? Rounding.Each(ofCustomers, customers) : null,
                cost is { } spent ? Rounding.Change(spent, money.Net) : null);
        })]);
    }

    private static string Name(string? channel) => channel?.Trim() ?? "";

    private sealed class Tally
    {
        private readonly Dictionary<int, decimal> _nets = [];

        public int Customers { get; private set; }

        public int Orders { get; private set; }

        public void Add(in SalesEntry entry)
        {
            Orders++;
            Customers += entry.Number == 1 ? 1 : 0; // All they ever ordered comes by.
            _nets[entry.Currency] = NetOf(entry.Currency) + entry.Sale.Net;
        }

        public decimal NetOf(int currency) => _nets.GetValueOrDefault(currency);
    }
}
