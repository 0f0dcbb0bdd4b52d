using System.Collections.Immutable;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>A contact's place in an order of the whole base: by value, equal values by contact id (ordinal).</summary>
/// <param name="Value">What is ranked by.</param>
/// <param name="ContactId">Whose it is.</param>
/// <remarks>No two contacts are equal, so a cut named by such a pair divides the base the same way in every shard.</remarks>
public readonly record struct RankedValue(decimal Value, string ContactId)
{
    /// <summary>From the least value up.</summary>
    public static Comparison<RankedValue> Ascending { get; } = (a, b) =>
        a.Value.CompareTo(b.Value) is var byValue && byValue != 0 ? byValue : string.CompareOrdinal(a.ContactId, b.ContactId);

    /// <summary>From the greatest value down; equal values still by ascending id.</summary>
    public static Comparison<RankedValue> Descending { get; } = (a, b) =>
        b.Value.CompareTo(a.Value) is var byValue && byValue != 0 ? byValue : string.CompareOrdinal(a.ContactId, b.ContactId);

    /// <summary>How many of the cuts, each the last of its part, this comes after: 0 is in the first part.</summary>
    public int PartOf(ImmutableArray<RankedValue> cuts, Comparison<RankedValue> order)
    {
        var part = 0;
        while (part < cuts.Length && order(this, cuts[part]) > 0)
        {
            part++;
        }

        return part;
    }
}
