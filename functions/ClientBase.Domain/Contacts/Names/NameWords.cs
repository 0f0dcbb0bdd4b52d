using System.Text;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>The words of a name as typed: what is no part of it is dropped, and each is spelled as names are.</summary>
internal static class NameWords
{
    private const int ShoutedFrom = 3; // "ИП" and "JD" may be initials.

    private static readonly HashSet<string> Titles = new(
        ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "ii", "iii", "г-н", "г-жа", "господин", "госпожа"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> SonOf = new(["оглы", "оглу", "кызы", "oglu", "ogly", "kyzy", "qizi"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Particles = new(["van", "von", "de", "der", "den", "di", "da", "del", "фон", "ван"], StringComparer.OrdinalIgnoreCase);

    // Letters of the two alphabets that look alike.
    private const string Latin = "aceopxykmhtbACEOPXYKMHTB";
    private const string Cyrillic = "асеорхукмнтвАСЕОРХУКМНТВ";

    /// <summary>Titles and generations left out, unless nothing else is there; «И.П.» as two initials.</summary>
    public static string[] WithoutTitles(string[] words)
    {
        var names = words.Where(word => !Titles.Contains(word.Trim('.', ','))).ToArray();
        return [.. (names.Length == 0 ? words : names).SelectMany(Initials)];
    }

    /// <summary>Where «Гасан оглы» stands among other words, by the place of its second word; -1 when nowhere.</summary>
    public static int PlaceOfSonOf(string[] words) => words.Length < 3 ? -1 : Array.FindIndex(words, 1, SonOf.Contains);

    /// <summary>How many words a surname with particles at the head takes: 3 of "van der Berg Jan", 0 without any.</summary>
    public static int LengthOfHeadSurname(string[] words)
    {
        var particles = words.TakeWhile(word => Particles.Contains(word) || (Particles.Contains(words[0]) && word.Equals("la", StringComparison.OrdinalIgnoreCase))).Count();
        return particles > 0 && particles + 2 <= words.Length ? particles + 1 : 0;
    }

    /// <summary>Whether a word is a single letter with a point: «И.».</summary>
    public static bool IsInitial(string? word) => word is [var letter, '.'] && char.IsLetter(letter);

    /// <summary>Capitals where nobody took care of them, and one alphabet in a word.</summary>
    /// <remarks>Where somebody took care of capitals they stay: "McDonald" and "Ludwig van Beethoven" know better, and "SMITH John" shouts.</remarks>
    public static string Spelled(string[] words)
    {
        var mended = Array.ConvertAll(words, InOneAlphabet);
        var isCareful = mended.Any(IsMixed);
        return string.Join(' ', mended.Select(word => isCareful && !IsShouted(word) ? word : WithCapital(word)));
    }

    private static IEnumerable<string> Initials(string word)
    {
        var isRun = word.Length >= 4 && word.Length % 2 == 0 && Enumerable.Range(0, word.Length / 2).All(i => IsInitial(word.Substring(i * 2, 2)));
        return isRun ? Enumerable.Range(0, word.Length / 2).Select(i => word.Substring(i * 2, 2)) : [word];
    }

    private static bool IsMixed(string word) => word.Any(char.IsLower) && word.Any(char.IsUpper);

    private static bool IsShouted(string word) => word.Count(char.IsLetter) >= ShoutedFrom && !word.Any(char.IsLower);

    private static string WithCapital(string word)
    {
        var spelled = new StringBuilder(word.Length);
        var atStart = true;
        foreach (var rune in word.EnumerateRunes())
        {
            spelled.Append((atStart ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).ToString());
            atStart = rune.Value is '-' or '\'' or '.';
        }

        return spelled.ToString();
    }

    // «Аnna» with a Cyrillic А, «Ceргей» with a Latin C: the letters of the fewer, when all of them have a look-alike.
    private static string InOneAlphabet(string word)
    {
        var (latin, cyrillic) = (word.Count(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')), word.Count(c => c is >= '\u0400' and <= '\u04ff'));
        if (latin == 0 || cyrillic == 0)
        {
            return word;
        }

        return latin > cyrillic ? Mend(word, Cyrillic, Latin) : Mend(word, Latin, Cyrillic);
    }

    private static string Mend(string word, string from, string to)
    {
        var foreign = from == Cyrillic ? word.Where(c => c is >= '\u0400' and <= '\u04ff') : word.Where(char.IsAsciiLetter);
        return foreign.All(c => from.Contains(c, StringComparison.Ordinal))
            ? string.Concat(word.Select(c => from.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? to[at] : c))
            : word;
    }
}
