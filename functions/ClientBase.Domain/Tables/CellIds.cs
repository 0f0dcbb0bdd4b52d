namespace ClientBase.Domain.Tables;

/// <summary>
/// Numbers the ids of one column in the order they come, so that millions of rows keep one text for each id. Ids are compared by ordinal.
/// </summary>
public sealed class CellIds
{
    private const int ShortId = 256;

    private readonly TableInput _input;
    private readonly List<string> _all = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <summary>The ids of a column.</summary>
    public CellIds(TableInput input, int column)
    {
        (_input, Column) = (input, column);
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The column of the ids.</summary>
    public int Column { get; }

    /// <summary>The ids so far; the number of an id is its index here.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The number of the id in the current row.</summary>
    public int Read()
    {
        Span<char> buffer = stackalloc char[ShortId];
        ReadOnlySpan<char> id = _input[Column].Length <= ShortId ? buffer[.._input.CopyTo(Column, buffer)] : _input.Text(Column).AsSpan();
        if (!_bySpan.TryGetValue(id, out var number))
        {
            number = _all.Count;
            _all.Add(id.ToString());
            _numbers.Add(_all[number], number);
        }

        return number;
    }
}
