using System.Globalization;
using System.Text;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>A person's name in its parts; any of them may be unknown.</summary>
/// <param name="First">Given name.</param>
/// <param name="Last">Surname; optional, many leads give none.</param>
/// <param name="Patronymic">Patronymic, such as «Петрович».</param>
public sealed record PersonName(string? First, string? Last, string? Patronymic)
{
    private const int MaxRounds = 16; // "Anna, Ivanova" and the like settle in the first.

    private static readonly string[] SurnameEndings =
        ["ов", "ова", "ев", "ева", "ёв", "ёва", "ин", "ина", "ын", "ына", "ский", "ская", "цкий", "цкая", "енко", "чук", "юк", "ук", "ян", "дзе", "швили", "ых", "их"];

    /// <summary>The name nobody gave.</summary>
    public static PersonName Unknown { get; } = new(null, null, null);

    /// <summary>Whether any part is known.</summary>
    public bool IsKnown => First is not null || Last is not null || Patronymic is not null;

    /// <summary>First, patronymic and last name with single spaces, or an empty string.</summary>
    public string Full => string.Join(' ', new[] { First, Patronymic, Last }.Where(part => part is not null));

    /// <summary>Splits a name typed into one box: «Иванов Иван Петрович», «Иван Иванов», "Smith, John", "John Smith".</summary>
    /// <remarks>What it returns is read back from <see cref="Full"/> as it is: normalising twice is normalising once.</remarks>
    public static PersonName Parse(string? typed)
    {
        var seen = new List<PersonName>();
        for (var name = Read(typed); seen.Count < MaxRounds; name = Read(name.Full))
        {
            // Most names are read back as they are. Odd ones may go round in a circle, whose first by the alphabet stands for all.
            if (seen.IndexOf(name) is >= 0 and var start)
            {
                return seen[start..].MinBy(one => one.ToString(), StringComparer.Ordinal)!;
            }

            seen.Add(name);
        }

        return seen[^1];
    }

    private static PersonName Read(string? typed)
    {
        var text = Clean(typed);
        if (text is null)
        {
            return Unknown;
        }

        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            return new PersonName(Clean(text[(comma + 1)..]), Clean(text[..comma]), null);
        }

        var words = NameWords.WithoutTitles(text.Split(' '));
        if (NameWords.PlaceOfSonOf(words) is > 0 and var place)
        {
            return OfWords([.. words[..(place - 1)], .. words[(place + 1)..]]) with { Patronymic = $"{words[place - 1]} {words[place]}" };
        }

        return NameWords.LengthOfHeadSurname(words) is > 0 and var length
            ? new PersonName(string.Join(' ', words[length..]), string.Join(' ', words[..length]), null)
            : OfWords(words);
    }

    private static PersonName OfWords(string[] words) => words.Length switch
    {
        2 when NameWords.IsInitial(words[1]) => new PersonName(words[1], words[0], null),
        3 when NameWords.IsInitial(words[1]) && NameWords.IsInitial(words[2]) => new PersonName(words[1], words[0], words[2]),
        3 when NameWords.IsInitial(words[1]) => new PersonName(words[0], words[2], words[1]),
        1 => new PersonName(words[0], null, null),
        2 when IsPatronymicOfTwo(words[1]) => new PersonName(words[0], null, words[1]),
        2 when IsSurnameFirst(words[0], words[1]) => new PersonName(words[1], words[0], null),
        2 => new PersonName(words[0], words[1], null),
        3 when IsPatronymic(words[1]) => new PersonName(words[0], words[2], words[1]),
        3 when IsPatronymic(words[2]) => new PersonName(words[1], words[0], words[2]),
        _ => new PersonName(words[0], string.Join(' ', words[1..]), null),
    };

    /// <summary>One part of a name as typed: trimmed, inner spaces single, no control characters, «ИВАН» and «иван» as «Иван».</summary>
    public static string? Clean(string? part)
    {
        if (string.IsNullOrWhiteSpace(part))
        {
            return null;
        }

        var printable = part.EnumerateRunes().Where(rune => Rune.IsWhiteSpace(rune) || !(Rune.IsControl(rune) || IsInvisible(rune) || IsNoCharacter(rune)));
        var words = string.Concat(printable).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? null : NameWords.Spelled(words).Normalize();
    }

    /// <summary>Sex as far as patronymic, given name and surname tell it without contradiction.</summary>
    public Sex Sex => NameSex.Of(this);

    /// <summary>Whether the two could be one person's: no part of both is known and different.</summary>
    /// <remarks>
    /// Compares words without regard to order, case, ё/е and alphabet, so «Иванов Иван» agrees with "Ivan" and not with "Maria".
    /// A given name agrees with its short forms («Саша» with «Александр»), unless the names tell different sexes.
    /// </remarks>
    public bool AgreesWith(PersonName other)
    {
        var mine = Words(this);
        var theirs = Words(other);
        if (mine.Count == 0 || theirs.Count == 0 || mine.IsSubsetOf(theirs) || theirs.IsSubsetOf(mine) || AgreesByInitials(other))
        {
            return true;
        }

        return IsOneGivenName(First, other.First)
            && (Sex == Sex.Unknown || other.Sex == Sex.Unknown || Sex == other.Sex)
            && AgreesWithoutGiven(Words(this with { First = null }), Words(other with { First = null }));
    }

    /// <summary>The words of the name, folded to lower-case Latin letters, in ordinal order: equal for spellings of one name.</summary>
    public string Folded => string.Join(' ', Words(this).Order(StringComparer.Ordinal));

    // «Иванов И.П.» is «Иванов Иван Петрович», and "Ivanov P." is neither.
    private bool AgreesByInitials(PersonName other) =>
        (NameWords.IsInitial(First) || NameWords.IsInitial(other.First))
        && Last is not null && other.Last is not null && Transliteration.Fold(Last) == Transliteration.Fold(other.Last)
        && BeginsAlike(First, other.First) && BeginsAlike(Patronymic, other.Patronymic);

    private static bool BeginsAlike(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return true;
        }

        var (a, b) = (Transliteration.Fold(one), Transliteration.Fold(other));
        return a == b || (NameWords.IsInitial(one) && b.StartsWith(a, StringComparison.Ordinal)) || (NameWords.IsInitial(other) && a.StartsWith(b, StringComparison.Ordinal));
    }

    private static HashSet<string> Words(PersonName name) =>
        [.. name.Full.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Transliteration.Fold).Where(word => word.Length > 0)];

    private static bool IsOneGivenName(string? one, string? other) => one is not null && other is not null && GivenNames.CanBeOnePersons(one, other);

    private static bool AgreesWithoutGiven(HashSet<string> mine, HashSet<string> theirs) => mine.IsSubsetOf(theirs) || theirs.IsSubsetOf(mine);

    // The dictionary decides first, endings after it: «Марина Ким», «Ким Марина», «Иванов Рафаэль».
    private static bool IsSurnameFirst(string one, string other)
    {
        var (oneIsGiven, otherIsGiven) = (IsGiven(one), IsGiven(other));
        if (oneIsGiven || otherIsGiven)
        {
            // English given names are surnames as well ("Elon Thomas"): there, order counts more than the dictionary.
            return !oneIsGiven && (GivenNames.IsRussian(other) || IsSurname(one));
        }

        return IsSurname(one) && !IsSurname(other);
    }

    // In Cyrillic only Russian names count: «Ким» is no Kimberly.
    private static bool IsGiven(string word) => word[0] is >= '\u0400' and <= '\u04ff' ? GivenNames.IsRussian(word) : GivenNames.IsKnown(word);

    // «Роман Рабинович» is a surname, «Роман Петрович» is not.
    private static bool IsPatronymicOfTwo(string word) =>
        Patronymics.IsOfKnownFather(word) || (IsPatronymic(word) && Patronymics.SexOf(word) == Sex.Female);

    // Broken surrogates, which arrive as the replacement character, and code points that are none (Unicode 23.7).
    private static bool IsNoCharacter(Rune rune) =>
        rune == Rune.ReplacementChar || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    // Zero-width and direction marks.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static bool IsPatronymic(string word) => Patronymics.IsOfKnownFather(word) || Patronymics.HasEnding(word);

    private static bool IsSurname(string word) => word.Length > 3 && EndsWithAny(word, SurnameEndings);

    private static bool EndsWithAny(string word, string[] endings)
    {
        var lower = word.ToLower(CultureInfo.InvariantCulture);
        return endings.Any(ending => lower.EndsWith(ending, StringComparison.Ordinal));
    }
}
