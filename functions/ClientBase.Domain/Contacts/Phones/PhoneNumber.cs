using System.Diagnostics.CodeAnalysis;

namespace ClientBase.Domain.Contacts.Phones;

/// <summary>A telephone number in E.164: a plus, the country code and the national number, at most 15 digits.</summary>
public sealed record PhoneNumber
{
    internal PhoneNumber(string digits) => Value = "+" + digits;

    /// <summary>The number, such as <c>+79161234567</c>.</summary>
    public string Value { get; }

    /// <summary>ISO 3166 code of the region that hands out such numbers, <c>001</c> for codes of no country (+800).</summary>
    public string Region => PhoneReader.RegionOf(Value);

    /// <summary>The digits of a number in E.164 behind its country code; all digits where there is no such country.</summary>
    public static string NationalOf(string number) => PhoneReader.NationalDigits(number);

    /// <summary>Reads a number as people type it.</summary>
    /// <param name="text">
    /// What was typed: punctuation is dropped, three letters or more in a row are keypad digits, an extension is left out.
    /// </param>
    /// <param name="country">
    /// The country the number is national to when it has no plus: an ISO 3166 code or a name; if unknown, the plus is required.
    /// </param>
    /// <param name="phone">The number, or null when the text is not one.</param>
    public static bool TryParse(string? text, string? country, [NotNullWhen(true)] out PhoneNumber? phone)
    {
        phone = PhoneReader.Read(text, country).Phone;
        return phone is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
