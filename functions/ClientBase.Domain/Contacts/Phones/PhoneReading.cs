namespace ClientBase.Domain.Contacts.Phones;

/// <summary>What a typed telephone number was read as.</summary>
/// <param name="Phone">The number, or null when the text is not one.</param>
/// <param name="Extension">Digits to dial once the call is answered; null when none were typed.</param>
/// <param name="Reason">Why it is not one: a code of <see cref="PhoneReasons"/>; null for a number.</param>
/// <param name="Suggestion">The number that was probably meant where letters stand for digits; null when there is no telling.</param>
public readonly record struct PhoneReading(PhoneNumber? Phone, string? Extension, string? Reason, string? Suggestion = null)
{
    internal static PhoneReading Refused(string reason, string? suggestion = null) => new(null, null, reason, suggestion);
}

/// <summary>Why a telephone number is refused.</summary>
public static class PhoneReasons
{
    /// <summary>Nothing was typed.</summary>
    public const string Empty = "empty";

    /// <summary>It holds characters that no number is written with, or no digit.</summary>
    public const string NotANumber = "not-a-number";

    /// <summary>What people and tills write where there is no number: 0000000000, 1234567890, "none".</summary>
    public const string Placeholder = "placeholder";

    /// <summary>No plus and no country: the same digits are numbers in many countries.</summary>
    public const string NeedsCountry = "needs-country";

    /// <summary>No plus, and a country that is neither an ISO 3166 code nor the name of a country with telephones.</summary>
    public const string UnknownCountry = "unknown-country";

    /// <summary>The digits after the plus begin with no country code in use.</summary>
    public const string UnknownCountryCode = "unknown-country-code";

    /// <summary>Fewer digits than the numbers of the country.</summary>
    public const string TooShort = "too-short";

    /// <summary>More digits than the numbers of the country.</summary>
    public const string TooLong = "too-long";

    /// <summary>The country hands out no number of this length that begins so.</summary>
    public const string InvalidForCountry = "invalid-for-country";
}
