namespace ClientBase.Domain.Contacts.Phones;

/// <summary>What a typed telephone number was read as.</summary>
/// <param name="Phone">The number, or null when the text is not one.</param>
/// <param name="Extension">Digits to dial once the call is answered; null when none were typed.</param>
/// <param name="Reason">Why it is not one: a code of <see cref="PhoneReasons"/>; null for a number.</param>
public readonly record struct PhoneReading(PhoneNumber? Phone, string? Extension, string? Reason)
{
    internal static PhoneReading Refused(string reason) => new(null, null, reason);
}

/// <summary>Why a telephone number is refused.</summary>
public static class PhoneReasons
{
    /// <summary>Nothing was typed.</summary>
    public const string Empty = "empty";

    /// <summary>It holds characters that no number is written with, or no digit.</summary>
    public const string NotANumber = "not-a-number";

    /// <summary>No plus and no country: the same digits are numbers in many countries.</summary>
    public const string NeedsCountry = "needs-country";

    /// <summary>No plus, and a country that is not an ISO 3166 code of a region with telephones.</summary>
    public const string UnknownCountry = "unknown-country";

    /// <summary>The digits after the plus begin with no country code in use.</summary>
    public const string UnknownCountryCode = "unknown-country-code";

    /// <summary>Fewer digits than any number of the country.</summary>
    public const string TooShort = "too-short";

    /// <summary>More digits than any number of the country.</summary>
    public const string TooLong = "too-long";

    /// <summary>The country has shorter and longer numbers, but none of this many digits.</summary>
    public const string WrongLength = "wrong-length";

    /// <summary>The country hands out no number of this length that begins so.</summary>
    public const string InvalidForCountry = "invalid-for-country";
}
