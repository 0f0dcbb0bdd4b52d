using System.Collections.Immutable;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>A contact's place in an order of the whole base: by value, equal values by contact id (ordinal).</summary>
/// <param name="Value">The value to rank by.</param>
/// <param name="ContactId">The contact who has it.</param>
/// <remarks>No two contacts are equal, so a cut given as such a pair divides the base the same way in every shard.</remarks>
public readonly record struct RankedValue(decimal Value, string ContactId)
{
    /// <summary>From the least value up.</summary>
    public static Comparison<RankedValue> Ascending { get; } = (a, b) =>
        a.Value.CompareTo(b.Value) is var byValue && byValue != 0 ? byValue : string.CompareOrdinal(a.ContactId, b.ContactId);

    /// <summary>From the greatest value down; equal values still by ascending id.</summary>
    public static Comparison<RankedValue> Descending { get; } = (a, b) =>
        b.Value.CompareTo(a.Value) is var byValue && byValue != 0 ? byValue : string.CompareOrdinal(a.ContactId, b.ContactId);

    /// <summary>The part this is in, from 0: how many cuts it comes after. Each cut is the last value of its part.</summary>
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
