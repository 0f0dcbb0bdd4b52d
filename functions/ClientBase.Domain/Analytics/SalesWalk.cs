namespace ClientBase.Domain.Analytics;

/// <summary>An order in its customer's history.</summary>
/// <param name="Sale">The order.</param>
/// <param name="Customer">Its customer: numbered from 0 as they first order.</param>
/// <param name="Number">Which of the customer's orders it is, from 1.</param>
/// <param name="PreviousAt">When the one before was placed; null for the first.</param>
/// <param name="Currency">Its currency: numbered from 0 as they first occur.</param>
public readonly record struct SalesEntry(Sale Sale, int Customer, int Number, DateTimeOffset? PreviousAt, int Currency);

/// <summary>Figures that are added up order by order, in the order of time, so that no list of orders has to lie in memory.</summary>
public interface ISalesTally
{
    /// <summary>Takes an order in.</summary>
    void Add(in SalesEntry entry);
}

/// <summary>What is known of all orders together.</summary>
/// <param name="Currencies">
/// All currencies paid in, the one of most orders first (ties: the alphabetically first). It is the order of all figures in money.
/// </param>
/// <param name="Places">The number of each of them in <see cref="SalesEntry.Currency"/>.</param>
/// <param name="Customers">How many people have ordered.</param>
/// <param name="AsOf">The instant, UTC.</param>
public sealed record SalesSummary(IReadOnlyList<string> Currencies, IReadOnlyList<int> Places, int Customers, DateTimeOffset AsOf);

/// <summary>Goes through all orders known at an instant, as they were placed: in memory are a few numbers for each customer.</summary>
/// <remarks>
/// It must begin with the first order ever, even for a report on last week: only the earlier orders show who is a new customer.
/// </remarks>
/// <param name="asOf">The instant; orders placed later are left out.</param>
public sealed class SalesWalk(DateTimeOffset asOf)
{
    private readonly CustomerNumbers _customers = new();
    private readonly List<(int Orders, long LastTicks)> _known = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<int> _ordersByCurrency = [];

    /// <summary>What is known so far of all orders.</summary>
    public SalesSummary Summary
    {
        get
        {
            string[] currencies =
            [
                .. _places.OrderByDescending(one => _ordersByCurrency[one.Value]).ThenBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => one.Key),
            ];
            return new SalesSummary(
                currencies, [.. currencies.Select(currency => _places[currency])], _known.Count, asOf.ToUniversalTime());
        }
    }

    /// <summary>Takes in the next order; false for one placed after the instant.</summary>
    /// <exception cref="ArgumentException">It was placed before the last one.</exception>
    public bool TryTake(Sale sale, out SalesEntry entry)
    {
        entry = default;
        if (sale.At > asOf)
        {
            return false;
        }

        var customer = _customers.Of(sale.CustomerId);
        if (customer == _known.Count)
        {
            _known.Add(default);
        }

        if (!_places.TryGetValue(sale.Currency, out var currency))
        {
            _places.Add(sale.Currency, currency = _places.Count);
            _ordersByCurrency.Add(0);
        }

        _ordersByCurrency[currency]++;
        var (orders, last) = _known[customer];
        if (orders > 0 && sale.At.UtcTicks < last)
        {
            throw new ArgumentException("Orders come in the order they were placed.", nameof(sale));
        }

        _known[customer] = (orders + 1, sale.At.UtcTicks);
        entry = new SalesEntry(sale, customer, orders + 1, orders == 0 ? null : new DateTimeOffset(last, TimeSpan.Zero), currency);
        return true;
    }
}
