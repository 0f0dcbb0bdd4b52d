using System.Globalization;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>What is known of a contact apart from its orders; null or blank where nothing is.</summary>
/// <param name="ContactId">The contact; each is given once.</param>
public sealed record Profile(string ContactId)
{
    /// <summary>Date of birth.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>As typed or found: <c>f</c>, <c>male</c>, <c>жен</c>.</summary>
    public string? Sex { get; init; }

    /// <summary>Family status.</summary>
    public string? Family { get; init; }

    /// <summary>Social status.</summary>
    public string? Social { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Country.</summary>
    public string? Country { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>Occupation.</summary>
    public string? Occupation { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Interests, any number.</summary>
    public IReadOnlyList<string> Interests { get; init; } = [];

    /// <summary>The channel they like best.</summary>
    public string? PreferredChannel { get; init; }

    /// <summary>Where they came from.</summary>
    public string? Source { get; init; }

    /// <summary>The profile of a contact, from its fields.</summary>
    public static Profile Of(Contact contact) => new(contact.Id)
    {
        BirthDate = DateOf(contact.Field(ContactFields.BirthDate)),
        Sex = contact.Field("sex"),
        Family = contact.Field("familyStatus"),
        Social = contact.Field("socialStatus"),
        Language = contact.Field(ContactFields.Language),
        Country = contact.Field(ContactFields.Country),
        Region = contact.Field("region"),
        City = contact.Field(ContactFields.City),
        Occupation = contact.Field("jobTitle"),
        Industry = contact.Field("industry"),
        Interests = ListOf(contact.Field("interests")),
        PreferredChannel = contact.Field("preferredChannel"),
        Source = contact.FirstSeen?.Value,
    };

    private static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string[] ListOf(string? text) =>
        (text ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
