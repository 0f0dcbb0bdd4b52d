using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Deriving;

/// <summary>How a person is addressed in a letter, without a comma at the end.</summary>
/// <param name="Ru">
/// In Russian: «Уважаемая Анна Петровна», and «Здравствуйте» where the form would need the sex and nobody knows it.
/// </param>
/// <param name="En">In English: "Dear Anna".</param>
public sealed record Greeting(string Ru, string En)
{
    private const string NeutralRu = "Здравствуйте";
    private const string NeutralEn = "Hello";

    /// <summary>The greeting of a contact; null for a company, which is not greeted by name.</summary>
    public static Greeting? Of(Contact contact, Sex sex) =>
        !contact.Name.IsKnown && contact.Field(ContactFields.Company) is not null ? null : Of(contact.Name, sex);

    /// <summary>The greeting of a person.</summary>
    public static Greeting Of(PersonName name, Sex sex) => new(Russian(name, sex), English(name, sex));

    private static string Russian(PersonName name, Sex sex)
    {
        var called = IsInitial(name.First) ? null : name.First;
        var full = called is not null && name.Patronymic is { } father && !IsInitial(father) ? $"{called} {father}" : called;
        return (sex, full, name.Last) switch
        {
            (Sex.Male, { } given, _) => $"Уважаемый {given}",
            (Sex.Female, { } given, _) => $"Уважаемая {given}",
            (_, { } given, _) => $"{NeutralRu}, {given}",
            (Sex.Male, null, { } last) => $"Уважаемый господин {last}",
            (Sex.Female, null, { } last) => $"Уважаемая госпожа {last}",
            _ => NeutralRu,
        };
    }

    private static string English(PersonName name, Sex sex)
    {
        var called = IsInitial(name.First) ? null : name.First;
        return (sex, called, name.Last) switch
        {
            (_, { } given, _) => $"Dear {Transliteration.ToLatin(given)}",
            (Sex.Male, null, { } last) => $"Dear Mr {Transliteration.ToLatin(last)}",
            (Sex.Female, null, { } last) => $"Dear Ms {Transliteration.ToLatin(last)}",
            _ => NeutralEn,
        };
    }

    private static bool IsInitial(string? part) => part is not null && part.TrimEnd('.').Length < 2;
}
