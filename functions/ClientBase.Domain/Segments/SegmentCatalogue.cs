using ClientBase.Domain.Segments.Families;
using ClientBase.Domain.Segments.Ranking;

namespace ClientBase.Domain.Segments;

/// <summary>All built-in segments under one set of thresholds. A new family is a file in <c>Families</c> and a line here.</summary>
public sealed class SegmentCatalogue
{
    private readonly Segment[] _byId;
    private readonly Segment[] _types;

    /// <summary>The catalogue under the thresholds given.</summary>
    public SegmentCatalogue(SegmentOptions options)
    {
        Options = options;
        (_types, Funnel, Loyalty) = ([.. CustomerTypes.Of(options)], FunnelColours.Of(options), LoyaltyColours.Of(options));
        All =
        [
            .. _types, .. RfmSegments.All, .. AbcXyz.Of(options), .. Ratings.Of(options), .. Funnel.Segments, .. Loyalty.Segments,
            Birthdays.Soon(options), .. Lifecycle.Of(options), .. Demography.All, .. OrderBands.All,
        ];
        _byId = [.. All.OrderBy(segment => segment.Id, StringComparer.Ordinal)];
    }

    /// <summary>The thresholds.</summary>
    public SegmentOptions Options { get; }

    /// <summary>The segments, in the order people read them.</summary>
    public IReadOnlyList<Segment> All { get; }

    /// <summary>The customer types.</summary>
    public IReadOnlyList<Segment> Types => _types;

    /// <summary>The funnel palette.</summary>
    public Palette Funnel { get; }

    /// <summary>The loyalty palette.</summary>
    public Palette Loyalty { get; }

    /// <summary>The segment of an id, or null.</summary>
    public Segment? Find(string id) => All.FirstOrDefault(segment => segment.Id == id);

    /// <summary>The customer types that hold, as bits by their place in <see cref="Types"/>.</summary>
    internal byte TypesOf(in Customer customer)
    {
        var types = 0;
        for (var type = 0; type < _types.Length; type++)
        {
            types |= _types[type].Has(customer) ? 1 << type : 0;
        }

        return (byte)types;
    }

    /// <summary>What a contact belongs to.</summary>
    /// <param name="facts">Its facts at <paramref name="asOf"/>.</param>
    /// <param name="cuts">The cuts of the whole base at <paramref name="asOf"/>.</param>
    /// <param name="asOf">One instant for the whole base.</param>
    public Segmentation Assign(CustomerFacts facts, BaseCuts cuts, DateTimeOffset asOf)
    {
        var customer = cuts.Place(facts, asOf);
        return new Segmentation(Of(customer), customer.Rfm);
    }

    /// <summary>Ids of the segments a contact at its place in the base is in, in ordinal order.</summary>
    public IReadOnlyList<string> Of(in Customer customer)
    {
        var ids = new List<string>();
        foreach (var segment in _byId)
        {
            if (segment.Has(customer))
            {
                ids.Add(segment.Id);
            }
        }

        return ids;
    }
}

/// <summary>What a contact belongs to.</summary>
/// <param name="SegmentIds">Ids of its segments, in ordinal order.</param>
/// <param name="Rfm">Its digits; null for contacts who never bought.</param>
public sealed record Segmentation(IReadOnlyList<string> SegmentIds, RfmScore? Rfm)
{
    /// <summary>No segments, for a contact that no longer exists.</summary>
    public static Segmentation None { get; } = new([], null);
}
