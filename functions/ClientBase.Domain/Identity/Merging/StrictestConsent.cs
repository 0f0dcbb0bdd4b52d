using System.Collections.Immutable;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Identity.Merging;

/// <summary>Keeps the strictest answer where two who are merged by hand or by likeness answered the same question differently.</summary>
/// <remarks>
/// A join takes the later answer. That is right for one person, but that the two are one is only somebody's opinion. So the refusal is said
/// again as of the merge, by a capture of its own: an undo takes it away, and what the person says later still counts.
/// </remarks>
public static class StrictestConsent
{
    private const string Source = "merge";
    private const string Prefix = "strictest-";

    /// <summary>Id of the capture that repeats refusals at a merge.</summary>
    public static string IdOf(MergeId merge) => Prefix + merge;

    /// <summary>Whether a capture is such a one.</summary>
    public static bool IsOne(CapturedEvent capture) =>
        capture.Source == Source && capture.Id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The capture to be filed with a merge; null when no refusal of the one is outweighed by the other.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="survivor">The contact that will stand for both, as it was.</param>
    /// <param name="absorbed">The other, as it was.</param>
    /// <param name="at">When they are merged.</param>
    public static CapturedEvent? Of(MergeId merge, Contact survivor, Contact absorbed, DateTimeOffset at)
    {
        var said = new Stamp(DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), IdOf(merge));
        var joined = survivor.Join(absorbed).Consents;
        var refused = survivor.Consents.Concat(absorbed.Consents)
            .Where(consent => !consent.Value.Granted && joined.TryGetValue(consent.Key, out var decisive) && decisive.Granted)
            .ToImmutableDictionary(consent => consent.Key, consent => consent.Value with
            {
                Said = Later(said, joined[consent.Key].Said),
                Source = Source,
                IsUndated = false,
            });
        if (refused.IsEmpty)
        {
            return null;
        }

        var says = new Contact
        {
            LastSeenAt = survivor.LastSeenAt,
            ExternalIds = survivor.ExternalIds,
            Emails = survivor.Emails,
            Phones = survivor.Phones,
            Consents = refused,
        };
        var data = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["strictestOf"] = merge.ToString() };
        return new CapturedEvent(IdOf(merge), Source, "consent", said.At, says, data);
    }

    // Of answers of one instant the refusal counts, whoever has the greater id.
    private static Stamp Later(Stamp merged, Stamp granted) => merged > granted ? merged : granted;
}
