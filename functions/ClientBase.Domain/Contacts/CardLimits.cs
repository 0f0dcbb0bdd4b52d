using System.Collections.Immutable;
using System.Text.Encodings.Web;
using ClientBase.Domain.Consent;

namespace ClientBase.Domain.Contacts;

/// <summary>How much a contact card holds.</summary>
/// <remarks>
/// A card is one row of at most 1 MiB, and anybody may post to a form: without limits a stranger could fill somebody's card up. What does
/// not fit stays on the timeline. Cutting keeps the laws of <see cref="Contact.Join"/>: an entry is cut because enough others rank before
/// it, and in any larger union they still do, so it makes no difference in which order cards are joined.
/// </remarks>
public static class CardLimits
{
    /// <summary>Characters of a field's name and value together, as written in JSON.</summary>
    public const int MaxField = 1_500;

    /// <summary>How many of the shop's own fields are kept: the latest ones.</summary>
    public const int MaxCustomFields = 100;

    /// <summary>How many e-mail addresses are kept, and how many phones: the ones given first.</summary>
    public const int MaxAddresses = 50;

    /// <summary>How many consent statements are kept: withdrawals before others, then the latest. No one person makes so many.</summary>
    public const int MaxConsents = 100;

    /// <summary>How texts are escaped in the JSON that is stored, and so how long they are there.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Length of a text as written in JSON, where a control character takes six.</summary>
    public static int WrittenLength(string text) => Encoder.Encode(text).Length;

    /// <summary>Whether a field has room on the card.</summary>
    public static bool Fits(string name, string value) =>
        name.Length + value.Length <= MaxField && WrittenLength(name) + WrittenLength(value) <= MaxField;

    internal static Contact Cut(Contact contact) => contact with
    {
        Fields = Fields(contact.Fields),
        Emails = Addresses(contact.Emails),
        Phones = Addresses(contact.Phones),
        Consents = Consents(contact.Consents),
        Undeliverable = Undeliverable(contact.Undeliverable),
    };

    private static ImmutableSortedDictionary<string, Stamped<string>> Fields(ImmutableSortedDictionary<string, Stamped<string>> fields)
    {
        if (fields.Count <= MaxCustomFields)
        {
            return fields;
        }

        var cut = fields.Where(field => field.Key.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal))
            .OrderByDescending(field => field.Value.Said).ThenBy(field => field.Key, StringComparer.Ordinal)
            .Skip(MaxCustomFields).Select(field => field.Key);
        return fields.RemoveRange(cut.ToList());
    }

    private static ImmutableSortedDictionary<string, Stamped<string>> Addresses(
        ImmutableSortedDictionary<string, Stamped<string>> addresses)
    {
        if (addresses.Count <= MaxAddresses)
        {
            return addresses;
        }

        var cut = addresses.OrderBy(address => address.Value.Said).ThenBy(address => address.Key, StringComparer.Ordinal)
            .Skip(MaxAddresses).Select(address => address.Key);
        return addresses.RemoveRange(cut.ToList());
    }

    private static ImmutableSortedDictionary<string, Stamped<string>> Undeliverable(
        ImmutableSortedDictionary<string, Stamped<string>> said) =>
        said.Count <= MaxAddresses
            ? said
            : said.RemoveRange([
                .. said.OrderByDescending(address => address.Value.Said).ThenBy(address => address.Key, StringComparer.Ordinal)
                    .Skip(MaxAddresses).Select(address => address.Key),
            ]);

    private static ImmutableDictionary<ConsentSubject, ConsentStatement> Consents(
        ImmutableDictionary<ConsentSubject, ConsentStatement> consents)
    {
        if (consents.Count <= MaxConsents)
        {
            return consents;
        }

        var cut = consents.OrderBy(consent => consent.Value.Granted).ThenByDescending(consent => consent.Value.Said)
            .ThenBy(consent => consent.Key.ToString(), StringComparer.Ordinal)
            .Skip(MaxConsents).Select(consent => consent.Key);
        return consents.RemoveRange(cut.ToList());
    }
}
