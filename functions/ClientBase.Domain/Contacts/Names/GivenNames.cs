using System.Collections.Frozen;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>Russian and English given names with their short forms, in either alphabet.</summary>
public static class GivenNames
{
    private static readonly List<(string Name, Sex Sex, bool IsRussian)> Canonical = [];
    private static readonly FrozenDictionary<string, Form> Forms = Build();

    private sealed record Form(int[] Ids, bool IsFormal, string? Cyrillic);

    /// <summary>Ids of the names this one may stand for: «Саша» has those of «Александр» and «Александра». Empty when unknown.</summary>
    /// <param name="name">One given name, in any case and either alphabet.</param>
    public static IReadOnlyList<int> FormsOf(string? name) => Find(name)?.Ids ?? [];

    /// <summary>The full names this one may stand for, such as «Александр» and «Александра» for «Саша». Empty when unknown.</summary>
    public static IReadOnlyList<string> FullNamesOf(string? name) => [.. FormsOf(name).Select(id => Canonical[id].Name)];

    /// <summary>Whether two given names can be those of one person: two spellings, or a name and a short form of it.</summary>
    /// <remarks>Two short forms that each stand for several names («Слава» and «Влад») do not count as one.</remarks>
    public static bool CanBeOnePersons(string? one, string? other)
    {
        var (a, b) = (FormsOf(one), FormsOf(other));
        var (foldedOne, foldedOther) = (Transliteration.Fold(one ?? ""), Transliteration.Fold(other ?? ""));
        if (a.Count == 0 || b.Count == 0)
        {
            return foldedOne.Length > 0 && foldedOne == foldedOther;
        }

        return foldedOne == foldedOther || ((a.Count == 1 || b.Count == 1) && a.Any(b.Contains));
    }

    /// <summary>Whether it stands in the dictionary.</summary>
    public static bool IsKnown(string? name) => Find(name) is not null;

    /// <summary>Whether it is known only as a short form, such as «Саша» or "Bob".</summary>
    public static bool IsDiminutive(string? name) => Find(name) is { IsFormal: false };

    /// <summary>The sex all its full names have; unknown for «Саша» or "Alex".</summary>
    public static Sex SexOf(string? name)
    {
        var sexes = FormsOf(name).Select(id => Canonical[id].Sex).Distinct().ToList();
        return sexes.Count == 1 ? sexes[0] : Sex.Unknown;
    }

    /// <summary>
    /// The Russian spelling of a given name of the dictionary («Александр» for "Aleksandr"); null for others, as it would be a guess.
    /// </summary>
    public static string? ToCyrillic(string? name) => Find(name)?.Cyrillic;

    internal static bool IsRussian(string? name) => Find(name) is { } form && form.Ids.Any(id => Canonical[id].IsRussian);

    internal static IEnumerable<string> RussianMen =>
        Canonical.Where(name => name is { IsRussian: true, Sex: Sex.Male }).Select(name => name.Name);

    private static Form? Find(string? name) =>
        name is { Length: > 0 and < 50 } && Forms.TryGetValue(Transliteration.Fold(name), out var form) ? form : null;

    private static FrozenDictionary<string, Form> Build()
    {
        var forms = new Dictionary<string, Form>(StringComparer.Ordinal);
        Read(GivenNameTables.RussianMen, Sex.Male, isRussian: true, forms);
        Read(GivenNameTables.RussianWomen, Sex.Female, isRussian: true, forms);
        Read(GivenNameTables.EnglishMen, Sex.Male, isRussian: false, forms);
        Read(GivenNameTables.EnglishWomen, Sex.Female, isRussian: false, forms);
        Read(GivenNameTables.Unisex, Sex.Unknown, isRussian: false, forms);
        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Read(string table, Sex sex, bool isRussian, Dictionary<string, Form> forms)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var formal = line[..colon].Split('=');
            Canonical.Add((formal[0], sex, isRussian));
            foreach (var form in formal)
            {
                Add(form, isFormal: true);
            }

            foreach (var form in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(form, isFormal: false);
            }
        }

        void Add(string form, bool isFormal)
        {
            var key = Transliteration.Fold(form);
            var known = forms.GetValueOrDefault(key, new Form([], false, null));
            forms[key] = new Form(
                [.. known.Ids.Append(Canonical.Count - 1).Distinct()],
                known.IsFormal || isFormal,
                known.Cyrillic ?? (form[0] > '\u0400' ? form : null));
        }
    }
}
