using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Identity.Duplicates.Pairs;

/// <summary>What of a contact is compared to find duplicates, as it was said.</summary>
public sealed class ComparedPerson
{
    private const int WholeDate = 10; // yyyy-mm-dd; a birthday without its year is no date to compare.

    private static readonly (PersonField Field, string Name)[] Single =
    [
        (PersonField.FirstName, ContactFields.FirstName), (PersonField.LastName, ContactFields.LastName),
        (PersonField.Patronymic, ContactFields.Patronymic), (PersonField.BirthDate, ContactFields.BirthDate),
        (PersonField.Address, "address"), (PersonField.City, ContactFields.City), (PersonField.Region, "region"),
        (PersonField.Country, ContactFields.Country),
    ];

    private readonly Contact _contact;

    private ComparedPerson(Contact contact) => _contact = contact;

    /// <summary>All e-mail addresses.</summary>
    public IReadOnlyCollection<string> Emails => [.. _contact.Emails.Keys];

    /// <summary>All telephones.</summary>
    public IReadOnlyCollection<string> Phones => [.. _contact.Phones.Keys];

    /// <summary>What of a contact is compared.</summary>
    public static ComparedPerson Of(Contact contact) => new(contact);

    /// <summary>Whether two states of a contact differ in anything that is compared.</summary>
    public static bool Differ(Contact one, Contact other) =>
        !one.Emails.Keys.SequenceEqual(other.Emails.Keys)
        || !one.Phones.Keys.SequenceEqual(other.Phones.Keys)
        || Single.Any(field => one.Field(field.Name) != other.Field(field.Name));

    /// <summary>People as a table to learn from; of several addresses or telephones, the first counts.</summary>
    public static PeopleTable TableOf(IReadOnlyList<ComparedPerson> people)
    {
        var table = new PeopleTable(people.Count);
        foreach (var (field, _) in Single)
        {
            table.Add(field, [.. people.Select(person => person[field])]);
        }

        return table
            .Add(PersonField.Email, [.. people.Select(person => person._contact.PrimaryEmail)])
            .Add(PersonField.Phone, [.. people.Select(person => person.Phones.FirstOrDefault())]);
    }

    /// <summary>The value of a field of which a person has one; null when it is not known.</summary>
    public string? this[PersonField field]
    {
        get
        {
            var value = _contact.Field(Single.First(one => one.Field == field).Name);
            return field == PersonField.BirthDate && value?.Length != WholeDate ? null : value;
        }
    }
}
