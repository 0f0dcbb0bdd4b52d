namespace ClientBase.Domain.Analytics;

/// <summary>Orders known at an instant that lie in memory, in the order they were placed: of a small base.</summary>
/// <remarks>
/// What is too large is gone through by a <see cref="SalesWalk"/> instead. The order the sales are given in does not matter; those of one
/// instant are ordered by id.
/// </remarks>
public sealed class SalesHistory
{
    private readonly SalesEntry[] _entries;

    private SalesHistory(SalesEntry[] entries, SalesSummary summary) => (_entries, Summary) = (entries, summary);

    /// <summary>What is known of all of them.</summary>
    public SalesSummary Summary { get; }

    /// <summary>The instant, UTC; orders placed later are left out.</summary>
    public DateTimeOffset AsOf => Summary.AsOf;

    /// <summary>All currencies paid in, the one of most orders first.</summary>
    public IReadOnlyList<string> Currencies => Summary.Currencies;

    /// <summary>How many people have ordered.</summary>
    public int Customers => Summary.Customers;

    internal ReadOnlySpan<SalesEntry> Entries => _entries;

    /// <summary>The history of some sales.</summary>
    /// <param name="sales">All orders that count, each once.</param>
    /// <param name="asOf">The instant; orders placed later are left out.</param>
    public static SalesHistory Of(IEnumerable<Sale> sales, DateTimeOffset asOf)
    {
        var known = sales.Where(sale => sale.At <= asOf).ToArray();
        Array.Sort(known, InTime);
        var (walk, entries) = (new SalesWalk(asOf), new SalesEntry[known.Length]);
        for (var i = 0; i < known.Length; i++)
        {
            walk.TryTake(known[i], out entries[i]);
        }

        return new SalesHistory(entries, walk.Summary);
    }

    /// <summary>Gives each order to a tally; returns it.</summary>
    internal T Into<T>(T tally)
        where T : ISalesTally
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            tally.Add(entry);
        }

        return tally;
    }

    private static int InTime(Sale a, Sale b)
    {
        var order = a.At.CompareTo(b.At);
        return order != 0 ? order : string.CompareOrdinal(a.OrderId, b.OrderId);
    }
}
