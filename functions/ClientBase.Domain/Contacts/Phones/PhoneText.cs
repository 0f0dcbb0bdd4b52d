using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Phones;

/// <summary>The digits of a typed number, without the characters around them.</summary>
/// <param name="Digits">ASCII digits.</param>
/// <param name="HasPlus">Whether a plus stands before them.</param>
/// <param name="Extension">Digits of the extension, or null.</param>
internal readonly partial record struct PhoneText(string Digits, bool HasPlus, string? Extension)
{
    private const int MaxLength = 200; // Longer text is not a number.
    private const int MinDigitsBeforeLetters = 3; // "1-800-FLOWERS", not "call me".
    private const string Keypad = "22233344455566677778889999";
    private const string Punctuation = "-.()[]/~·*−（）［］．／～";

    /// <summary>Reads the text; when it is not written like a number, returns the reason (<see cref="PhoneReasons"/>).</summary>
    public static string? TryRead(string? typed, out PhoneText read)
    {
        read = default;
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
        {
            return PhoneReasons.Empty;
        }

        if (text.Length > MaxLength)
        {
            return PhoneReasons.TooLong;
        }

        text = WithoutUri(InAsciiDigits(text));
        var extension = ExtensionAtEnd().Match(text);
        if (extension.Success)
        {
            text = text[..extension.Index];
        }

        var digits = new StringBuilder(text.Length);
        var hasPlus = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits.Append(c);
            }
            else if (c is '+' or '＋' && digits.Length == 0 && !hasPlus)
            {
                hasPlus = true;
            }
            else if (char.IsAsciiLetter(c) && digits.Length >= MinDigitsBeforeLetters)
            {
                digits.Append(Keypad[char.ToUpperInvariant(c) - 'A']);
            }
            else if (!IsDecoration(c))
            {
                return PhoneReasons.NotANumber;
            }
        }

        read = new PhoneText(digits.ToString(), hasPlus, extension.Success ? extension.Groups["digits"].Value : null);
        return digits.Length == 0 ? PhoneReasons.NotANumber : null;
    }

    private static bool IsDecoration(char c) =>
        char.IsWhiteSpace(c) || Punctuation.Contains(c, StringComparison.Ordinal)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    private static string InAsciiDigits(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var digit = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune) : -1;
            written.Append(digit >= 0 ? ((char)('0' + digit)).ToString() : rune.ToString());
        }

        return written.ToString();
    }

    // RFC 3966: "tel:863-1234;phone-context=+1-914-555;ext=12". Only the extension and a global context change what is dialled.
    private static string WithoutUri(string text)
    {
        if (!text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var parts = text[4..].Split(';');
        string? Parameter(string name) =>
            parts.Skip(1).FirstOrDefault(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..];
        var context = Parameter("phone-context=") is ['+', ..] global && !parts[0].TrimStart().StartsWith('+') ? global : "";
        return context + parts[0] + (Parameter("ext=") is { } extension ? $";ext={extension}" : "");
    }

    [GeneratedRegex(
        @"(?:;\s*ext=|[,;#]+|(?<![a-zа-я])(?:extension|extn?|ext|x|х|доб(?:авочный)?|вн(?:утр(?:енний)?)?)\b?)"
        + @"[\s.:=#]*(?<digits>[0-9]{1,7})[\s#)]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExtensionAtEnd();
}
