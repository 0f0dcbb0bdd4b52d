namespace ClientBase.Domain.Identity.Duplicates;

/// <summary>People to look for duplicates among, column by column. A row is known by its position.</summary>
public sealed class PeopleTable
{
    private readonly SortedDictionary<PersonField, IReadOnlyList<string?>> _columns = [];

    /// <param name="rows">Number of people.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public PeopleTable(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows = rows;
    }

    /// <summary>Number of people.</summary>
    public int Rows { get; }

    /// <summary>The fields that have a column, in the order of <see cref="PersonField"/>.</summary>
    public IReadOnlyCollection<PersonField> Fields => _columns.Keys;

    /// <summary>Adds a column: one value for each row as typed; null, empty and white space mean no value.</summary>
    /// <exception cref="ArgumentException">The field has a column already, or the column has another length.</exception>
    public PeopleTable Add(PersonField field, IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Rows)
        {
            throw new ArgumentException($"The column has {values.Count} values for {Rows} rows.", nameof(values));
        }

        if (!_columns.TryAdd(field, values))
        {
            throw new ArgumentException($"{field} has a column already.", nameof(field));
        }

        return this;
    }

    internal bool Has(PersonField field) => _columns.ContainsKey(field);

    internal string? Cell(PersonField field, int row)
    {
        if (!_columns.TryGetValue(field, out var values) || values[row] is not { } typed)
        {
            return null;
        }

        var trimmed = typed.Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }
}
