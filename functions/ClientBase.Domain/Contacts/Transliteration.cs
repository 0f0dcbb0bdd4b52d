using System.Text;

namespace ClientBase.Domain.Contacts;

/// <summary>Folds names of the two alphabets our customers write in onto one, for comparison only.</summary>
public static class Transliteration
{
    // ICAO 9303 (the passport spelling), with й as и, and ъ and ь dropped, because people spell them every way.
    private const string Cyrillic = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ";
    private const string InLatin = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i i ie g";

    private static readonly Dictionary<char, string> Latin = Cyrillic.Split(' ').Zip(InLatin.Split(' '))
        .ToDictionary(pair => pair.First[0], pair => pair.Second.Replace("-", "", StringComparison.Ordinal));

    /// <summary>The word in lower-case letters and digits, Cyrillic as Latin, accents dropped; other scripts stay as they are.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.IsBmp && Latin.TryGetValue((char)lower.Value, out var letters))
            {
                folded.Append(letters);
            }
            else if (Rune.IsLetterOrDigit(lower))
            {
                AppendWithoutAccent(folded, lower);
            }
        }

        // One sound, several habits: Yulia/Julia/Iuliia, Aleksey/Alexey, Sergey/Sergei.
        return folded.Replace("x", "ks").Replace('y', 'i').Replace('j', 'i').Replace("ii", "i").ToString();
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
