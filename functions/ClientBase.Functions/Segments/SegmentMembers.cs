using ClientBase.Functions.Contacts;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Segments;

/// <summary>The contacts of a segment, whole.</summary>
public sealed class SegmentMembers(SegmentStore segments, ContactStore contacts)
{
    /// <summary>A page of a segment's contacts, in the order of their ids.</summary>
    /// <param name="segmentId">The segment.</param>
    /// <param name="take">How many at most: who was erased or merged since the last recompute is left out.</param>
    /// <param name="after">The continuation of the page before, or null for the first page.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<StoredContact>> PageAsync(string segmentId, int take, string? after, CancellationToken cancellationToken)
    {
        var ids = await segments.MembersAsync(segmentId, take, after, cancellationToken);
        var found = await Task.WhenAll(ids.Items.Select(id => contacts.GetAsync(id, cancellationToken)));

        // Asking for a merged contact gives the one it is part of, which is on the list itself if it belongs there.
        var members = ids.Items.Zip(found).Where(pair => pair.Second?.Contact.Id == pair.First).Select(pair => pair.Second!);
        return new Page<StoredContact>([.. members], ids.Continuation);
    }
}
