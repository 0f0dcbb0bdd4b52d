namespace ClientBase.Domain.Contacts.Names;

/// <summary>Whether two names could be one person's.</summary>
internal static class NameAgreement
{
    public static bool Holds(PersonName one, PersonName other)
    {
        var (a, b) = (Words(one), Words(other));
        if (a.Count == 0 || b.Count == 0 || IsOneWithin(a, b) || HoldsByInitials(one, other))
        {
            return true;
        }

        return one.First is not null && other.First is not null && GivenNames.CanBeOnePersons(one.First, other.First)
            && !AreOfTwoSexes(one, other)
            && IsOneWithin(Words(one with { First = null }), Words(other with { First = null }));
    }

    /// <summary>The words of a name, folded.</summary>
    public static HashSet<string> Words(PersonName name) =>
        [.. name.Full.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Transliteration.Fold).Where(word => word.Length > 0)];

    // «Иванов И.П.» agrees with «Иванов Иван Петрович»; "Ivanov P." agrees with neither.
    private static bool HoldsByInitials(PersonName one, PersonName other) =>
        (HasInitials(one) || HasInitials(other))
        && one.Last is not null && other.Last is not null && Transliteration.Fold(one.Last) == Transliteration.Fold(other.Last)
        && (BeginAlike(one.First, other.First) || GivenNames.CanBeOnePersons(one.First, other.First))
        && BeginAlike(one.Patronymic, other.Patronymic)
        && !AreOfTwoSexes(one, other);

    private static bool HasInitials(PersonName name) => NameWords.IsInitials(name.First) || NameWords.IsInitials(name.Patronymic);

    private static bool BeginAlike(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return true;
        }

        var (a, b) = (Transliteration.Fold(one), Transliteration.Fold(other));
        return a == b
            || (NameWords.IsInitials(one) && a.Length > 0 && b.StartsWith(a, StringComparison.Ordinal))
            || (NameWords.IsInitials(other) && b.Length > 0 && a.StartsWith(b, StringComparison.Ordinal));
    }

    private static bool AreOfTwoSexes(PersonName one, PersonName other) =>
        one.Sex is var sex && sex != Sex.Unknown && other.Sex is var otherSex && otherSex != Sex.Unknown && sex != otherSex;

    private static bool IsOneWithin(HashSet<string> a, HashSet<string> b) => a.IsSubsetOf(b) || b.IsSubsetOf(a);
}
