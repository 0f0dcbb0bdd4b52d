using System.Runtime.InteropServices;

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
        var known = profiles.ToDictionary(profile => profile.ContactId, StringComparer.Ordinal);
        var bought = history.Into(new BoughtTally(new Period(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)));
        foreach (ref readonly var entry in history.Entries)
        {
            known.TryAdd(entry.Sale.CustomerId, new Profile(entry.Sale.CustomerId));
        }

        return [.. known.Values.Select(profile => new BaseMember(profile, bought.Of(profile.ContactId)))];
    }
}

/// <summary>What the orders of one contact come to: some numbers, however many orders there are.</summary>
public struct Bought
{
    private (string Currency, int Orders, decimal Net) _usual;
    private List<(string Currency, int Orders, decimal Net)>? _others;
    private long _lastTicks;

    /// <summary>How many orders.</summary>
    public int Orders { get; private set; }

    /// <summary>When the last was placed, UTC.</summary>
    public readonly DateTimeOffset LastAt => new(_lastTicks, TimeSpan.Zero);

    /// <summary>Their sum net of refunds in a currency.</summary>
    public readonly decimal NetIn(string currency) => SumsIn(currency).Net;

    /// <summary>The average order in a currency; null for who never paid in it.</summary>
    public readonly decimal? AverageIn(string currency) => SumsIn(currency) is { Orders: > 0 } sums ? sums.Net / sums.Orders : null;

    internal void Add(Sale sale, string currency)
    {
        (Orders, _lastTicks) = (Orders + 1, sale.At.UtcTicks);
        if (_usual.Orders == 0 || _usual.Currency == currency)
        {
            _usual = (currency, _usual.Orders + 1, _usual.Net + sale.Net);
            return;
        }

        var sums = SumsIn(currency);
        _others = [.. (_others ?? []).Where(one => one.Currency != currency), (currency, sums.Orders + 1, sums.Net + sale.Net)];
    }

    private readonly (string Currency, int Orders, decimal Net) SumsIn(string currency) =>
        _usual.Orders > 0 && _usual.Currency == currency
            ? _usual
            : _others?.Find(one => one.Currency == currency) ?? default;
}

/// <summary>Adds up what each customer bought in a period, order by order.</summary>
/// <param name="period">The period.</param>
public sealed class BoughtTally(Period period) : ISalesTally
{
    private readonly CustomerNumbers _numbers = new();
    private readonly List<Bought> _bought = [];
    private readonly Dictionary<string, (string Name, int Orders)> _currencies = new(StringComparer.Ordinal);

    /// <summary>The currencies they paid in, the one of most orders first.</summary>
    public IReadOnlyList<string> Currencies =>
    [
        .. _currencies.Values.OrderByDescending(one => one.Orders).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Name),
    ];

    /// <summary>What somebody bought; nothing of who did not.</summary>
    public Bought Of(string contactId) => _numbers.Find(contactId) is { } number ? _bought[number] : default;

    /// <inheritdoc/>
    public void Add(in SalesEntry entry) => Add(entry.Sale);

    /// <summary>Takes an order in; of one person they come in the order they were placed.</summary>
    public void Add(Sale sale)
    {
        if (!period.Has(sale.At))
        {
            return;
        }

        var number = _numbers.Of(sale.CustomerId);
        if (number == _bought.Count)
        {
            _bought.Add(default);
        }

        // The name of a currency is kept once.
        var (name, orders) = _currencies.TryGetValue(sale.Currency, out var known) ? known : (sale.Currency, 0);
        _currencies[name] = (name, orders + 1);
        CollectionsMarshal.AsSpan(_bought)[number].Add(sale, name);
    }
}
