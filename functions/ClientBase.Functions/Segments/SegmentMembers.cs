using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Segments;

/// <summary>The contacts of a segment, whole.</summary>
public sealed class SegmentMembers(SegmentStore segments, SegmentCatalogue catalogue, ContactReader contacts)
{
    /// <summary>Whether there is such a segment.</summary>
    public bool IsKnown(string segmentId) => catalogue.Find(segmentId) is not null;

    /// <summary>A page of a segment's contacts, in the order of their ids; who was erased or merged since the last recompute is left out.</summary>
    public async Task<Page<ContactCard>> PageAsync(string segmentId, Paging paging, CancellationToken cancellationToken)
    {
        var ids = await segments.MembersAsync(segmentId, paging.Take, paging.Continuation, cancellationToken);
        var found = await contacts.GetManyAsync(ids.Items, cancellationToken);

        // A contact merged since comes as the one it is part of now, which is on the list itself if it belongs there.
        var expected = ids.Items.ToHashSet(StringComparer.Ordinal);
        return new Page<ContactCard>([.. found.Where(card => expected.Contains(card.Contact.Id))], Paging.Encode(ids.Continuation));
    }
}
