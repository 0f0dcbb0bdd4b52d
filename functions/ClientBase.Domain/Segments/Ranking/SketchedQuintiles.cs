using System.Collections.Immutable;
using ClientBase.Domain.Analytics.Sketches;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>Quintile cuts of a base too large to be sorted, from one sketch of a value of those with an order.</summary>
public static class SketchedQuintiles
{
    /// <summary>The cuts as <see cref="BaseCuts"/> has them for recency and totals, in the unit of the sketch; empty of no values.</summary>
    /// <remarks>
    /// The same as of the whole base up to the sketch's limit, and each within its rank error beyond. Equal values fall into one bin, as they do there. The
    /// cuts that name a contact (frequency, top share, rating, ABC) need to know who has a value, which a sketch does not.
    /// </remarks>
    public static ImmutableArray<decimal> Cuts(QuantileSketch values) =>
        values.Count == 0 ? [] : [.. Enumerable.Range(1, 4).Select(k => values.Quantile(k / 5m)!.Value)];
}
