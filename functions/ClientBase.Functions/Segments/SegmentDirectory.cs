using ClientBase.Domain.Segments;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments;

/// <summary>A segment of either kind.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BuiltIn">The built-in one; null for one that somebody defined.</param>
/// <param name="Own">The defined one; null for a built-in one.</param>
public sealed record AnySegment(string Id, Segment? BuiltIn, SegmentDefinition? Own);

/// <summary>Finds segments, whether built in or defined by somebody.</summary>
public sealed class SegmentDirectory(SegmentCatalogue catalogue, OwnSegments own)
{
    /// <summary>The segment of an id, or null.</summary>
    public async Task<AnySegment?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (catalogue.Find(id) is { } builtIn)
        {
            return new AnySegment(id, builtIn, null);
        }

        return await own.GetAsync(id, cancellationToken) is { } defined ? new AnySegment(id, null, defined) : null;
    }

    /// <summary>Those of some ids that are no segments.</summary>
    public async Task<IReadOnlyList<string>> UnknownAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var unknown = new List<string>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(id, cancellationToken) is null)
            {
                unknown.Add(id);
            }
        }

        return unknown;
    }

    /// <summary>All: the built-in ones in the order people read them, then the defined ones by id.</summary>
    public async Task<IReadOnlyList<AnySegment>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. catalogue.All.Select(segment => new AnySegment(segment.Id, segment, null)),
        .. (await own.ListAsync(cancellationToken)).Select(segment => new AnySegment(segment.Id, null, segment)),
    ];
}
