using System.Text;

namespace ClientBase.Domain.Contacts;

/// <summary>Folds names of the two alphabets our customers write in onto one, for comparison only.</summary>
public static class Transliteration
{
    // ICAO 9303 (the passport spelling), with й and ь folded away because people spell them every way.
    private static readonly Dictionary<char, string> Latin = new()
    {
        ['а'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['д'] = "d", ['е'] = "e", ['ё'] = "e", ['ж'] = "zh", ['з'] = "z", ['и'] = "i",
        ['й'] = "i", ['к'] = "k", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['о'] = "o", ['п'] = "p", ['р'] = "r", ['с'] = "s", ['т'] = "t",
        ['у'] = "u", ['ф'] = "f", ['х'] = "kh", ['ц'] = "ts", ['ч'] = "ch", ['ш'] = "sh", ['щ'] = "shch", ['ъ'] = "", ['ы'] = "y", ['ь'] = "",
        ['э'] = "e", ['ю'] = "iu", ['я'] = "ia", ['і'] = "i", ['ї'] = "i", ['є'] = "ie", ['ґ'] = "g",
    };

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
            else
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
