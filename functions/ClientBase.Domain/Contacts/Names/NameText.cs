using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>The words of a typed text, without characters that no name is written with.</summary>
internal static partial class NameText
{
    /// <summary>The words that can be seen of the beginning of a text, with single spaces.</summary>
    public static string Visible(string text, int longest) =>
        string.Join(' ', Words(text[..Math.Min(longest, text.Length)]));

    /// <summary>The text without what is in brackets or quotes beside the name: «Иванова Анна (мама Пети)», John "Jack" Smith.</summary>
    /// <remarks>When nothing else is left, what stands in them is the name.</remarks>
    public static string WithoutAsides(string text)
    {
        var rest = Aside().Replace(text, " ");
        return rest.Any(char.IsLetter) ? rest : text.Trim('(', ')', '[', ']', '"', '«', '»', '“', '”', ' ');
    }

    [GeneratedRegex("""\([^()]*(\)|$)|\[[^\[\]]*(\]|$)|"[^"]*"|«[^»]*»|“[^”]*”|(?<=\s)'[^']{2,}'(?=\s)|[)\]]""")]
    private static partial Regex Aside();

    /// <summary>The words between white space, composed (NFC), without controls, invisible marks, emoji and broken characters.</summary>
    public static string[] Words(string text)
    {
        var printable = new StringBuilder(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                printable.Append(' ');
            }
            else if (!IsInvisible(rune) && !IsEmoji(rune))
            {
                printable.Append(text, at, rune.Utf16SequenceLength);
            }

            at += rune.Utf16SequenceLength;
        }

        return printable.ToString().Normalize().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether nothing can be seen in the text.</summary>
    public static bool IsBlank(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsInvisible(rune))
            {
                return false;
            }
        }

        return true;
    }

    // Zero-width and direction marks, blank letters, broken surrogates (which arrive as the replacement character) and code points that are
    // no characters (Unicode 23.7).
    private static bool IsInvisible(Rune rune) =>
        Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0
        || rune == Rune.ReplacementChar || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    // Pictures with their skin tones, keycaps and variants; signs of text such as № stay.
    private static bool IsEmoji(Rune rune) =>
        (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol && rune.Value is (>= 0x2300 and <= 0x2BFF) or >= 0x1F000)
        || rune.Value is (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xFE00 and <= 0xFE0F) or 0x20E3;
}
