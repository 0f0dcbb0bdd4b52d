namespace ClientBase.Domain.Segments.Ranking;

/// <summary>What a whole base is ranked by, column by column: some 100 bytes a contact, and each contact is seen once.</summary>
public sealed class BaseColumns
{
    private readonly IdColumn _ids = new();
    private readonly Column<decimal> _profits = new();
    private readonly Column<decimal> _revenues = new();
    private readonly Column<int> _buyers = new(); // Their numbers among all.
    private readonly Column<int> _recency = new();
    private readonly Column<int> _orders = new();
    private readonly Column<decimal> _totals = new();
    private readonly Column<decimal> _checks = new();

    /// <summary>How many contacts there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Adds a contact; contacts come in the ordinal order of their ids.</summary>
    public void Add(in CustomerFacts facts, DateTimeOffset asOf)
    {
        if (facts.Orders > 0)
        {
            _buyers.Add(_ids.Count);
            _recency.Add(facts.RecencyDays(asOf));
            _orders.Add(facts.Orders);
            _totals.Add(facts.Total);
            _checks.Add(facts.AverageCheck ?? 0m);
        }

        _ids.Add(facts.ContactId);
        _profits.Add(facts.Profit);
        _revenues.Add(facts.PeriodRevenue);
    }

    /// <summary>Where the base is cut.</summary>
    public BaseCuts Cuts(SegmentOptions options)
    {
        var buyers = new BuyerColumns<decimal>(_recency.Values, _orders.Values, _totals.Values, _buyers.Count);
        var everybody = new EverybodyColumns<decimal>(_profits.Values, _revenues.Values, _ids.Count);
        var finder = new CutFinder<decimal>(options, value => value);
        var cuts = finder.Find(buyers, buyer => _ids[_buyers.Values[buyer]], everybody, person => _ids[person]);
        using var checks = new RankedColumn<decimal>(_checks.Values, _checks.Count);
        return cuts with { Checks = Quintiles.Cuts(checks.Count, rank => checks.Sorted[rank], BaseCuts.CheckBands) };
    }

    // A list that is ranked as it lies, without a copy.
    private sealed class Column<T>
    {
        private const int AtFirst = 1_024;

        public T[] Values { get; private set; } = [];

        public int Count { get; private set; }

        public void Add(T value)
        {
            if (Count == Values.Length)
            {
                var values = Values;
                Array.Resize(ref values, Math.Max(AtFirst, Count * 2));
                Values = values;
            }

            Values[Count++] = value;
        }
    }
}
