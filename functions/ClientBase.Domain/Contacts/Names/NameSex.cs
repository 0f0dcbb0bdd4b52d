namespace ClientBase.Domain.Contacts.Names;

/// <summary>Tells the sex from a name: by patronymic, given name and the ending of a Russian surname.</summary>
internal static class NameSex
{
    private const int ShortestRussian = 5; // Shorter surnames («Кин», «Грин») belong to both sexes.

    private static readonly string[] Women = ["ова", "ева", "ёва", "ская", "цкая"];
    private static readonly string[] Men = ["ов", "ев", "ёв", "ский", "цкий"];
    private static readonly string[] LikelyWomen = ["ина", "ына"];
    private static readonly string[] LikelyMen = ["ин", "ын"];

    // Surnames that end like Russian ones but belong to both sexes: foreign ones and common nouns.
    private static readonly HashSet<string> OfBothSexes = new(
        [
            "берлин", "болдуин", "гершвин", "гудвин", "дарвин", "ирвин", "кальвин", "маклафлин", "рубин", "чаплин", "эрвин",
            "былина", "година", "долина", "калина", "картина", "малина", "медина", "молина", "осина", "перина", "рябина",
            "скотина", "смородина", "урбина",
        ],
        StringComparer.Ordinal);

    public static Sex Of(PersonName name)
    {
        var surname = name.Last?.ToLowerInvariant() ?? "";
        var patronymic = name.Patronymic is { } father ? Patronymics.SexOf(father) : Sex.Unknown;
        var told = new[] { patronymic, GivenNames.SexOf(name.First), ByEnding(surname, Men, Women) }
            .Where(sex => sex != Sex.Unknown)
            .Distinct()
            .ToList();
        return told.Count switch
        {
            0 => OfLikely(surname),
            1 => told[0],
            _ => Sex.Unknown,
        };
    }

    // Surnames in -ин decide only when nothing else does, since foreign ones end so too: «Анна Кронин» is no contradiction.
    private static Sex OfLikely(string surname) =>
        surname.Length < ShortestRussian || OfBothSexes.Contains(surname) || GivenNames.IsKnown(surname)
            ? Sex.Unknown
            : ByEnding(surname, LikelyMen, LikelyWomen);

    // Cyrillic endings only: "Villanueva" is a surname of both sexes.
    private static Sex ByEnding(string surname, string[] men, string[] women) =>
        EndsWithAny(surname, women) ? Sex.Female
        : EndsWithAny(surname, men) ? Sex.Male
        : Sex.Unknown;

    private static bool EndsWithAny(string surname, string[] endings) =>
        Array.Exists(endings, ending => surname.EndsWith(ending, StringComparison.Ordinal));
}
