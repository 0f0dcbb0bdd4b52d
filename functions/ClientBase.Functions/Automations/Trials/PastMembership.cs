using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Trials;

/// <summary>Who of a shard entered and left the segments an automation goes by.</summary>
internal sealed class PastMembership
{
    private readonly Dictionary<string, ILookup<string, MembershipChange>> _changes = new(StringComparer.Ordinal);

    private PastMembership()
    {
    }

    /// <summary>Reads the changes of a shard after an instant.</summary>
    public static async Task<PastMembership> ReadAsync(
        SegmentChanges changes, IEnumerable<string> segments, string shard, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var read = new PastMembership();
        foreach (var segment in segments)
        {
            var found = new List<MembershipChange>();
            await foreach (var change in changes.OfShardAsync(segment, shard, after, DateTimeOffset.MaxValue, cancellationToken))
            {
                found.Add(change);
            }

            read._changes[segment] = found.OrderBy(change => change.At).ToLookup(change => change.ContactId, StringComparer.Ordinal);
        }

        return read;
    }

    /// <summary>The times somebody entered a segment, or left it.</summary>
    public IEnumerable<Occasion> Occasions(SegmentTrigger trigger, string contactId) =>
        _changes[trigger.Segment][contactId].Where(change => change.IsEntering == trigger.Entered)
            .Select(change => new Occasion($"{change.At.UtcTicks}", change.At));

    /// <summary>The segments somebody was in at an instant: of those that nobody goes by, the ones of today.</summary>
    public IReadOnlyList<string> At(ContactFacts contact, DateTimeOffset at)
    {
        var segments = contact.Segments.ToHashSet(StringComparer.Ordinal);
        foreach (var (segment, changes) in _changes)
        {
            // What came first after the time tells how it was at the time.
            if (changes[contact.Id].FirstOrDefault(change => change.At > at) is { } next)
            {
                _ = next.IsEntering ? segments.Remove(segment) : segments.Add(segment);
            }
        }

        return [.. segments];
    }
}
