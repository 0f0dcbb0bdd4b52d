namespace ClientBase.Domain.Contacts.Names;

/// <summary>Tells the sex from a name: patronymic and given name first, the ending of a Russian surname after them.</summary>
internal static class NameSex
{
    private static readonly string[] Women = ["ова", "ева", "ёва", "ская", "цкая"];
    private static readonly string[] Men = ["ов", "ев", "ёв", "ский", "цкий"];

    public static Sex Of(PersonName name)
    {
        var patronymic = name.Patronymic is { } father ? Patronymics.SexOf(father) : Sex.Unknown;
        var told = new[] { patronymic, GivenNames.SexOf(name.First), OfSurname(name.Last) }.Where(sex => sex != Sex.Unknown).Distinct().ToList();
        return told.Count == 1 ? told[0] : Sex.Unknown;
    }

    // Cyrillic only: "Villanueva" is nobody's daughter.
    private static Sex OfSurname(string? surname)
    {
        var lower = surname?.ToLowerInvariant() ?? "";
        return Women.Any(ending => lower.EndsWith(ending, StringComparison.Ordinal)) ? Sex.Female
            : Men.Any(ending => lower.EndsWith(ending, StringComparison.Ordinal)) ? Sex.Male
            : Sex.Unknown;
    }
}
