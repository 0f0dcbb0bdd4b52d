namespace ClientBase.Domain.Segments;

/// <summary>Where the whole base is cut: what a contact's relative segments are decided by, beside its own facts.</summary>
/// <param name="Recency">Quintile cuts of the whole days since the last order.</param>
/// <param name="Frequency">Quintile cuts of the rank by number of orders: the last contact below each.</param>
/// <param name="Monetary">Quintile cuts of the totals.</param>
/// <param name="Top">The last of the top share by total; null when nobody is in it.</param>
/// <remarks>Over those with an order; without any, the lists are empty. The order the facts come in does not matter.</remarks>
public sealed record BaseCuts(
    IReadOnlyList<decimal> Recency, IReadOnlyList<RankedValue> Frequency, IReadOnlyList<decimal> Monetary, RankedValue? Top)
{
    /// <summary>The cuts of a base at an instant.</summary>
    public static BaseCuts Of(IEnumerable<CustomerFacts> everybody, SegmentOptions options, DateTimeOffset asOf)
    {
        var customers = everybody.Where(facts => facts.Orders > 0).ToList();
        var byFrequency = customers.Select(facts => new RankedValue(facts.Orders, facts.ContactId)).ToArray();
        var byTotal = customers.Select(facts => new RankedValue(facts.Total, facts.ContactId)).ToArray();
        var recency = customers.Select(facts => (decimal)facts.RecencyDays(asOf)).ToArray();
        Array.Sort(byFrequency, RankedValue.Ascending);
        Array.Sort(byTotal, RankedValue.Descending);
        Array.Sort(recency);
        var monetary = byTotal.Select(ranked => ranked.Value).Reverse().ToArray();

        var topCount = (int)Math.Ceiling(options.VipShare * customers.Count);
        return new BaseCuts(
            Quintiles.Cuts(recency),
            Quintiles.RankCuts<RankedValue>(byFrequency),
            Quintiles.Cuts(monetary),
            topCount == 0 ? null : byTotal[topCount - 1]);
    }

    /// <summary>The digits of a contact; null for who never bought.</summary>
    public RfmScore? Score(CustomerFacts facts, DateTimeOffset asOf) => facts.Orders == 0
        ? null
        : new RfmScore(
            5 - Quintiles.Bin(facts.RecencyDays(asOf), Recency),
            1 + Quintiles.Bin(new RankedValue(facts.Orders, facts.ContactId), Frequency),
            1 + Quintiles.Bin(facts.Total, Monetary));

    /// <summary>Whether a contact is in the top share by total.</summary>
    public bool IsTop(CustomerFacts facts) =>
        facts.Orders > 0 && Top is { } last && RankedValue.Descending(new RankedValue(facts.Total, facts.ContactId), last) <= 0;
}
