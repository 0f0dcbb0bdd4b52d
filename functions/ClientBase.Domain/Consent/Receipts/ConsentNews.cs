using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Consent.Receipts;

/// <summary>
/// Which statements of an event are news and get a receipt: a shop's record repeats the same ones with every change of a customer.
/// </summary>
public static class ConsentNews
{
    /// <summary>The news, in a fixed order.</summary>
    /// <param name="said">What the event says.</param>
    /// <param name="before">The person as known before it; null for somebody new.</param>
    public static IReadOnlyList<KeyValuePair<ConsentSubject, ConsentStatement>> Of(Contact said, Contact? before) =>
    [
        .. said.Consents
            .Where(one => before is null
                || !before.Consents.TryGetValue(one.Key, out var known)
                || IsNews(one.Value, known))
            .OrderBy(one => one.Key.Purpose, StringComparer.Ordinal)
            .ThenBy(one => one.Key.Channel, StringComparer.Ordinal)
            .ThenBy(one => one.Key.Address, StringComparer.Ordinal),
    ];

    // The same event again was heard at another time and is no news. What nobody knows the time of never outweighs a statement with one, so
    // it is none beside it.
    private static bool IsNews(ConsentStatement said, ConsentStatement known) => known.Said.CaptureId != said.Said.CaptureId
        && (said.IsUndated
            ? known.IsUndated && known.Granted != said.Granted
            : known.IsUndated || (known.Granted, known.Said.At, known.TextVersion) != (said.Granted, said.Said.At, said.TextVersion));
}
