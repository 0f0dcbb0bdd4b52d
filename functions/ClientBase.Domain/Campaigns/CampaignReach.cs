using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Campaigns;

/// <summary>An address of a channel.</summary>
/// <param name="Channel"><c>email sms telegram push webhook</c>.</param>
/// <param name="Address">The address, in the channel's own form.</param>
public sealed record ChannelAddress(string Channel, string Address);

/// <summary>By which channels a campaign may reach people.</summary>
/// <param name="Channel">One of <see cref="All"/>.</param>
/// <param name="IsReady">Whether a channel works.</param>
public sealed record CampaignReach(string Channel, Func<string, bool> IsReady)
{
    /// <summary>The channel each person likes best; the next one they allow where that refuses for good.</summary>
    public const string Preferred = "preferred";

    /// <summary>A system of the shop's own, which takes care of the rest.</summary>
    public const string Webhook = "webhook";

    private const string EmailName = "email";

    /// <summary>What a campaign may go by.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ChannelChoice.Channels, Webhook, Preferred];

    /// <summary>Mail alone.</summary>
    public static CampaignReach Email { get; } = new(EmailName, _ => true);

    /// <summary>Where messages of channel <see cref="Webhook"/> go.</summary>
    public string? Url { get; init; }

    /// <summary>What the campaign is about; null: nothing that people can choose not to hear of.</summary>
    public string? Topic { get; init; }

    /// <summary>The ways to somebody who allows marketing by them, the first to try first; empty: none.</summary>
    public IReadOnlyList<ChannelAddress> Of(Contact contact)
    {
        if (IsUnwanted(contact))
        {
            return [];
        }

        if (Channel == Webhook)
        {
            return Url is not null && ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, Webhook)
                ? [new ChannelAddress(Webhook, Url)]
                : [];
        }

        if (Channel == Preferred)
        {
            return [.. ChannelOrder.Of(contact, IsReady).Select(way => new ChannelAddress(way.Channel, way.Address))];
        }

        return ChannelOrder.AddressOf(contact, Channel) is { } address ? [new ChannelAddress(Channel, address)] : [];
    }

    /// <summary>Why nothing can go to somebody; null when something can.</summary>
    public string? BarrierTo(Contact contact) => Of(contact).Count > 0 ? null : WhyNone(contact);

    /// <summary>Why there is no way to somebody to whom there is none.</summary>
    internal string WhyNone(Contact contact)
    {
        if (IsUnwanted(contact))
        {
            return SkipReason.Topic;
        }

        if (Channel == EmailName)
        {
            return contact.PrimaryEmail is null ? SkipReason.NoEmail
                : !contact.Undeliverable.IsEmpty && ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, EmailName)
                    ? SkipReason.Undeliverable
                    : SkipReason.NoConsent;
        }

        var isKnown = Channel switch
        {
            Webhook => true,
            Preferred => ChannelChoice.Channels.Any(channel => ChannelChoice.AddressOf(contact, channel) is not null),
            _ => ChannelChoice.AddressOf(contact, Channel) is not null,
        };
        return isKnown ? SkipReason.NoConsent : Channel == "sms" ? SkipReason.NoPhone : SkipReason.NoAddress;
    }

    /// <summary>Whether somebody does not want to hear of its topic.</summary>
    public bool IsUnwanted(Contact contact) => Topic is not null && SendingPreferences.Of(contact).TopicsOff.Contains(Topic);
}
