using System.Diagnostics.CodeAnalysis;

namespace ClientBase.Domain.Contacts;

/// <summary>A telephone number in E.164: a plus and 8 to 15 digits.</summary>
public sealed record PhoneNumber
{
    private const int MinDigits = 8;
    private const int MaxDigits = 15; // ITU-T E.164.

    private PhoneNumber(string value) => Value = value;

    /// <summary>The number, such as <c>+79161234567</c>.</summary>
    public string Value { get; }

    /// <summary>Reads a number as people type it.</summary>
    /// <param name="text">What was typed: spaces, dashes, dots and brackets are dropped, letters are refused.</param>
    /// <param name="country">ISO 3166 code the number is national to when it has no plus, such as <c>RU</c>; unknown ones want the plus.</param>
    /// <param name="phone">The number, or null when it is none.</param>
    public static bool TryParse(string? text, string? country, [NotNullWhen(true)] out PhoneNumber? phone)
    {
        phone = null;
        var typed = (text ?? "").Trim();
        var isInternational = typed.StartsWith('+') || typed.StartsWith("00", StringComparison.Ordinal);
        if (!TryGetDigits(typed, out var digits))
        {
            return false;
        }

        if (typed.StartsWith("00", StringComparison.Ordinal))
        {
            digits = digits[2..];
        }

        var international = isInternational ? digits : DialingPlan.ToInternational(digits, country);
        if (international is not { Length: >= MinDigits and <= MaxDigits } || international[0] == '0')
        {
            return false;
        }

        phone = new PhoneNumber("+" + international);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool TryGetDigits(string typed, out string digits)
    {
        digits = "";
        Span<char> kept = stackalloc char[32];
        var count = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            var c = typed[i];
            if (char.IsAsciiDigit(c))
            {
                if (count == kept.Length)
                {
                    return false;
                }

                kept[count++] = c;
            }
            else if (!(c is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00a0' or '\u2011' or '\u2013' || (c == '+' && i == 0)))
            {
                return false;
            }
        }

        digits = new string(kept[..count]);
        return count > 0;
    }
}
