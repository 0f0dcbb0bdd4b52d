namespace ClientBase.Domain.Identity.Duplicates.Records;

/// <summary>One field of all people: each different value once, in ordinal order, and the number of the value of each person.</summary>
internal sealed class ValueColumn
{
    public const int Missing = -1;

    private ValueColumn(string[] values, int[] of) => (Values, Of) = (values, of);

    /// <summary>The different values. They are numbered in ordinal order, so that the order of rows does not matter.</summary>
    public string[] Values { get; }

    /// <summary>The value of each person, or <see cref="Missing"/>.</summary>
    public int[] Of { get; private set; }

    /// <summary>How many rows of the table each person stands for.</summary>
    public int[] Rows { get; private set; } = [];

    public string? this[int person] => Of[person] < 0 ? null : Values[Of[person]];

    public static ValueColumn Intern(string?[] read)
    {
        var values = read.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(values, StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(values.Length, StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            numbers.Add(values[i], i);
        }

        return new ValueColumn(values, Array.ConvertAll(read, value => value is null ? Missing : numbers[value]));
    }

    /// <summary>Keeps these people only, in this order, each with the number of rows it stands for.</summary>
    public void Keep(int[] people, int[] rows)
    {
        var all = Of;
        Of = Array.ConvertAll(people, person => all[person]);
        Rows = rows;
    }
}
