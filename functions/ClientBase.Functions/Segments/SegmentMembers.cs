using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Segments;

/// <summary>The contacts of a segment, whole.</summary>
public sealed class SegmentMembers(SegmentStore segments, ContactStore contacts)
{
    /// <summary>A page of a segment's contacts, in the order of their ids.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="take">How many at most: who was erased or merged since the last recompute is left out.</param>
    /// <param name="after">The continuation of the page before, or null for the first page.</param>
    public async Task<Page<StoredContact>> PageAsync(string segmentId, int take, string? after, CancellationToken cancellationToken)
    {
        var ids = await segments.MembersAsync(segmentId, take, after, cancellationToken);
        var found = await contacts.GetManyAsync(ids.Items, cancellationToken);

        // A contact merged since comes as the one it is part of now, which is on the list itself if it belongs there.
        var expected = ids.Items.ToHashSet(StringComparer.Ordinal);
        return new Page<StoredContact>([.. found.Where(contact => expected.Remove(contact.Contact.Id))], ids.Continuation);
    }
}
