namespace ClientBase.Domain.Analytics;

/// <summary>All orders known at an instant, in the order they were placed: what reports are made from.</summary>
/// <remarks>
/// It must reach back to the first order ever, even for a report on last week: only the earlier orders show who is a new customer. The
/// order the sales are given in does not matter; those of one instant are ordered by id.
/// </remarks>
public sealed class SalesHistory
{
    private readonly Entry[] _entries;

    private SalesHistory(Entry[] entries, IReadOnlyList<string> currencies, int customers, DateTimeOffset asOf)
    {
        _entries = entries;
        Currencies = currencies;
        Customers = customers;
        AsOf = asOf;
    }

    /// <summary>The instant, UTC; orders placed later are left out.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>
    /// All currencies paid in, the one of most orders first (ties: the alphabetically first). It is the order of all figures in money.
    /// </summary>
    public IReadOnlyList<string> Currencies { get; }

    /// <summary>How many people have ordered.</summary>
    public int Customers { get; }

    internal ReadOnlySpan<Entry> Entries => _entries;

    /// <summary>The history of some sales.</summary>
    /// <param name="sales">All orders that count, each once.</param>
    /// <param name="asOf">The instant; orders placed later are left out.</param>
    public static SalesHistory Of(IEnumerable<Sale> sales, DateTimeOffset asOf)
    {
        var known = sales.Where(sale => sale.At <= asOf).ToArray();
        Array.Sort(known, InTime);
        var customers = new Dictionary<string, int>(StringComparer.Ordinal);
        var last = new List<Entry>();
        var entries = new Entry[known.Length];
        for (var i = 0; i < known.Length; i++)
        {
            if (customers.TryAdd(known[i].CustomerId, customers.Count))
            {
                last.Add(default);
            }

            var customer = customers[known[i].CustomerId];
            entries[i] = new Entry(known[i], customer, last[customer].Number + 1, last[customer].Sale?.At);
            last[customer] = entries[i];
        }

        return new SalesHistory(entries, MainFirst(known), customers.Count, asOf.ToUniversalTime());
    }

    /// <summary>The orders placed in a period.</summary>
    internal ReadOnlySpan<Entry> In(Period period)
    {
        var first = CountBefore(period.From);
        return _entries.AsSpan(first, CountBefore(period.To) - first);
    }

    private static IReadOnlyList<string> MainFirst(Sale[] sales) =>
    [
        .. sales.CountBy(sale => sale.Currency, StringComparer.Ordinal)
            .OrderByDescending(currency => currency.Value).ThenBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => currency.Key),
    ];

    private static int InTime(Sale a, Sale b)
    {
        var order = a.At.CompareTo(b.At);
        return order != 0 ? order : string.CompareOrdinal(a.OrderId, b.OrderId);
    }

    private int CountBefore(DateTimeOffset instant)
    {
        var (low, high) = (0, _entries.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _entries[middle].Sale.At < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>An order in its customer's history.</summary>
    /// <param name="Sale">The order.</param>
    /// <param name="Customer">Its customer, 0 to <see cref="Customers"/>.</param>
    /// <param name="Number">Which of the customer's orders it is, from 1.</param>
    /// <param name="PreviousAt">When the one before was placed.</param>
    internal readonly record struct Entry(Sale Sale, int Customer, int Number, DateTimeOffset? PreviousAt);
}
