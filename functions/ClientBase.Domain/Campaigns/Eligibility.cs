using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Campaigns;

/// <summary>Why somebody does not get a mail.</summary>
public static class SkipReason
{
    /// <summary>No e-mail address is known.</summary>
    public const string NoEmail = "no-email";

    /// <summary>Marketing by e-mail is not agreed to, or was withdrawn.</summary>
    public const string NoConsent = "no-consent";

    /// <summary>Mail to the address came back.</summary>
    public const string Undeliverable = "undeliverable";

    /// <summary>Asked for silence for a time.</summary>
    public const string Paused = "paused";

    /// <summary>In a segment that is excluded.</summary>
    public const string Excluded = "excluded-segment";

    /// <summary>Had as many marketing mails lately as one may get.</summary>
    public const string FrequencyCap = "frequency-cap";

    /// <summary>Was merged into another contact, which is planned for itself.</summary>
    public const string Merged = "merged";

    /// <summary>Was deleted since.</summary>
    public const string Gone = "gone";

    /// <summary>Was not in the segment when the campaign was planned.</summary>
    public const string NotInSegment = "not-in-segment";
}

/// <summary>A member of the audience, with what decides whether the mail goes.</summary>
/// <param name="Contact">The person.</param>
/// <param name="Segments">Ids of the segments they are in.</param>
/// <param name="RecentMails">Marketing mails they got, or are about to get, in the period of the frequency cap.</param>
public sealed record Recipient(Contact Contact, IReadOnlyCollection<string> Segments, int RecentMails);

/// <summary>Whether a mail goes to somebody, and every reason why not.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Reasons">See <see cref="SkipReason"/>; empty when it goes.</param>
public sealed record SendDecision(string ContactId, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether it goes.</summary>
    public bool IsSend => Reasons.Count == 0;

    /// <summary><c>send</c> or <c>skipped</c>.</summary>
    public string Outcome => IsSend ? "send" : "skipped";
}

/// <summary>Decides who gets a marketing mail.</summary>
public static class Eligibility
{
    private const string Channel = "email";

    /// <summary>The period of the frequency cap.</summary>
    public static TimeSpan CapPeriod { get; } = TimeSpan.FromDays(7);

    /// <summary>Decides when the campaign is planned.</summary>
    /// <param name="recipient">The member.</param>
    /// <param name="exclude">Ids of excluded segments.</param>
    /// <param name="frequencyCap">Marketing mails one may get in <see cref="CapPeriod"/>; 0: no cap.</param>
    /// <param name="now">The time.</param>
    public static SendDecision Plan(
        Recipient recipient, IReadOnlyCollection<string> exclude, int frequencyCap, DateTimeOffset now = default)
    {
        var reasons = new List<string>(Barriers(recipient.Contact, now));
        if (recipient.Segments.Any(exclude.Contains))
        {
            reasons.Add(SkipReason.Excluded);
        }

        if (SendingPreferences.Of(recipient.Contact).CapOf(frequencyCap) is > 0 and var cap && recipient.RecentMails >= cap)
        {
            reasons.Add(SkipReason.FrequencyCap);
        }

        return new SendDecision(recipient.Contact.Id, reasons);
    }

    /// <summary>Decides again just before the mail leaves: consent may have been withdrawn since planning.</summary>
    public static SendDecision Recheck(Contact contact, DateTimeOffset now = default) => new(contact.Id, [.. Barriers(contact, now)]);

    /// <summary>The address a marketing mail goes to: of those with a consent, the first one given. Null when there is none.</summary>
    public static string? AddressOf(Contact contact)
    {
        if (!ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, Channel))
        {
            return null;
        }

        var agreed = ConsentView.AgreedAddresses(contact.Consents, ConsentPurpose.Marketing, Channel)
            .Where(address => contact.TakesMail(address.Length > 0 ? address : contact.PrimaryEmail ?? ""))
            .ToHashSet(StringComparer.Ordinal);
        return contact.Emails
            .Where(email => agreed.Contains(email.Key))
            .OrderBy(email => email.Value.Said)
            .Select(email => email.Key)
            .FirstOrDefault() ?? (agreed.Contains("") ? contact.PrimaryEmail : null);
    }

    private static IEnumerable<string> Barriers(Contact contact, DateTimeOffset now)
    {
        if (SendingPreferences.Of(contact).IsPausedAt(now))
        {
            yield return SkipReason.Paused;
        }

        if (contact.PrimaryEmail is null)
        {
            yield return SkipReason.NoEmail;
        }
        else if (AddressOf(contact) is null)
        {
            yield return !contact.Undeliverable.IsEmpty && ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, Channel)
                ? SkipReason.Undeliverable
                : SkipReason.NoConsent;
        }
    }
}
