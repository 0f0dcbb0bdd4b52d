namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>A contact with what it bought.</summary>
/// <param name="Profile">What is known of it.</param>
/// <param name="Bought">What its orders come to.</param>
public sealed record BaseMember(Profile Profile, Bought Bought)
{
    /// <summary>Everybody in the base. People who ordered but have no profile are in it too, with nothing known.</summary>
    /// <exception cref="ArgumentException">A contact is given twice.</exception>
    public static IReadOnlyList<BaseMember> All(IEnumerable<Profile> profiles, SalesHistory history)
    {
        var known = profiles.ToList();
        var ids = known.Select(profile => profile.ContactId).ToHashSet(StringComparer.Ordinal);
        foreach (ref readonly var entry in history.Entries)
        {
            if (ids.Add(entry.Sale.CustomerId))
            {
                known.Add(new Profile(entry.Sale.CustomerId));
            }
        }

        return history.Into(new BoughtTally(known, new Period(DateTimeOffset.MinValue, DateTimeOffset.MaxValue))).Members;
    }
}

/// <summary>What the orders of one contact come to: some numbers, however many orders there are.</summary>
public sealed class Bought
{
    private (string Currency, int Orders, decimal Net) _usual;
    private List<(string Currency, int Orders, decimal Net)>? _others;

    /// <summary>How many orders.</summary>
    public int Orders { get; private set; }

    /// <summary>When the last was placed.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Their sum net of refunds in a currency.</summary>
    public decimal NetIn(string currency) => SumsIn(currency).Net;

    /// <summary>The average order in a currency; null for who never paid in it.</summary>
    public decimal? AverageIn(string currency) => SumsIn(currency) is { Orders: > 0 } sums ? sums.Net / sums.Orders : null;

    internal void Add(Sale sale, string currency)
    {
        (Orders, LastAt) = (Orders + 1, sale.At);
        if (_usual.Orders == 0 || _usual.Currency == currency)
        {
            _usual = (currency, _usual.Orders + 1, _usual.Net + sale.Net);
            return;
        }

        var sums = SumsIn(currency);
        _others = [.. (_others ?? []).Where(one => one.Currency != currency), (currency, sums.Orders + 1, sums.Net + sale.Net)];
    }

    private (string Currency, int Orders, decimal Net) SumsIn(string currency) => _usual.Orders > 0 && _usual.Currency == currency
        ? _usual
        : _others?.Find(one => one.Currency == currency) ?? default;
}

/// <summary>Adds up what people bought in a period, order by order.</summary>
public sealed class BoughtTally : ISalesTally
{
    private readonly Dictionary<string, BaseMember> _byId;
    private readonly Dictionary<string, (string Name, int Orders)> _currencies = new(StringComparer.Ordinal);
    private readonly Period _period;

    /// <summary>A tally of some people.</summary>
    /// <param name="profiles">Them; orders of others are passed over.</param>
    /// <param name="period">The period.</param>
    /// <exception cref="ArgumentException">A contact is given twice.</exception>
    public BoughtTally(IEnumerable<Profile> profiles, Period period)
    {
        Members = [.. profiles.Select(profile => new BaseMember(profile, new Bought()))];
        _byId = Members.ToDictionary(member => member.Profile.ContactId, StringComparer.Ordinal);
        _period = period;
    }

    /// <summary>The people.</summary>
    public IReadOnlyList<BaseMember> Members { get; }

    /// <summary>The currencies they paid in, the one of most orders first.</summary>
    public IReadOnlyList<string> Currencies =>
    [
        .. _currencies.Values.OrderByDescending(one => one.Orders).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Name),
    ];

    /// <inheritdoc/>
    public void Add(in SalesEntry entry) => Add(entry.Sale);

    /// <summary>Takes an order in; of one person they come in the order they were placed.</summary>
    public void Add(Sale sale)
    {
        if (_period.Has(sale.At) && _byId.TryGetValue(sale.CustomerId, out var member))
        {
            // The name of a currency is kept once.
            var (name, orders) = _currencies.TryGetValue(sale.Currency, out var known) ? known : (sale.Currency, 0);
            _currencies[name] = (name, orders + 1);
            member.Bought.Add(sale, name);
        }
    }
}
