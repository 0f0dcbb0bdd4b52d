namespace ClientBase.Domain.Contacts.Names;

/// <summary>Finds out which part of a name is which when only the words themselves can tell.</summary>
internal static class NameOrder
{
    private static readonly string[] SurnameEndings =
    [
        "ов", "ова", "ев", "ева", "ёв", "ёва", "ин", "ина", "ын", "ына", "ский", "ская", "цкий", "цкая",
        "енко", "чук", "юк", "ук", "ян", "дзе", "швили", "ых", "их",
    ];

    public static PersonName Of(string[] parts) => parts switch
    {
        [] => PersonName.Unknown,
        [var only] => new PersonName(only, null, null),
        [var one, var other] => OfTwo(one, other),
        [var one, var other, var third] => OfThree(one, other, third),
        [var first, .. var middle, var last] when middle.All(NameWords.IsInitials) => new PersonName(first, last, string.Join(' ', middle)),
        _ => InOrder(parts),
    };

    /// <summary>Whether it is a given name of the alphabet it is written in: «Ким» is a surname, though "Kim" is a given name.</summary>
    public static bool IsGiven(string word) =>
        word[0] is >= '\u0400' and <= '\u04ff' ? GivenNames.IsRussian(word) : GivenNames.IsKnown(word);

    private static PersonName OfTwo(string one, string other)
    {
        // In «Иванов И.» the initial is the given name, in «Анна И.» the surname.
        if (NameWords.IsInitials(other) && !IsGiven(one))
        {
            return new PersonName(other, one, null);
        }

        if (IsPatronymicOfTwo(other))
        {
            return new PersonName(one, null, other);
        }

        return IsSurnameFirst(one, other) ? new PersonName(other, one, null) : new PersonName(one, other, null);
    }

    private static PersonName OfThree(string one, string other, string third)
    {
        if (NameWords.IsInitials(other))
        {
            return NameWords.IsInitials(third) ? new PersonName(other, one, third) : new PersonName(one, third, other);
        }

        if (NameWords.IsInitials(third) && !Patronymics.IsPatronymic(other))
        {
            return !IsGiven(one) && IsGiven(other) ? new PersonName(other, one, third) : InOrder([one, other, third]);
        }

        return Patronymics.IsPatronymic(other) ? new PersonName(one, third, other)
            : Patronymics.IsPatronymic(third) ? new PersonName(other, one, third)
            : InOrder([one, other, third]);
    }

    private static PersonName InOrder(string[] parts) => new(parts[0], string.Join(' ', parts[1..]), null);

    // The dictionary decides first, then endings: «Марина Ким», «Ким Марина», «Иванов Рафаэль».
    private static bool IsSurnameFirst(string one, string other)
    {
        var (oneIsGiven, otherIsGiven) = (IsGiven(one), IsGiven(other));
        if (oneIsGiven || otherIsGiven)
        {
            // English given names are surnames as well ("Elon Thomas"), so for them the order counts more than the dictionary.
            return !oneIsGiven && (GivenNames.IsRussian(other) || IsSurname(one));
        }

        return IsSurname(one) && !IsSurname(other);
    }

    // «Роман Рабинович» is a surname, «Роман Петрович» a patronymic.
    private static bool IsPatronymicOfTwo(string word) =>
        Patronymics.IsOfKnownFather(word) || (Patronymics.IsPatronymic(word) && Patronymics.SexOf(word) == Sex.Female);

    private static bool IsSurname(string word)
    {
        var lower = word.ToLowerInvariant();
        return word.Length > 3 && Array.Exists(SurnameEndings, ending => lower.EndsWith(ending, StringComparison.Ordinal));
    }
}
