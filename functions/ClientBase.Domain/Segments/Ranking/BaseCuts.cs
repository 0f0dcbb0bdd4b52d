using System.Collections.Immutable;
using ClientBase.Domain.Segments.Families;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>The values that divide the whole base into parts. They and a contact's own facts decide its relative segments.</summary>
/// <param name="Recency">Quintile cuts of the whole days since the last order.</param>
/// <param name="Frequency">Quintile cuts of the rank by number of orders: the last contact below each.</param>
/// <param name="Monetary">Quintile cuts of the totals.</param>
/// <param name="Top">The last of the top share by total; null when nobody is in it.</param>
/// <param name="Rating">The last with rating A, with B or better, and with C or better, by profit; empty when nobody brings any.</param>
/// <param name="Abc">The last in A, and in B or better, by revenue of the period; empty when there is none.</param>
/// <remarks>
/// The first four are over contacts with an order; without any, the lists are empty. The order the facts come in does not matter. A
/// customer who has changed can be placed with the cuts of the last run, without reading the base again.
/// </remarks>
public sealed record BaseCuts(
    ImmutableArray<decimal> Recency,
    ImmutableArray<RankedValue> Frequency,
    ImmutableArray<decimal> Monetary,
    RankedValue? Top,
    ImmutableArray<RankedValue> Rating,
    ImmutableArray<RankedValue> Abc)
{
    internal const int CheckBands = 3;

    /// <summary>Cuts of the average orders of buyers into thirds; empty when nobody bought.</summary>
    public ImmutableArray<decimal> Checks { get; init; } = [];

    /// <summary>The cuts of a base at an instant.</summary>
    public static BaseCuts Of(IEnumerable<CustomerFacts> everybody, SegmentOptions options, DateTimeOffset asOf)
    {
        var columns = new BaseColumns();
        foreach (var facts in everybody.OrderBy(one => one.ContactId, StringComparer.Ordinal))
        {
            columns.Add(facts, asOf);
        }

        return columns.Cuts(options);
    }

    /// <summary>A contact at its place in the base.</summary>
    public Customer Place(in CustomerFacts facts, DateTimeOffset asOf) =>
        new(facts, Score(facts, asOf), IsTop(facts), RatingOf(facts), AbcOf(facts), asOf)
        {
            Check = facts.AverageCheck is { } check ? (CheckBand)Quintiles.Bin(check, Checks) : null,
        };

    /// <summary>The digits of a contact; null for contacts who never bought.</summary>
    public RfmScore? Score(in CustomerFacts facts, DateTimeOffset asOf) => facts.Orders == 0
        ? null
        : new RfmScore(
            5 - Quintiles.Bin(facts.RecencyDays(asOf), Recency),
            1 + new RankedValue(facts.Orders, facts.ContactId).PartOf(Frequency, RankedValue.Ascending),
            1 + Quintiles.Bin(facts.Total, Monetary));

    /// <summary>Whether a contact is in the top share by total.</summary>
    public bool IsTop(in CustomerFacts facts) =>
        facts.Orders > 0 && Top is { } last && RankedValue.Descending(new RankedValue(facts.Total, facts.ContactId), last) <= 0;

    private Rating RatingOf(in CustomerFacts facts) => facts.Profit <= 0m
        ? Families.Rating.E
        : (Rating)new RankedValue(facts.Profit, facts.ContactId).PartOf(Rating, RankedValue.Descending);

    private Abc AbcOf(in CustomerFacts facts) => facts.PeriodRevenue <= 0m
        ? Families.Abc.C
        : (Abc)new RankedValue(facts.PeriodRevenue, facts.ContactId).PartOf(Abc, RankedValue.Descending);
}
