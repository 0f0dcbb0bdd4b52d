using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Automations.Runs;

/// <summary>By which ways a step may write to somebody, and why not where there is none.</summary>
/// <param name="Ways">The channels with their addresses, the first best; the next are for where one refuses for good.</param>
/// <param name="Reasons">See <see cref="SkipReason"/>; empty where there is a way.</param>
public sealed record SendChoice(IReadOnlyList<(string Channel, string Address)> Ways, IReadOnlyList<string> Reasons)
{
    private const string Email = "email";

    /// <summary>Begins the reason where nobody knows an address of a channel: <c>no-sms</c>.</summary>
    private const string None = "no-";

    /// <summary>Decides.</summary>
    /// <param name="purpose">On what ground it is written.</param>
    /// <param name="channel">The channel, or <see cref="SendStep.Preferred"/>.</param>
    /// <param name="contact">The person as they are now.</param>
    /// <param name="isReady">Whether a channel works.</param>
    /// <param name="now">The time.</param>
    public static SendChoice Of(
        AutomationPurpose purpose, string channel, Contact contact, Func<string, bool> isReady, DateTimeOffset now)
    {
        if (purpose == AutomationPurpose.Marketing && SendingPreferences.Of(contact).IsPausedAt(now))
        {
            return new SendChoice([], [SkipReason.Paused]);
        }

        var all = purpose == AutomationPurpose.Marketing ? ChannelOrder.Of(contact, isReady) : Known(contact, isReady);
        IReadOnlyList<(string Channel, string Address)> ways =
            channel == SendStep.Preferred ? [.. all] : [.. all.Where(way => way.Channel == channel)];
        return ways.Count > 0 ? new SendChoice(ways, []) : new SendChoice([], [WhyNot(purpose, channel, contact, isReady, now)]);
    }

    private static IEnumerable<(string Channel, string Address)> Known(Contact contact, Func<string, bool> isReady) =>
        ChannelOrder.All(contact).Where(isReady)
            .Select(channel => (Channel: channel, Address: ChannelChoice.AddressOf(contact, channel)))
            .Where(way => way.Address is { Length: > 0 } address && (way.Channel != Email || contact.TakesMail(address)))
            .Select(way => (way.Channel, way.Address!));

    private static string WhyNot(
        AutomationPurpose purpose, string channel, Contact contact, Func<string, bool> isReady, DateTimeOffset now)
    {
        if (channel is not (Email or SendStep.Preferred))
        {
            return !isReady(channel) ? "channel-not-ready"
                : ChannelChoice.AddressOf(contact, channel) is null ? None + channel
                : SkipReason.NoConsent;
        }

        return purpose == AutomationPurpose.Marketing
            ? Eligibility.Recheck(contact, recentMails: 0, frequencyCap: 0, now).Reasons is [var first, ..] ? first : SkipReason.NoConsent
            : contact.PrimaryEmail is null ? SkipReason.NoEmail : SkipReason.Undeliverable;
    }
}
