using System.Text;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>The two alphabets our customers write in: folded into one for comparison, or spelled as in passports for display.</summary>
public static class Transliteration
{
    // ICAO 9303, the spelling of passports.
    private const string Cyrillic = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ ў";
    private const string InLatin = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia i i ie g u";

    private static readonly Dictionary<char, string> Latin = Cyrillic.Split(' ').Zip(InLatin.Split(' '))
        .ToDictionary(pair => pair.First[0], pair => pair.Second.Replace("-", "", StringComparison.Ordinal));

    /// <summary>The word in lower-case letters and digits, Cyrillic as Latin, accents dropped; other scripts stay as they are.</summary>
    /// <remarks>For comparison only: й becomes и, ъ and ь are dropped, because people spell them in every way.</remarks>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.IsBmp && Latin.TryGetValue((char)lower.Value, out var letters))
            {
                folded.Append(lower.Value == 'ъ' ? "" : letters);
            }
            else if (Rune.IsLetterOrDigit(lower))
            {
                AppendWithoutAccent(folded, lower);
            }
        }

        // One sound, several spellings: Yulia/Julia/Iuliia, Aleksey/Alexey, Sergey/Sergei, Yegor/Egor, Yurievich/Yurevich.
        return folded.Replace("x", "ks").Replace('y', 'i').Replace('j', 'i').Replace("ii", "i").Replace("ie", "e").ToString();
    }

    /// <summary>
    /// Cyrillic letters as ICAO 9303 spells them in passports, everything else unchanged: «Щукин Юрий» becomes "Shchukin Iurii".
    /// </summary>
    public static string ToLatin(string text)
    {
        var latin = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var lower = char.ToLowerInvariant(text[i]);
            if (!Latin.TryGetValue(lower, out var letters))
            {
                latin.Append(text[i]);
            }
            else if (lower == text[i] || letters.Length == 0)
            {
                latin.Append(letters);
            }
            else
            {
                var amongCapitals = (i + 1 < text.Length && char.IsUpper(text[i + 1])) || (i > 0 && char.IsUpper(text[i - 1]));
                latin.Append(amongCapitals ? letters.ToUpperInvariant() : char.ToUpperInvariant(letters[0]) + letters[1..]);
            }
        }

        return latin.ToString();
    }

    private static void AppendWithoutAccent(StringBuilder folded, Rune rune)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(part))
            {
                folded.Append(part.ToString());
            }
        }
    }
}
