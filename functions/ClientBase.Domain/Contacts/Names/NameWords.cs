namespace ClientBase.Domain.Contacts.Names;

/// <summary>A part of a name of which it is not known yet which one it is: a word, or several that belong together.</summary>
/// <param name="Text">In its final spelling.</param>
/// <param name="IsSurname">Whether its form shows a surname: particles as in "van der Berg", or capitals as in "SMITH John".</param>
internal readonly record struct NamePart(string Text, bool IsSurname);

/// <summary>The small words of names: titles, initials, particles, and words for "son" and "daughter".</summary>
internal static class NameWords
{
    // Titles that stand before a surname.
    private static readonly string[] Formal =
    [
        "mr", "mrs", "ms", "mx", "dr", "prof", "mister", "professor", "doctor", "madam", "madame", "monsieur", "mme", "mlle", "herr",
        "frau", "senor", "señor", "señora", "sra", "rev", "г-н", "г-жа", "господин", "госпожа", "гр-н", "гр-ка", "гражданин", "гражданка",
        "д-р", "проф", "профессор", "доктор",
    ];

    private static readonly HashSet<string> Titles = new(
        [
            .. Formal, "miss", "sir", "jr", "sr", "ii", "iii", "iv", "esq", "phd", "уважаемый", "уважаемая",
        ],
        StringComparer.OrdinalIgnoreCase);

    // Behind a comma only: "John W. Ingram, V" is the fifth of his name, "John V" has a surname.
    private static readonly HashSet<string> Suffixes = new(
        [
            "jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "2nd", "3rd", "4th", "esq", "esquire", "phd", "md",
            "dds", "dvm", "cpa", "mba", "jd", "llm", "rn", "bsc", "msc", "ma", "ba", "pmp", "cfa", "мл", "ст", "младший", "старший",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Particles = new(
        [
            "van", "von", "vom", "zu", "zum", "zur", "de", "den", "der", "di", "da", "dal", "dalla", "del", "della", "degli", "dei", "do",
            "dos", "das", "du", "des", "ter", "ten", "bin", "ibn", "bint", "фон", "ван", "де", "ди", "дю", "дель", "бен", "ибн", "бин",
            "аль", "эль",
        ],
        StringComparer.OrdinalIgnoreCase);

    // Particles only after another one, as in "de la Cruz" and "van der Berg".
    private static readonly HashSet<string> LaterParticles = new(
        ["la", "las", "los", "le", "der", "den", "дер", "ден", "ла"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word is a title or a generation: "Mrs.", «г-н», "Jr".</summary>
    public static bool IsTitle(string word) => word.Length < 12 && Titles.Contains(word.TrimEnd('.'));

    /// <summary>Whether a title that goes with the surname stands first: "Mr.", «г-жа», not "Miss" and "Sir".</summary>
    public static bool BeginsFormally(string[] words) =>
        words.Length > 1 && Formal.Contains(words[0].TrimEnd('.'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words without the "and" of "Mr. and Mrs. Smith".</summary>
    public static string[] WithoutAndOfTitles(string[] words) =>
        [.. words.Where((word, i) => !(word is "and" or "и" && IsTitleAt(words, i - 1) && IsTitleAt(words, i + 1)))];

    private static bool IsTitleAt(string[] words, int at) => at >= 0 && at < words.Length && IsTitle(words[at]);

    /// <summary>The words without degrees and generations behind a comma: "John W. Ingram, V", "Anna Smith, MD, PhD".</summary>
    public static string[] WithoutSuffixes(string[] words)
    {
        for (var comma = Array.IndexOf(words, ","); comma >= 0; comma = Array.IndexOf(words, ",", comma + 1))
        {
            var (before, after) = (words[..comma].Count(word => word != ","), words[(comma + 1)..]);
            if (before > 1 && Array.TrueForAll(after, word => word == "," || IsSuffix(word)))
            {
                return words[..comma];
            }
        }

        return words;
    }

    private static bool IsSuffix(string word) => Suffixes.Contains(word.Replace(".", "", StringComparison.Ordinal));

    /// <summary>Whether it is initials with points: «И.», "R. R.".</summary>
    public static bool IsInitials(string? text)
    {
        for (var i = 0; i < text?.Length; i += 3)
        {
            if (!char.IsLetter(text[i]) || text.ElementAtOrDefault(i + 1) != '.' || (i + 2 < text.Length && text[i + 2] != ' '))
            {
                return false;
            }
        }

        return text is { Length: > 0 } && text[^1] == '.';
    }

    /// <summary>The words with «И.П.» and «И.П» as two, and so the last one of «Иванов ИП».</summary>
    public static string[] WithInitialsApart(string[] words) => words switch
    {
        [var surname, [var first, var second] last] when LegalForms.MayBeInitials(last) => [surname, $"{first}.", $"{second}."],
        _ when Array.Exists(words, IsRunOfInitials) =>
            [.. words.SelectMany(word => IsRunOfInitials(word) ? word.Where(char.IsLetter).Select(letter => $"{letter}.") : [word])],
        _ => words,
    };

    /// <summary>How many words from an index on are particles of the surname that follows them.</summary>
    /// <remarks>"Van" at the head of two words is a given name or a surname by itself, unless typed small: "van Gogh".</remarks>
    public static int CountParticles(string[] words, int from)
    {
        var end = from;
        while (end < words.Length && (Particles.Contains(words[end]) || (end > from && LaterParticles.Contains(words[end]))))
        {
            end++;
        }

        var isTypedSmall = char.IsLower(words[0][0]) && NameSpelling.IsCareful(words);
        var isName = from == 0 && !isTypedSmall && (words.Length < 3 || GivenNames.IsKnown(words[0]));
        return end == words.Length || isName || Patronymics.IsPatronymic(words[end]) ? 0 : end - from;
    }

    /// <summary>
    /// Puts together the words of one part: particles with their surname, «оглы» with the father's name, initials in capitals with a point.
    /// </summary>
    public static List<NamePart> Parts(string[] typed, bool isCareful)
    {
        var words = NameSpelling.Spell(typed, isCareful);
        var parts = new List<NamePart>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (CountParticles(words, i) is > 0 and var particles)
            {
                parts.Add(new NamePart(string.Join(' ', words[i..(i + particles + 1)]), true));
                i += particles;
            }
            else if (i > 0 && words.Length > 2 && parts is [.., { IsSurname: false } father] && Patronymics.IsSonOrDaughter(words[i]))
            {
                parts[^1] = new NamePart($"{father.Text} {words[i]}", false);
            }
            else
            {
                parts.Add(new NamePart(Initial(words[i], words.Length), isCareful && NameSpelling.IsShouted(typed[i])));
            }
        }

        return parts;
    }

    // A single capital among three words is an initial without its point; among two it may be a surname ("Sandra O").
    private static string Initial(string word, int count) =>
        IsInitials(word) ? word.ToUpperInvariant()
        : count > 2 && word is [var letter] && char.IsUpper(letter) ? $"{word}."
        : word;

    private static bool IsRunOfInitials(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
            {
                return false;
            }
        }

        return word.Length > 2;
    }
}
