using System.Collections.Immutable;
using System.Text.Encodings.Web;
using ClientBase.Domain.Consent;

namespace ClientBase.Domain.Contacts;

/// <summary>How much a contact card holds. It is one row of 1 MiB, and anybody may post to a form: nobody can fill somebody else's card up.</summary>
/// <remarks>
/// What does not fit stays on the timeline. Cutting keeps the laws of <see cref="Contact.Join"/>: of any union the same entries are
/// kept, since what was cut stands behind as many that are never cut before it.
/// </remarks>
public static class CardLimits
{
    /// <summary>Characters of a field's name and value together, as written in JSON.</summary>
    public const int MaxField = 1_500;

    /// <summary>The shop's own fields; the latest stay.</summary>
    public const int MaxCustomFields = 100;

    /// <summary>E-mail addresses, and phones; the first ones given stay.</summary>
    public const int MaxAddresses = 50;

    /// <summary>Consent statements: withdrawals stay, then the latest. Far beyond what one person says.</summary>
    public const int MaxConsents = 100;

    /// <summary>How texts are escaped in the JSON that is stored, and so how long they are there.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Length of a text as written in JSON: a control character takes six.</summary>
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

    private static ImmutableSortedDictionary<string, Stamped<string>> Addresses(ImmutableSortedDictionary<string, Stamped<string>> addresses) =>
        addresses.Count <= MaxAddresses
            ? addresses
            : addresses.RemoveRange(addresses.OrderBy(address => address.Value.Said).ThenBy(address => address.Key, StringComparer.Ordinal)
                .Skip(MaxAddresses).Select(address => address.Key).ToList());

    private static ImmutableDictionary<ConsentSubject, ConsentStatement> Consents(ImmutableDictionary<ConsentSubject, ConsentStatement> consents) =>
        consents.Count <= MaxConsents
            ? consents
            : consents.RemoveRange(consents.OrderBy(consent => consent.Value.Granted).ThenByDescending(consent => consent.Value.Said)
                .ThenBy(consent => consent.Key.ToString(), StringComparer.Ordinal)
                .Skip(MaxConsents).Select(consent => consent.Key).ToList());
}
