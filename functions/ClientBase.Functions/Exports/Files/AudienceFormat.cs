using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Tables.Writing;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Exports.Files;

/// <summary>A member as an advertising network may hear of them: only addresses they allowed to be used so.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Emails">Addresses; those of marketing by mail, or of offers.</param>
/// <param name="Phones">Telephones; those of marketing by text, or of offers.</param>
internal sealed record AudienceMember(Contact Contact, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones)
{
    public static AudienceMember Of(Contact contact)
    {
        var offers = ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, "email")
            || ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, "any");
        var mail = offers || ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email");
        var text = offers || ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "sms");
        return new AudienceMember(contact, mail ? [.. contact.Emails.Keys] : [], text ? [.. contact.Phones.Keys] : []);
    }
}

/// <summary>An audience for an advertising network: normalised as it wants it, and digests of SHA-256 in small hex letters.</summary>
/// <remarks>
/// Google: Customer Match (telephones with +, dots before gmail.com dropped, the country as it is). Meta: customer list (digits only,
/// names in
/// small letters). Yandex Audience: CRM data (SHA-256 since January 2025; digits only, a record of e-mail and telephone). VK: a list of one
/// digest a line under <c>id</c>.
/// </remarks>
public sealed class AudienceFormat : IExportFormat
{
    private readonly Func<AudienceMember, IEnumerable<object?[]>> _rows;

    private AudienceFormat(string name, string[] columns, Func<AudienceMember, IEnumerable<object?[]>> rows) =>
        (Name, Columns, _rows) = (name, [.. columns.Select(column => new FileColumn(column, CellKind.Text))], rows);

    public static AudienceFormat Google { get; } = new(
        "google",
        ["Email", "Phone", "First Name", "Last Name", "Country"],
        member => Pairs(member).Select(pair => (object?[])
        [
            Hash(pair.Email is null ? null : WithoutGmailDots(pair.Email)), Hash(pair.Phone), Hash(Small(member.Contact.Name.First)),
            Hash(Small(member.Contact.Name.Last)), Countries.CodeOf(member.Contact.Field(ContactFields.Country)),
        ]));

    public static AudienceFormat Meta { get; } = new(
        "meta",
        ["email", "phone", "fn", "ln", "dob", "gen", "ct", "country"],
        member => Pairs(member).Select(pair => (object?[])
        [
            Hash(pair.Email), Hash(Digits(pair.Phone)), Hash(Small(member.Contact.Name.First)), Hash(Small(member.Contact.Name.Last)),
            Hash(member.Contact.Field(ContactFields.BirthDate)?.Replace("-", "", StringComparison.Ordinal)),
            Hash(member.Contact.Field("sex") is "m" or "f" ? member.Contact.Field("sex") : null),
            Hash(Small(member.Contact.Field(ContactFields.City))?.Replace(" ", "", StringComparison.Ordinal)),
            Hash(Small(Countries.CodeOf(member.Contact.Field(ContactFields.Country)))),
        ]));

    public static AudienceFormat Vk { get; } = new(
        "vk",
        ["id"],
        member => [.. member.Emails.Concat(member.Phones.Select(Digits)).Select(value => new object?[] { Hash(value) })]);

    public static AudienceFormat Yandex { get; } = new(
        "yandex",
        ["external_id", "phone", "email"],
        member => Pairs(member).Select(pair => (object?[])[member.Contact.Id, Hash(Digits(pair.Phone)), Hash(pair.Email)]));

    public string Name { get; }

    public IReadOnlyList<FileColumn> Columns { get; }

    public IEnumerable<object?[]> RowsOf(ContactCard member) => _rows(AudienceMember.Of(member.Contact));

    // A row for each address: networks take one e-mail and one telephone a row.
    private static IEnumerable<(string? Email, string? Phone)> Pairs(AudienceMember member)
    {
        for (var i = 0; i < Math.Max(member.Emails.Count, member.Phones.Count); i++)
        {
            yield return (member.Emails.ElementAtOrDefault(i), member.Phones.ElementAtOrDefault(i));
        }
    }

    private static string? Hash(string? value) =>
        string.IsNullOrEmpty(value) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static string? Small(string? text) => text?.Trim().ToLowerInvariant();

    private static string? Digits(string? phone) => phone?.TrimStart('+');

    private static string WithoutGmailDots(string email)
    {
        var at = email.LastIndexOf('@');
        return email[(at + 1)..] is "gmail.com" or "googlemail.com"
            ? email[..at].Replace(".", "", StringComparison.Ordinal) + email[at..]
            : email;
    }
}
