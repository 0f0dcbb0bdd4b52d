using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Campaigns;

/// <summary>Why somebody does not get a mail.</summary>
public static class SkipReason
{
    /// <summary>No e-mail address is known.</summary>
    public const string NoEmail = "no-email";

    /// <summary>No telephone is known.</summary>
    public const string NoPhone = "no-phone";

    /// <summary>No address of the campaign's channel is known.</summary>
    public const string NoAddress = "no-address";

    /// <summary>Marketing by the channel is not agreed to, or was withdrawn.</summary>
    public const string NoConsent = "no-consent";

    /// <summary>Mail to the address came back.</summary>
    public const string Undeliverable = "undeliverable";

    /// <summary>Asked for silence for a time.</summary>
    public const string Paused = "paused";

    /// <summary>Does not want to hear of the campaign's topic.</summary>
    public const string Topic = "topic-off";

    /// <summary>In a segment that is excluded.</summary>
    public const string Excluded = "excluded-segment";

    /// <summary>Had as many marketing mails lately as one may get.</summary>
    public const string FrequencyCap = "frequency-cap";

    /// <summary>Was merged into another contact, which is planned for itself.</summary>
    public const string Merged = "merged";

    /// <summary>Was deleted since.</summary>
    public const string Gone = "gone";

    /// <summary>Left without it by lot, to see what the campaign changes.</summary>
    public const string Holdout = "holdout";

    /// <summary>The campaign had as many mails as it may.</summary>
    public const string Limit = "limit";

    /// <summary>It is the person's night; the mail waits for its end.</summary>
    public const string QuietHours = "quiet-hours";

    /// <summary>Was not in the segment when the campaign was planned.</summary>
    public const string NotInSegment = "not-in-segment";
}

/// <summary>A member of the audience, with what decides whether the mail goes.</summary>
/// <param name="Contact">The person.</param>
/// <param name="IsExcluded">Whether they are in a segment that is excluded.</param>
/// <param name="RecentMails">Marketing mails they got, or are about to get, in the period of their limit.</param>
public sealed record Recipient(Contact Contact, bool IsExcluded, int RecentMails)
{
    /// <summary>How the campaign goes.</summary>
    public CampaignReach Reach { get; init; } = CampaignReach.Email;
}

/// <summary>Whether a mail goes to somebody, and every reason why not.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Reasons">See <see cref="SkipReason"/>; empty when it goes.</param>
public sealed record SendDecision(string ContactId, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether it goes.</summary>
    public bool IsSend => Reasons.Count == 0;

    /// <summary>Not before this time; null: at once.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The variant of the mail; null: the only one, or the one that will have won.</summary>
    public string? Variant { get; init; }

    /// <summary>The channel that is tried first; null: none.</summary>
    public string? Channel { get; init; }

    /// <summary><c>send</c> or <c>skipped</c>.</summary>
    public string Outcome => IsSend ? "send" : "skipped";
}

/// <summary>Decides who gets a marketing mail.</summary>
public static class Eligibility
{
    /// <summary>Decides when the campaign is planned.</summary>
    /// <param name="recipient">The member.</param>
    /// <param name="frequencyCap">Marketing mails one may get in a week; 0: no cap.</param>
    /// <param name="now">The time.</param>
    public static SendDecision Plan(Recipient recipient, int frequencyCap, DateTimeOffset now)
    {
        var contact = recipient.Contact;
        var (preferences, ways) = (SendingPreferences.Of(contact), recipient.Reach.Of(contact));
        var reasons = new List<string>();
        if (preferences.IsPausedAt(now))
        {
            reasons.Add(SkipReason.Paused);
        }

        if (ways.Count == 0)
        {
            reasons.Add(recipient.Reach.WhyNone(contact));
        }

        if (recipient.IsExcluded)
        {
            reasons.Add(SkipReason.Excluded);
        }

        if (preferences.LimitOf(frequencyCap).IsReachedBy(recipient.RecentMails))
        {
            reasons.Add(SkipReason.FrequencyCap);
        }

        return new SendDecision(contact.Id, reasons) { Channel = reasons.Count == 0 ? ways[0].Channel : null };
    }

    /// <summary>Decides again just before the mail leaves: consent may have been withdrawn since planning.</summary>
    /// <param name="contact">The person as they are now.</param>
    /// <param name="recentMails">Marketing mails they got, or that go before this one.</param>
    /// <param name="frequencyCap">Marketing mails one may get in a week; 0: no cap.</param>
    /// <param name="now">The time.</param>
    /// <param name="reach">How the campaign goes; null: by mail.</param>
    public static SendDecision Recheck(
        Contact contact, int recentMails, int frequencyCap, DateTimeOffset now, CampaignReach? reach = null) =>
        Plan(new Recipient(contact, IsExcluded: false, recentMails) { Reach = reach ?? CampaignReach.Email }, frequencyCap, now);
}
