using System.Text.Json;
using System.Xml.Linq;
using ClientBase.Domain.Contacts.Emails;

namespace ClientBase.Domain.Tests.Contacts.Emails;

/// <summary>Public suites of addresses under our policy.</summary>
/// <remarks>
/// The suites disagree with our policy and with each other. Each deviation is listed with its reason; none may be missing or too many.
/// </remarks>
public sealed class EmailSuitesTests
{
    private const string IsEmail = "email/isemail_tests.xml";
    private const string Jstedfast = "email/jstedfast_emailvalidation_vectors.json";

    // The suite refuses or doubts these because of the space and line ends around them, which we trim.
    private const string Trimmed = "88 89 99 127 128 132 141 142 143 144 145 146 147 148 149 150 151 152 153 154 155 156 157 158";

    // Valid by RFC 5321, but no provider has such addresses.
    private static readonly Dictionary<string, string> IsEmailDeviations = new()
    {
        ["5"] = EmailReasons.NoTopLevelDomain,
        ["13"] = EmailReasons.BadTopLevelDomain,
        ["23"] = EmailReasons.BadTopLevelDomain,
        ["24"] = EmailReasons.BadTopLevelDomain,
        ["37"] = EmailReasons.BadTopLevelDomain,
        ["42"] = EmailReasons.QuotedLocalPart,
        ["43"] = EmailReasons.QuotedLocalPart,
        ["45"] = EmailReasons.QuotedLocalPart,
        ["46"] = EmailReasons.QuotedLocalPart,
        ["48"] = EmailReasons.QuotedLocalPart,
        ["55"] = EmailReasons.QuotedLocalPart,
        ["61"] = EmailReasons.AddressLiteral,
        ["68"] = EmailReasons.AddressLiteral,
        ["72"] = EmailReasons.AddressLiteral,
        ["75"] = EmailReasons.AddressLiteral,
        ["77"] = EmailReasons.AddressLiteral,
        ["79"] = EmailReasons.AddressLiteral,
        ["81"] = EmailReasons.AddressLiteral,
        ["166"] = EmailReasons.NoTopLevelDomain,
        ["167"] = EmailReasons.Placeholder, // test@test.com
    };

    [PublicDataFact(IsEmail)]
    public void Isemail_agrees_but_for_the_deviations_listed()
    {
        var deviations = from test in XDocument.Load(Repository.Data(IsEmail)).Descendants("test")
                         let typed = (string?)test.Element("address") ?? ""
                         let address = string.Concat(typed.Select(c => c is >= '\u2400' and <= '\u2420' ? (char)(c - '\u2400') : c))
                         let category = (string?)test.Element("category")
                         let isValidThere = category is "ISEMAIL_VALID_CATEGORY" or "ISEMAIL_DNSWARN" or "ISEMAIL_RFC5321"
                         let read = EmailReader.Read(address)
                         where isValidThere != (read.Email is not null)
                         select $"{(string?)test.Attribute("id")} {read.Reason ?? "trimmed"}";
        var listed = IsEmailDeviations.Select(one => $"{one.Key} {one.Value}").Concat(Trimmed.Split(' ').Select(id => $"{id} trimmed"));
        Assert.Equal(listed.Order(), deviations.Order());
    }

    [PublicDataFact(Jstedfast)]
    public void Addresses_valid_there_and_not_here_are_quoted_literals_or_bare_top_level_domains()
    {
        var refused = Of("valid").Concat(Of("validInternational"))
            .Select(address => EmailReader.Read(address))
            .Where(read => read.Email is null)
            .ToArray();
        Assert.Equal(
            [
                (EmailReasons.AddressLiteral, 14),
                (EmailReasons.LocalPartTooLong, 1),
                (EmailReasons.NoTopLevelDomain, 2),
                (EmailReasons.QuotedLocalPart, 14),
            ],
            refused.GroupBy(read => read.Reason!)
                .Select(reason => (reason.Key, reason.Count()))
                .OrderBy(reason => reason.Key, StringComparer.Ordinal));
    }

    [PublicDataFact(Jstedfast)]
    public void Nothing_invalid_there_is_valid_here_but_for_space_around() =>
        Assert.Equal(
            [],
            Of("invalid").Concat(Of("invalidInternational"))
                .Where(address => address == address.Trim() && EmailReader.Read(address).Email is not null));

    private static IEnumerable<string> Of(string list)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Repository.Data(Jstedfast)));
        return
        [
            .. vectors.RootElement.GetProperty(list).EnumerateArray()
                .Select(item => item.ValueKind == JsonValueKind.String ? item : item.GetProperty("email"))
                .Select(item => item.GetString())
                .OfType<string>(),
        ];
    }
}
