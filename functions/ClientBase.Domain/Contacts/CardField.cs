using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts;

/// <summary>By whose habit and on which day values are read.</summary>
/// <param name="Country">ISO 3166 code of the country whose habit decides.</param>
/// <param name="Today">Births after this day are refused.</param>
public sealed record CardHabit(string Country, DateOnly Today);

/// <summary>A field of the card that has one value and a known meaning.</summary>
/// <param name="Name">As the API spells it.</param>
/// <param name="Key">As the contact keeps it.</param>
/// <param name="Wanted">What its value is to be, for whoever gave another.</param>
/// <param name="Read">Reads a value into its normal form; null when it is none.</param>
/// <remarks>
/// Forms and files know the fields of <see cref="ContactFields.Known"/>. Any other name is the shop's own field there, so the card keeps
/// what else it knows as such fields of these names: whichever way a value comes, it lies in one place.
/// </remarks>
public sealed partial record CardField(string Name, string Key, string Wanted, Func<string, CardHabit, string?> Read)
{
    /// <summary>Characters of a value at most.</summary>
    public const int MaxLength = 1_000;

    private static readonly string[] Channels = ["email", "sms", "phone", "telegram", "whatsapp", "viber", "push", "post"];
    private static readonly string[] Frequencies = ["daily", "weekly", "monthly", "seldom", "never"];

    /// <summary>What the rule language calls it beside <c>custom.{name}</c>; null where it has no word of its own.</summary>
    public string? RuleName { get; init; }

    /// <summary>Whether a list may be given, which is kept as one text with commas.</summary>
    public bool IsList { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CardField> All { get; } =
    [
        OfForms(ContactFields.FirstName, "a first name", (text, _) => PersonName.Clean(text)),
        OfForms(ContactFields.LastName, "a surname", (text, _) => PersonName.Clean(text)),
        OfForms(ContactFields.Patronymic, "a patronymic", (text, _) => PersonName.Clean(text)),
        OfForms(
            ContactFields.BirthDate,
            "a date of birth, such as 1990-12-31",
            (text, habit) => BirthDates.Read(text, habit.Country, habit.Today).Value),
        OfForms("sex", "m or f", (text, _) => text.ToLowerInvariant() is "m" or "f" ? text.ToLowerInvariant() : null),
        OfForms(ContactFields.City),
        OfForms("region"),
        OfForms(ContactFields.Country, "a country", (text, _) => Countries.CodeOf(text) ?? text),
        OfForms("address"),
        OfForms(ContactFields.Company),
        OfForms("jobTitle"),
        OfForms(
            ContactFields.Language, "a language tag, such as ru or pt-BR", (text, _) => LanguageTag().IsMatch(text) ? text : null),
        OfForms(ContactFields.Interests) with { IsList = true },
        Own("familyStatus"),
        Own("socialStatus"),
        Own("occupation"),
        Own("industry") with { RuleName = "industry" },
        Own("companyHours"),
        Own("decisionMaker") with { RuleName = "decisionMaker" },
        Own("preferredChannel", $"one of {string.Join(", ", Channels)}", OneOf(Channels)) with { RuleName = "channel" },
        Own("preferredFrequency", $"one of {string.Join(", ", Frequencies)}", OneOf(Frequencies)),
        Own(
            "timeZone",
            "a time zone of the IANA list, such as Europe/Moscow",
            (text, _) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId ? text : null),
        Own("topics") with { IsList = true },
        Own("telegram"),
        Own("whatsapp"),
        Own("viber"),
        Own("max"),
        Own("vk"),
        Own("ok"),
        Own("instagram"),
        Own("facebook"),
        Own("linkedin"),
        Own("website"),
    ];

    private static readonly FrozenDictionary<string, CardField> ByName =
        All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CardField> ByKey =
        All.ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);

    /// <summary>The field of a name; null when the card has none.</summary>
    public static CardField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The field that is kept under a key; null when it is the shop's own, or none.</summary>
    public static CardField? OfKey(string key) => ByKey.GetValueOrDefault(key);

    private static CardField OfForms(string name, string wanted = "a text", Func<string, CardHabit, string?>? read = null) =>
        new(name, name, wanted, read ?? AsTyped);

    private static CardField Own(string name, string wanted = "a text", Func<string, CardHabit, string?>? read = null) =>
        new(name, ContactFields.CustomPrefix + name, wanted, read ?? AsTyped);

    private static string? AsTyped(string text, CardHabit habit) => text;

    private static Func<string, CardHabit, string?> OneOf(string[] words) =>
        (text, _) => Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex LanguageTag();
}
