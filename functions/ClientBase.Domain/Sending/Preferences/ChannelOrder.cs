using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Sending.Preferences;

/// <summary>By which channels somebody may be written to with marketing, the one they like best first.</summary>
public static class ChannelOrder
{
    /// <summary>Field in which a person names the channel they prefer.</summary>
    public const string PreferredField = ContactFields.CustomPrefix + "preferredChannel";

    // What costs least comes first, where the person has not said.
    private static readonly string[] Usual = ["email", "telegram", "push", "sms"];

    /// <summary>All channels, the one the person likes best first, whether or not they may be used.</summary>
    public static IReadOnlyList<string> All(Contact contact)
    {
        var preferred = contact.Field(PreferredField);
        return [.. Usual.OrderByDescending(channel => string.Equals(channel, preferred, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The channels that are allowed and ready, with the address to use.</summary>
    /// <param name="contact">The person.</param>
    /// <param name="isReady">Whether a channel works.</param>
    public static IReadOnlyList<(string Channel, string Address)> Of(Contact contact, Func<string, bool> isReady) =>
    [
        .. All(contact)
            .Where(isReady)
            .Select(channel => (Channel: channel, Address: AddressOf(contact, channel)))
            .Where(one => one.Address is not null)
            .Select(one => (one.Channel, one.Address!)),
    ];

    /// <summary>
    /// The address marketing goes to by a channel: the best of those that were agreed to by name; a yes that names none is of the usual
    /// one. Null where marketing is not allowed, or has nowhere to go.
    /// </summary>
    public static string? AddressOf(Contact contact, string channel)
    {
        if (!ChannelChoice.IsOn(contact, channel))
        {
            return null;
        }

        var agreed = ConsentView.AgreedAddresses(contact.Consents, ConsentPurpose.Marketing, channel).ToHashSet(StringComparer.Ordinal);
        return ChannelChoice.AddressesOf(contact, channel).FirstOrDefault(one => CanReach(contact, one) && agreed.Contains(one))
            ?? (agreed.Contains("") && ChannelChoice.AddressOf(contact, channel) is { } usual && CanReach(contact, usual) ? usual : null);
    }

    private static bool CanReach(Contact contact, string address) => address.Length > 0 && contact.TakesMail(address);
}
