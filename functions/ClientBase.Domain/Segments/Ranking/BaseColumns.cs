namespace ClientBase.Domain.Segments.Ranking;

/// <summary>What a whole base is ranked by, column by column: some 100 bytes a contact, and each contact is seen once.</summary>
public sealed class BaseColumns
{
    private readonly List<string> _ids = [];
    private readonly List<decimal> _profits = [];
    private readonly List<decimal> _revenues = [];
    private readonly List<int> _buyers = []; // Their numbers among all.
    private readonly List<int> _recency = [];
    private readonly List<int> _orders = [];
    private readonly List<decimal> _totals = [];

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
        }

        _ids.Add(facts.ContactId);
        _profits.Add(facts.Profit);
        _revenues.Add(facts.PeriodRevenue);
    }

    /// <summary>Where the base is cut.</summary>
    public BaseCuts Cuts(SegmentOptions options)
    {
        var buyers = new BuyerColumns<decimal>([.. _recency], [.. _orders], [.. _totals], _buyers.Count);
        var everybody = new EverybodyColumns<decimal>([.. _profits], [.. _revenues], _ids.Count);
        return new CutFinder<decimal>(options, value => value)
            .Find(buyers, buyer => _ids[_buyers[buyer]], everybody, person => _ids[person]);
    }
}
