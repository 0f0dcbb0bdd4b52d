using System.Text;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>
/// Reads a name typed into one box: «Иванов Иван Петрович», «Иванов И.П.», "Smith, John", "Dr. John A. Smith Jr.", "SMITH John".
/// </summary>
public static class NameReader
{
    private const int LongestName = 200; // Longer texts are no names; only so much is read, which bounds the work.
    private const int MaxRounds = 16;

    /// <summary>Reads a name; of a long text only the first 200 characters.</summary>
    /// <remarks>
    /// Reading <see cref="PersonName.Full"/> of the result gives the same result: normalising twice is normalising once. Only a surname
    /// that a title alone told («Mr. Smith») is a given name then.
    /// </remarks>
    public static NameReading Read(string? typed)
    {
        if (NameText.IsBlank(typed))
        {
            return NameReading.Refused(NameReasons.Empty);
        }

        var text = NameText.Visible(typed!.Trim(), LongestName);
        if (!HasLetter(text))
        {
            return NameReading.Refused(NameReasons.NoLetters);
        }

        if (WhyNobody(text) is { } reason)
        {
            return NameReading.Refused(reason);
        }

        if (LegalForms.Name(text))
        {
            return new NameReading(PersonName.Unknown, null, [NameFlags.Company], text);
        }

        var typedWords = TypedWords(text);
        var words = NamingWords(typedWords);
        var name = BySurname(Settled(Once(words)), words);
        return name.IsKnown ? Judged(name, typedWords) : new NameReading(name, null, []);
    }

    // What is left without commas, titles and brackets may be no person after all: «UG, Anna», "Guest (walk-in)".
    private static NameReading Judged(PersonName name, string[] typed) =>
        WhyNobody(name.Full) is { } reason ? NameReading.Refused(reason)
        : LegalForms.Name(name.Full) ? new NameReading(PersonName.Unknown, null, [NameFlags.Company], name.Full)
        : new NameReading(name, null, [.. FlagsOf(name, typed)]);

    /// <summary>Whether a part of a name («Имя», «Фамилия») is something that is no part of anybody's.</summary>
    internal static bool IsNoPart(string typed)
    {
        var text = NameText.Visible(typed, LongestName);
        return WhyNobody(text) is not null || LegalForms.Name(text);
    }

    private static string? WhyNobody(string text) => Placeholders.IsNobody(text) ? NameReasons.Placeholder
        : NotNames.Holds(text.Normalize(NormalizationForm.FormKC)) ? NameReasons.NotAName
        : null;

    // «Mr. Smith»: whoever is called by one word behind a title is called by the surname. «Г-жа Анна» is not.
    private static PersonName BySurname(PersonName name, string[] words) =>
        name is { First: { } only, Last: null, Patronymic: null } && NameWords.BeginsFormally(words) && !IsCyrillicGiven(only)
            ? new PersonName(null, only, null)
            : name;

    private static bool IsCyrillicGiven(string word) => word[0] is >= '\u0400' and <= '\u04ff' && GivenNames.IsRussian(word);

    // Most names are read back unchanged. A few odd ones change with every reading until the first comes back. Then the first of them in
    // alphabetical order stands for all, so that the result is stable.
    private static PersonName Settled(PersonName name)
    {
        var seen = new List<PersonName>();
        for (; seen.Count < MaxRounds; name = Once(NamingWords(TypedWords(NameText.Visible(name.Full, LongestName)))))
        {
            if (seen.IndexOf(name) is >= 0 and var start)
            {
                return seen[start..].MinBy(one => one.ToString(), StringComparer.Ordinal)!;
            }

            seen.Add(name);
        }

        return seen[^1];
    }

    private static string[] TypedWords(string text) =>
        NameText.Words(NameText.WithoutAsides(text).Replace(",", " , ", StringComparison.Ordinal));

    private static string[] NamingWords(string[] typed) => NameWords.WithoutSuffixes(NameWords.WithoutAndOfTitles(typed));

    private static PersonName Once(string[] words)
    {
        var mended = Array.ConvertAll(words, NameSpelling.InOneAlphabet);
        var named = Array.FindAll(mended, word => word == "," || (HasLetter(word) && !NameWords.IsTitle(word)));
        named = NameWords.WithInitialsApart(Array.Exists(named, HasLetter) ? named : Array.FindAll(mended, HasLetter));
        var isCareful = NameSpelling.IsCareful(named);

        var start = Array.FindIndex(named, word => word != ",");
        var comma = start < 0 ? -1 : Array.IndexOf(named, ",", start);
        string[] given = comma < 0 ? [] : Array.FindAll(named[comma..], word => word != ",");
        if (given.Length == 0)
        {
            return OfParts(NameWords.Parts(Array.FindAll(named, word => word != ","), isCareful));
        }

        var surname = Joined(NameWords.Parts(named[start..comma], isCareful));
        return OfGiven([.. NameWords.Parts(given, isCareful).Select(part => part.Text)], surname);
    }

    private static PersonName OfParts(List<NamePart> parts)
    {
        var surnames = parts.Count(part => part.IsSurname);
        var isShoutedGiven = surnames == 1
            && parts.Exists(part => part.IsSurname && NameOrder.IsGiven(part.Text))
            && !parts.Exists(part => !part.IsSurname && NameOrder.IsGiven(part.Text));
        if (surnames > 0 && !isShoutedGiven && (surnames < parts.Count || surnames == 1))
        {
            var isAtHead = parts.FindIndex(part => !part.IsSurname) is var end && (end < 0 || end == surnames);
            var isAtTail = parts.FindIndex(part => part.IsSurname) == parts.Count - surnames;
            if (isAtHead || isAtTail)
            {
                var given = parts.Where(part => !part.IsSurname).Select(part => part.Text);
                return OfGiven([.. given], Joined(parts.Where(part => part.IsSurname)));
            }
        }

        return NameOrder.Of([.. parts.Select(part => part.Text)]);
    }

    // The other words when the surname is known: «Иван», «Иван Петрович», "J. R. R.", "Mary Ann".
    private static PersonName OfGiven(string[] given, string surname) => given switch
    {
        [] => new PersonName(null, surname, null),
        [var first, var father] when Patronymics.IsPatronymic(father) => new PersonName(first, surname, father),
        [var first, .. { Length: > 0 } others] when others.All(NameWords.IsInitials) =>
            new PersonName(first, surname, string.Join(' ', others)),
        _ => new PersonName(string.Join(' ', given), surname, null),
    };

    private static IEnumerable<string> FlagsOf(PersonName name, string[] words)
    {
        if (NameWords.IsInitials(name.First) || NameWords.IsInitials(name.Patronymic) || NameWords.IsInitials(name.Last))
        {
            yield return NameFlags.Initials;
        }

        if (GivenNames.IsDiminutive(name.First))
        {
            yield return NameFlags.Diminutive;
        }

        if (Array.Exists(words, word => NameSpelling.InOneAlphabet(word) != word))
        {
            yield return NameFlags.LookAlikeLetters;
        }

        if (Array.Exists(words, NameWords.IsTitle) && Array.Exists(words, word => HasLetter(word) && !NameWords.IsTitle(word)))
        {
            yield return NameFlags.Title;
        }
    }

    private static string Joined(IEnumerable<NamePart> parts) => string.Join(' ', parts.Select(part => part.Text));

    private static bool HasLetter(string word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                return true;
            }
        }

        return false;
    }
}
