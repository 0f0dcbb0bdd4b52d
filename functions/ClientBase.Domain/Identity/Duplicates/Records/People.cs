using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Identity.Duplicates.Records;

/// <summary>The people to compare. Rows with the same values are one person here, and people are numbered by their values.</summary>
/// <remarks>
/// Everything after this works on these numbers, so the order of rows, their ids and the names of columns cannot change an answer.
/// </remarks>
internal sealed class People
{
    private static readonly PersonField[] Order =
    [
        PersonField.LastName, PersonField.FirstName, PersonField.BirthDate, PersonField.Email, PersonField.Phone,
        PersonField.NationalId, PersonField.Patronymic, PersonField.Postcode, PersonField.City, PersonField.Address,
        PersonField.Address2, PersonField.StreetNumber, PersonField.Region, PersonField.Country,
    ];

    private readonly SortedDictionary<PersonField, ValueColumn> _columns = [];

    private People(IEnumerable<(PersonField Field, ValueColumn Values)> columns)
    {
        foreach (var (field, values) in columns)
        {
            _columns.Add(field, values);
        }
    }

    /// <summary>Number of different people.</summary>
    public int Count => Rows.Length;

    /// <summary>The rows of the table that have each person's values.</summary>
    public int[][] Rows { get; private set; } = [];

    public static People Read(PeopleTable table)
    {
        var fields = Order.Where(field => table.Has(field) || (table.Has(PersonField.FullName) && IsName(field)));
        var names = table.Has(PersonField.FullName) ? SplitNames(table) : null;
        var columns = fields
            .Select(field => (Field: field, Column: ValueColumn.Intern(ReadColumn(table, field, names))))
            .Where(one => one.Column.Values.Length > 0)
            .ToArray();
        var people = new People(columns);
        people.Group(table.Rows, [.. columns.Select(one => one.Column)]);
        return people;
    }

    public bool Has(PersonField field) => _columns.ContainsKey(field);

    public ValueColumn this[PersonField field] => _columns[field];

    public ValueColumn? Find(PersonField field) => _columns.GetValueOrDefault(field);

    private static bool IsName(PersonField field) => field is PersonField.FirstName or PersonField.LastName or PersonField.Patronymic;

    private static PersonName[] SplitNames(PeopleTable table)
    {
        var names = new PersonName[table.Rows];
        for (var row = 0; row < names.Length; row++)
        {
            names[row] = PersonName.Parse(table.Cell(PersonField.FullName, row));
        }

        return names;
    }

    private static string?[] ReadColumn(PeopleTable table, PersonField field, PersonName[]? names)
    {
        var reading = Reading.Of(field);
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        var read = new string?[table.Rows];
        for (var row = 0; row < read.Length; row++)
        {
            var typed = table.Cell(field, row) ?? (names is not null && IsName(field) ? Part(names[row], field) : null);
            if (typed is null)
            {
                continue;
            }

            if (!known.TryGetValue(typed, out var value))
            {
                known.Add(typed, value = reading(typed));
            }

            read[row] = value;
        }

        return read;
    }

    private static string? Part(PersonName name, PersonField field) => field switch
    {
        PersonField.FirstName => name.First,
        PersonField.LastName => name.Last,
        _ => name.Patronymic,
    };

    private void Group(int rows, ValueColumn[] columns)
    {
        var order = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            order[row] = row;
        }

        Array.Sort(order, (a, b) => Compare(columns, a, b) is var byContent and not 0 ? byContent : a.CompareTo(b));
        var groups = new List<int[]>();
        for (var start = 0; start < rows;)
        {
            var end = start + 1;
            while (end < rows && Compare(columns, order[start], order[end]) == 0)
            {
                end++;
            }

            groups.Add(order[start..end]);
            start = end;
        }

        Rows = [.. groups];
        var firsts = Array.ConvertAll(Rows, group => group[0]);
        var sizes = Array.ConvertAll(Rows, group => group.Length);
        foreach (var column in columns)
        {
            column.Keep(firsts, sizes);
        }
    }

    private static int Compare(ValueColumn[] columns, int a, int b)
    {
        foreach (var column in columns)
        {
            var difference = column.Of[a].CompareTo(column.Of[b]);
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }
}
