using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Contacts.Phones;

/// <summary>The digits of a typed number, without the characters around them.</summary>
/// <param name="Digits">ASCII digits.</param>
/// <param name="HasPlus">Whether a plus stands before them.</param>
/// <param name="Extension">Digits of the extension, or null.</param>
internal readonly partial record struct PhoneText(string Digits, bool HasPlus, string? Extension)
{
    private const int MaxLength = 200; // Longer text is not a number.
    private const int MinDigitsBeforeLetters = 3; // "1-800-FLOWERS", not "call me".
    private const int MinKeypadLetters = 3; // Fewer are a slip, and a digit of a key is never guessed.
    private const string Keypad = "22233344455566677778889999";
    private const string Punctuation = "-.()[]/~·*−ー";
    private const string LikeDigits = "OoОоIlІі|SsЅѕZzBЗзб";
    private const string DigitsMeant = "0000111115555228336";

    /// <summary>Reads the text; when it is not written like a number, returns the reason (<see cref="PhoneReasons"/>).</summary>
    public static string? TryRead(string? typed, out PhoneText read)
    {
        read = default;
        if ((typed?.Length ?? 0) > MaxLength)
        {
            return PhoneReasons.TooLong;
        }

        var text = Plain(typed);
        if (text.Length == 0)
        {
            return PhoneReasons.Empty;
        }

        if (text.Any(char.IsLetter) && Placeholders.Holds(text))
        {
            return PhoneReasons.Placeholder;
        }

        if (!TryWithoutParameters(CarrierMark().Replace(WithoutLabel(text), "${before}"), out text))
        {
            return PhoneReasons.NotANumber;
        }

        var extension = ExtensionAtEnd().Match(text);
        if (extension.Success)
        {
            text = text[..extension.Index].TrimEnd(" \t,;".ToCharArray());
        }

        if (!TryGetDigits(text, out var digits, out var hasPlus))
        {
            return PhoneReasons.NotANumber;
        }

        read = new PhoneText(digits, hasPlus, extension.Success ? extension.Groups["digits"].Value : null);
        return null;
    }

    /// <summary>The text with the digits that its letters look like, or null when it has other letters or none.</summary>
    public static string? WithDigitsForLetters(string? typed)
    {
        var text = Plain(typed);
        var letters = text.Count(char.IsLetter);
        return letters > 0 && text.All(c => !char.IsLetter(c) || LikeDigits.Contains(c, StringComparison.Ordinal))
            ? string.Concat(text.Select(c => LikeDigits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? DigitsMeant[at] : c))
            : null;
    }

    private static bool TryGetDigits(string text, out string digits, out bool hasPlus)
    {
        (digits, hasPlus) = ("", false);
        var dialled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                dialled.Append(c);
            }
            else if (c == '+' && dialled.Length == 0)
            {
                hasPlus = true;
            }
            else if (char.IsAsciiLetter(c) && dialled.Length >= MinDigitsBeforeLetters && KeypadWord(text, i) is { Length: > 0 } word)
            {
                dialled.Append(word);
                i = EndOfWord(text, i) - 1;
            }
            else if (!IsDecoration(c))
            {
                return false;
            }
        }

        digits = dialled.ToString();
        return digits.Length > 0;
    }

    // "MY-APPLE" is one word: what stands between its letters is no digit.
    private static string KeypadWord(string text, int from)
    {
        var letters = text[from..EndOfWord(text, from)].Where(char.IsAsciiLetter).ToArray();
        return letters.Length < MinKeypadLetters ? "" : string.Concat(letters.Select(c => Keypad[char.ToUpperInvariant(c) - 'A']));
    }

    private static int EndOfWord(string text, int from)
    {
        var end = from;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || IsDecoration(text[end])))
        {
            end++;
        }

        return end;
    }

    private static bool IsDecoration(char c) =>
        char.IsWhiteSpace(c) || Punctuation.Contains(c, StringComparison.Ordinal)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation;

    // Digits of all scripts and full-width signs in ASCII; what cannot be seen is left out.
    private static string Plain(string? typed)
    {
        if (typed is null || Ascii.IsValid(typed))
        {
            return (typed ?? "").Trim();
        }

        var plain = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.DecimalDigitNumber)
            {
                plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else if (rune.Value is > 0xFF00 and < 0xFF5F)
            {
                plain.Append((char)(rune.Value - 0xFF01 + '!'));
            }
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString().Trim();
    }

    // RFC 3966: "tel:863-1234;phone-context=+1-914-555;ext=12". Only the extension and a global context change what is dialled; a context
    // that is neither global nor a domain makes it no number.
    private static bool TryWithoutParameters(string typed, out string text)
    {
        text = typed;
        var parts = typed.Split(';');
        if (!parts.Skip(1).Any(part => part.Contains('=', StringComparison.Ordinal)))
        {
            return true;
        }

        string? Parameter(string name) =>
            parts.Skip(1).FirstOrDefault(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..];
        var context = Parameter("phone-context=");
        var isGlobal = context is ['+', ..];
        text = (isGlobal && !parts[0].StartsWith('+') ? context : "") + parts[0]
            + (Parameter("ext=") is { } extension ? $";ext={extension}" : "");
        return context is null || (isGlobal ? GlobalContext() : DomainContext()).IsMatch(context);
    }

    // «Тел.: +7 916», "WhatsApp +44". A word that could be digits ("O8 916") is no label.
    private static string WithoutLabel(string text)
    {
        var label = Label().Match(text);
        return label.Success && label.ValueSpan.ContainsAnyExcept(LikeDigits + " .:") ? text[label.Length..] : text;
    }

    [GeneratedRegex(@"^(\p{L}{2,}[.:]?\s+|\p{L}{1,20}[.:]+\s*){1,4}(?=[+(0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    // "(0xx) 11 8765-4321": the place for a carrier's code, which people leave as it is printed.
    [GeneratedRegex(@"^(?<before>\(?0[0-9]{0,2})[xX]{2}(?=[0-9)\s])", RegexOptions.ExplicitCapture)]
    private static partial Regex CarrierMark();

    [GeneratedRegex(@"^\+[-.()]*[0-9][-.()0-9]*$")]
    private static partial Regex GlobalContext();

    [GeneratedRegex(@"^([a-z0-9]+(-+[a-z0-9]+)*\.)*[a-z][a-z0-9]*(-+[a-z0-9]+)*\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex DomainContext();

    // As long as each label leaves no doubt. A second extension behind a slash ("x508/x1234") is passed over; the last form is "-910#".
    [GeneratedRegex(
        @"(?:(?:;\s*ext=|(?<![a-zа-я])(?:e?xt(?:ensi(?:ó|o\u0301|o)?)?n?|anexo|доб(?:авочный)?|вн(?:утр(?:енний)?)?)(?![a-zа-я]))"
        + @"[\s.:=#,]*(?<digits>[0-9]{1,20})"
        + @"|(?:[,;#]+|\s~|(?<![a-zа-я])(?:x|х|int)(?![a-zа-я]))[\s.:=#,]*(?<digits>[0-9]{1,9}|[0-9]{10,15}(?=#)))"
        + @"[\s#)]*(?:[\\/]\s*x[0-9]+)?$"
        + @"|[-\s]+(?<digits>[0-9]{1,6})#$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExtensionAtEnd();
}
