using ClientBase.Domain.Segments;

namespace ClientBase.Functions.Segments;

/// <summary>A segment as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Count">How many contacts are in it.</param>
/// <param name="BuiltIn">Whether it is always present.</param>
/// <param name="UpdatedAt">The instant of the last recompute that finished; null before the first.</param>
public sealed record SegmentView(string Id, string Name, string Rule, int Count, bool BuiltIn, DateTimeOffset? UpdatedAt)
{
    /// <summary>The view of a built-in segment.</summary>
    public static SegmentView Of(Segment segment, IReadOnlyDictionary<string, int> counts, DateTimeOffset? updatedAt) =>
        new(segment.Id, segment.Title.En, segment.Rule, counts.GetValueOrDefault(segment.Id), BuiltIn: true, updatedAt);
}
