using System.Text;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>Spells the words of names: one alphabet in a word, and capitals where they were not typed.</summary>
internal static class NameSpelling
{
    private const int ShoutedFrom = 3; // "ИП" and "JD" may be initials.
    private const int ShortestMc = 5; // "McKay" and "McGee".

    // Letters of the two alphabets that look alike.
    private const string LikeCyrillic = "aceopxykmtiACEOPXYKMHTBI";
    private const string LikeLatin = "асеорхукмтіАСЕОРХУКМНТВІ";

    /// <summary>Whether capitals were typed with care, so that the words stay as they are: "McDonald", "Ludwig van Beethoven".</summary>
    public static bool IsCareful(IEnumerable<string> words) => words.Any(word => word.Any(char.IsLower) && word.Any(char.IsUpper));

    /// <summary>Whether a word is in capitals only. Among carefully typed words that marks a surname: "SMITH John".</summary>
    public static bool IsShouted(string word) => !word.Any(char.IsLower) && word.Count(char.IsLetter) >= ShoutedFrom;

    /// <summary>Each word with a capital and small letters; carefully typed words stay, unless they are in capitals only.</summary>
    public static string[] Spell(string[] words, bool isCareful)
    {
        var spelled = new string[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            spelled[i] = isCareful && !IsShouted(words[i]) ? words[i] : InCapitals(words[i]);
        }

        for (var i = 0; i < words.Length && !isCareful; i++)
        {
            var small = NameWords.CountParticles(words, i);
            small = small == 0 && i > 0 && Patronymics.IsSonOrDaughter(words[i]) ? 1 : small;
            for (var end = i + small; i < end; i++)
            {
                spelled[i] = words[i].ToLowerInvariant();
            }
        }

        return spelled;
    }

    /// <summary>The word in the alphabet of most of its letters, if the others all have a look-alike there.</summary>
    /// <remarks>«Аnna» with a Cyrillic А, «Ceргей» with a Latin C. Words of both alphabets otherwise stay as they are.</remarks>
    public static string InOneAlphabet(string word)
    {
        var (latin, cyrillic) = (word.Count(char.IsAsciiLetter), word.Count(IsCyrillic));
        if (latin == 0 || cyrillic == 0)
        {
            return word;
        }

        if (word.Contains('-', StringComparison.Ordinal))
        {
            return string.Join('-', word.Split('-').Select(InOneAlphabet));
        }

        if (latin > cyrillic)
        {
            return InLatin(word) ?? word;
        }

        return InCyrillic(word) ?? (latin == cyrillic ? InLatin(word) : null) ?? word;
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u04ff';

    private static string? InLatin(string word) => Replaced(word, IsCyrillic, LikeLatin, LikeCyrillic);

    private static string? InCyrillic(string word) => Replaced(word, char.IsAsciiLetter, LikeCyrillic, LikeLatin);

    private static string? Replaced(string word, Func<char, bool> isForeign, string from, string to) =>
        word.All(c => !isForeign(c) || from.Contains(c, StringComparison.Ordinal))
            ? string.Concat(word.Select(c => isForeign(c) ? to[from.IndexOf(c, StringComparison.Ordinal)] : c))
            : null;

    // B and H look Cyrillic only as capitals, and what an apostrophe means depends on the alphabet. So capitals come first and, if the
    // alphabet changed, once more.
    private static string InCapitals(string word)
    {
        var capital = WithCapital(word);
        var mended = InOneAlphabet(capital);
        return mended == capital ? capital : WithCapital(mended);
    }

    private static string WithCapital(string word)
    {
        var spelled = new StringBuilder(word.Length);
        var atStart = true;
        foreach (var rune in word.EnumerateRunes())
        {
            spelled.Append((atStart ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).ToString());
            atStart = rune.Value is '-' or '.'
                || (rune.Value is '\'' or '’' && BeginsAnew(spelled))
                || (word.Length >= ShortestMc && IsMc(spelled));
        }

        return spelled.ToString();
    }

    // A capital follows in "O'Brien" and "D'Arc", but not in "Prokof'ev", nor in «В'ячеслав», where the apostrophe is a hard sign.
    private static bool BeginsAnew(StringBuilder upToApostrophe) =>
        upToApostrophe.Length == 1 || (upToApostrophe.Length == 2 && char.IsAsciiLetter(upToApostrophe[0]));

    // Not "Mac": "Macy" and "Mackenzie" are names as well.
    private static bool IsMc(StringBuilder begun) => begun.Length == 2 && begun[0] == 'M' && begun[1] == 'c';
}
