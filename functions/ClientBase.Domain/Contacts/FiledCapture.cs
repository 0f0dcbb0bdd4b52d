using System.Collections.Immutable;

namespace ClientBase.Domain.Contacts;

/// <summary>A capture and where it lies.</summary>
/// <param name="Capture">What was said.</param>
/// <param name="ContactId">The contact it was filed under.</param>
/// <param name="Parts">The contacts that were part of that one when it was filed: it may be theirs.</param>
public sealed record FiledCapture(CapturedEvent Capture, string ContactId, ImmutableSortedSet<string> Parts)
{
    /// <summary>What captures say together.</summary>
    public static Contact Fold(IEnumerable<CapturedEvent> captures) =>
        captures.Aggregate(new Contact(), (contact, capture) => contact.Join(capture.Says));
}
