using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.People;

/// <summary>Which column of a file holds which field of a person: as told by <c>--map</c>, else by the usual names of columns.</summary>
internal static class PersonColumns
{
    private static readonly Dictionary<PersonField, string> UsualNames = new()
    {
        [PersonField.FullName] = "fullname name person client customername фио имяфамилия полноеимя",
        [PersonField.FirstName] = "firstname givenname fname forename given first имя",
        [PersonField.LastName] = "lastname surname familyname lname last фамилия",
        [PersonField.Patronymic] = "patronymic middlename secondname отчество",
        [PersonField.BirthDate] = "birthdate dateofbirth dob birthday born датарождения деньрождения",
        [PersonField.Address] = "address address1 addressline1 street streetaddress адрес улица",
        [PersonField.Address2] = "address2 addressline2 адрес2",
        [PersonField.StreetNumber] = "streetnumber housenumber house building дом номердома",
        [PersonField.City] = "city suburb town locality place город населенныйпункт населённыйпункт",
        [PersonField.Region] = "region state province county область регион край",
        [PersonField.Postcode] = "postcode zip zipcode postalcode индекс почтовыйиндекс",
        [PersonField.Country] = "country страна",
        [PersonField.NationalId] = "nationalid socsecid ssn nino taxid passport passportnumber inn snils инн снилс паспорт",
        [PersonField.Email] = "email emailaddress mail почта электроннаяпочта элпочта емейл имейл",
        [PersonField.Phone] = "phone phonenumber telephone tel mobile cell телефон мобильный тел",
    };

    private static readonly Dictionary<string, PersonField> ByName = UsualNames
        .SelectMany(field => field.Value.Split(' ').Select(name => (name, field.Key)))
        .ToDictionary(pair => pair.name, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The fields, as the command line spells them.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
        [.. Enum.GetNames<PersonField>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    /// <summary>The column of each field of a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="idColumn">The column of the ids, which is compared only if <paramref name="told"/> names it.</param>
    /// <param name="told">The values of <c>--map</c>, each <c>field=column</c>.</param>
    /// <exception cref="InputRefusedException">
    /// A field is unknown or told twice, a column is not there, or there is nothing to compare.
    /// </exception>
    public static SortedDictionary<PersonField, int> Of(TableInput input, int idColumn, IReadOnlyList<string> told)
    {
        var columns = new SortedDictionary<PersonField, int>();
        foreach (var (field, column) in told.Select(Split))
        {
            if (!columns.TryAdd(field, input.Column(column)))
            {
                throw new InputRefusedException($"--map names {Name(field)} twice. Give it one column.");
            }
        }

        for (var column = 0; column < input.Headers.Count; column++)
        {
            // Of several columns for one field the first counts: "address" before "street".
            if (column != idColumn && !columns.ContainsValue(column) && ByName.TryGetValue(Plain(input.Headers[column]), out var field))
            {
                columns.TryAdd(field, column);
            }
        }

        return columns.Count > 0
            ? columns
            : throw new InputRefusedException(
                $"No column can be compared. Tell which says what by --map, such as --map lastName={input.Headers[^1]}."
                + $" Fields: {string.Join(' ', FieldNames)}.");
    }

    /// <summary>A field as the command line spells it.</summary>
    public static string Name(PersonField field) => FieldNames[(int)field];

    private static (PersonField Field, string Column) Split(string told)
    {
        var equals = told.IndexOf('=', StringComparison.Ordinal);
        var name = told[..equals].Trim();
        var isField = Enum.TryParse<PersonField>(name, ignoreCase: true, out var field)
            && FieldNames.Contains(name, StringComparer.OrdinalIgnoreCase);
        return isField
            ? (field, told[(equals + 1)..])
            : throw new InputRefusedException($"--map: there is no field '{name}'. Fields: {string.Join(' ', FieldNames)}.");
    }

    private static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
