using System.Collections.Immutable;
using ClientBase.Domain.Analytics.Sketches;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>Quintile cuts of a base too large to be sorted, from a sketch of one value of the contacts with an order.</summary>
public static class SketchedQuintiles
{
    /// <summary>
    /// The cuts as <see cref="BaseCuts"/> has them for recency and totals, in the unit of the sketch; empty when there are no values.
    /// </summary>
    /// <remarks>
    /// Up to the sketch's limit they equal those of the whole base, beyond it each is within the sketch's rank error. Equal values fall
    /// into one bin, as they do there. The cuts that name a contact (frequency, top share, rating, ABC) cannot be made from a sketch, which
    /// does not know who has a value.
    /// </remarks>
    public static ImmutableArray<decimal> Cuts(QuantileSketch values) =>
        values.Count == 0 ? [] : [.. Enumerable.Range(1, 4).Select(k => values.Quantile(k / 5m)!.Value)];
}
