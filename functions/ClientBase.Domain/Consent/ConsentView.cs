namespace ClientBase.Domain.Consent;

/// <summary>Where a contact stands on one purpose and channel.</summary>
/// <param name="Purpose">One of <see cref="ConsentPurpose"/>.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
/// <param name="Statement">The statement that decides.</param>
public sealed record ConsentAnswer(string Purpose, string Channel, ConsentStatement Statement);

/// <summary>Sums up what was said for each address into one answer by purpose and channel.</summary>
public static class ConsentView
{
    private const string AnyChannel = "any";

    /// <summary>The answer on each purpose and channel, in ordinal order.</summary>
    /// <remarks>
    /// The strictest wins: while a withdrawal stands for any address, the answer is no. A later "yes" for the same address replaces it; a
    /// "yes" that another address gave does not, since two contacts merged into one may have answered differently.
    /// </remarks>
    public static IReadOnlyList<ConsentAnswer> Of(IEnumerable<KeyValuePair<ConsentSubject, ConsentStatement>> consents) =>
    [
        .. consents
            .GroupBy(consent => (consent.Key.Purpose, consent.Key.Channel))
            .OrderBy(group => group.Key.Purpose, StringComparer.Ordinal).ThenBy(group => group.Key.Channel, StringComparer.Ordinal)
            .Select(group => new ConsentAnswer(
                group.Key.Purpose,
                group.Key.Channel,
                group.Select(consent => consent.Value)
                    .OrderBy(statement => statement.Granted)
                    .ThenByDescending(statement => statement.Said)
                    .First())),
    ];

    /// <summary>
    /// Whether the purpose is agreed to for this channel: there is a yes, and no withdrawal for this channel or for <c>any</c> channel.
    /// </summary>
    public static bool Allows(IEnumerable<KeyValuePair<ConsentSubject, ConsentStatement>> consents, string purpose, string channel)
    {
        // As in Of: while a withdrawal stands for any address, the answer is no. Asked of everybody a mailing is for, so without lists.
        var isAgreed = false;
        foreach (var (subject, statement) in consents)
        {
            if (subject.Purpose == purpose && (subject.Channel == channel || subject.Channel == AnyChannel))
            {
                if (!statement.Granted)
                {
                    return false;
                }

                isAgreed = true;
            }
        }

        return isAgreed;
    }

    /// <summary>The addresses with a yes for this channel; an empty one when the person agreed without naming an address.</summary>
    public static IEnumerable<string> AgreedAddresses(
        IEnumerable<KeyValuePair<ConsentSubject, ConsentStatement>> consents, string purpose, string channel) =>
        consents
            .Where(consent => consent.Value.Granted
                && consent.Key.Purpose == purpose
                && (consent.Key.Channel == channel || consent.Key.Channel == AnyChannel))
            .Select(consent => consent.Key.Address);
}
