using System.Collections.Frozen;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>Recognises patronymics in both alphabets: «Петровна», "Petrovich", «Гейдар оглы».</summary>
internal static class Patronymics
{
    private static readonly FrozenSet<string> OfKnownFathers = Build();
    private static readonly string[] Sons = ["ogli", "oglu", "ogl", "ugli", "uulu"];
    private static readonly string[] Daughters = ["kizi", "qizi", "қizi", "gizi"];
    private static readonly string[] Endings = ["ovich", "evich", "ovna", "evna", "ichna", "ogli", "kizi"];

    /// <summary>Whether it is made from a father's name of the dictionary, so that it is hardly a surname.</summary>
    public static bool IsOfKnownFather(string word) => OfKnownFathers.Contains(Transliteration.Fold(word)) || IsTurkic(word);

    /// <summary>Whether it looks like a patronymic, as the surname «Рабинович» does too.</summary>
    public static bool IsPatronymic(string word) => IsOfKnownFather(word) || HasEnding(word);

    private static bool HasEnding(string word)
    {
        var folded = Transliteration.Fold(word);
        return folded.Length > 5 && EndsWithAny(folded, Endings);
    }

    /// <summary>Sex told by a patronymic.</summary>
    public static Sex SexOf(string patronymic)
    {
        var folded = Transliteration.Fold(patronymic);
        return folded.EndsWith("na", StringComparison.Ordinal) || EndsWithAny(folded, Daughters) ? Sex.Female
            : folded.EndsWith("ich", StringComparison.Ordinal) || EndsWithAny(folded, Sons) ? Sex.Male
            : Sex.Unknown;
    }

    /// <summary>Whether the word makes the one before it a patronymic.</summary>
    public static bool IsSonOrDaughter(string word) => word.Length is > 2 and < 6
        && (string.Equals(word, "улы", StringComparison.OrdinalIgnoreCase) // "Uli" is a man's name.
            || (Transliteration.Fold(word) is var folded && (Sons.Contains(folded) || Daughters.Contains(folded))));

    private static bool EndsWithAny(string folded, string[] endings) =>
        Array.Exists(endings, ending => folded.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsTurkic(string word) => word.IndexOfAny([' ', '-']) is var at and > 0 && IsSonOrDaughter(word[(at + 1)..]);

    private static FrozenSet<string> Build()
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var father in GivenNames.RussianMen)
        {
            foreach (var stem in StemsOf(father))
            {
                all.Add(Transliteration.Fold(stem + "ич"));
                all.Add(Transliteration.Fold(stem + (stem.EndsWith('в') ? "на" : "инична")));
                all.Add(Transliteration.Fold(stem + "ична"));
            }
        }

        return all.ToFrozenSet(StringComparer.Ordinal);
    }

    // The stem before «ич», «на», «ична».
    private static IEnumerable<string> StemsOf(string father) => father switch
    {
        "Пётр" => ["Петров"],
        "Павел" => ["Павлов"],
        "Лев" => ["Львов"],
        "Яков" => ["Яковлев"],
        "Михаил" => ["Михайлов"],
        _ when father.EndsWith("ий", StringComparison.Ordinal) => [father[..^2] + "ьев", father[..^2] + "иев"],
        _ when father.EndsWith("слав", StringComparison.Ordinal) => [father + "ов", father],
        _ when father[^1] is 'й' or 'ь' => [father[..^1] + "ев", father[..^1] + "иев"],
        _ when father[^1] is 'а' or 'я' => [father[..^1]],
        _ when father[^1] is 'и' => [father + "ев"],
        _ => [father + "ов"],
    };
}
