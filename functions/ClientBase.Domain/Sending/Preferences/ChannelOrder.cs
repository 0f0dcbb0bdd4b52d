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
            .Where(channel => isReady(channel) && ChannelChoice.IsOn(contact, channel))
            .Select(channel => (Channel: channel, Address: AgreedAddress(contact, channel)))
            .Where(one => one.Address is not null)
            .Select(one => (one.Channel, one.Address!)),
    ];

    // Of several addresses one that was agreed to; a yes that names none is of the usual one.
    private static string? AgreedAddress(Contact contact, string channel)
    {
        var agreed = ConsentView.AgreedAddresses(contact.Consents, ConsentPurpose.Marketing, channel).ToList();
        var own = ChannelChoice.AddressOf(contact, channel);
        var address = own is { Length: > 0 } && (agreed.Contains(own) || agreed.Contains(""))
            ? own
            : agreed.Where(one => one.Length > 0).Order(StringComparer.Ordinal).FirstOrDefault(one => channel switch
            {
                "email" => contact.Emails.ContainsKey(one) && contact.TakesMail(one),
                "sms" => contact.Phones.ContainsKey(one),
                _ => true,
            });
        return channel == "email" && address is not null && !contact.TakesMail(address) ? null : address;
    }
}
