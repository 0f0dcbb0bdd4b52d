using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Sending.Preferences;

/// <summary>Turns the channels somebody ticks on their page of preferences into statements of consent.</summary>
public static class ChannelChoice
{
    private const string Any = "any";
    private const string Push = "push";

    /// <summary>The channels a person can choose.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["email", "sms", "telegram", "push"];

    /// <summary>Where somebody can be reached by a channel; null: the base knows no address for it.</summary>
    public static string? AddressOf(Contact contact, string channel) => AddressesOf(contact, channel).FirstOrDefault();

    /// <summary>
    /// Where somebody can be reached by a channel, the best first; an empty one last, where they spoke of the channel and named none.
    /// </summary>
    public static IEnumerable<string> AddressesOf(Contact contact, string channel) => channel switch
    {
        "email" => contact.EmailsInOrder,
        "sms" => contact.PhonesInOrder,
        Push => BrowserOf(contact).Concat(SaidAddresses(contact, channel)),
        "telegram" => SaidAddresses(contact, channel).Concat(TelegramOf(contact)).OrderByDescending(address => address.Length > 0),
        _ => SaidAddresses(contact, channel),
    };

    /// <summary>
    /// What a consent to a channel is about: the address, but of notifications the person, since a browser gets another address each time
    /// it allows them anew.
    /// </summary>
    public static ConsentSubject SubjectOf(string channel, string? address) =>
        new(ConsentPurpose.Marketing, channel, channel == Push ? "" : address ?? "");

    /// <summary>The channels to offer: those the person can be reached by.</summary>
    public static IEnumerable<string> Of(Contact contact) => Channels.Where(channel => AddressOf(contact, channel) is not null);

    /// <summary>Whether a channel is wanted now.</summary>
    public static bool IsOn(Contact contact, string channel) =>
        ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, channel);

    /// <summary>What has to be said so that exactly the wanted channels are allowed; nothing where all is so already.</summary>
    /// <param name="contact">The person.</param>
    /// <param name="wanted">The channels that are ticked.</param>
    public static IReadOnlyDictionary<ConsentSubject, bool> Say(Contact contact, IReadOnlySet<string> wanted)
    {
        if (wanted.Count > 0 && Channels.All(channel => IsOn(contact, channel) == wanted.Contains(channel)))
        {
            return new Dictionary<ConsentSubject, bool>();
        }

        var marketing = contact.Consents.Where(one => one.Key.Purpose == ConsentPurpose.Marketing).ToList();
        var hasAny = marketing.Any(one => one.Key.Channel == Any);
        var said = new Dictionary<ConsentSubject, bool>();
        foreach (var (subject, statement) in marketing.Where(one => wanted.Count == 0 || IsChoice(one.Key.Channel)))
        {
            // An answer on every channel at once is a yes as long as one is wanted; the others then need a no of their own.
            var isWanted = subject.Channel == Any ? wanted.Count > 0 : wanted.Contains(subject.Channel);
            if (statement.Granted != isWanted)
            {
                said[subject] = isWanted;
            }
        }

        foreach (var channel in Channels.Where(channel => wanted.Contains(channel) ? !IsOn(contact, channel) : hasAny && wanted.Count > 0))
        {
            said[SubjectOf(channel, AddressOf(contact, channel))] = wanted.Contains(channel);
        }

        return said;
    }

    private static IEnumerable<string> SaidAddresses(Contact contact, string channel) => contact.Consents.Keys
        .Where(one => one.Purpose == ConsentPurpose.Marketing && one.Channel == channel)
        .Select(one => one.Address).OrderByDescending(address => address.Length);

    private static IEnumerable<string> BrowserOf(Contact contact) =>
        contact.Field(ContactFields.PushSubscription) is { } browser ? [browser] : [];

    // Who has written to the bot can be written to by it.
    private static IEnumerable<string> TelegramOf(Contact contact) => contact.ExternalIds.Keys
        .Where(id => id.StartsWith(Messengers.Telegram + ":", StringComparison.Ordinal))
        .Select(id => id[(Messengers.Telegram.Length + 1)..]);

    private static bool IsChoice(string channel) => channel == Any || Channels.Contains(channel);
}
