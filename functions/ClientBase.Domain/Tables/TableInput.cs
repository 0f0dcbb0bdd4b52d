using CsvHelper;

namespace ClientBase.Domain.Tables;

/// <summary>How a table is to be read, where its sender knows.</summary>
/// <param name="Charset">The charset its sender names.</param>
/// <param name="Separator">What cells are separated by.</param>
/// <param name="AreLinesRows">Whether each line is a row, also where a quote is open.</param>
/// <param name="IsStartOnly">Whether only the heading matters: the rest of the file is not looked at for its charset.</param>
public sealed record TableHabits(string? Charset = null, char? Separator = null, bool AreLinesRows = false, bool IsStartOnly = false);

/// <summary>
/// A table, read row by row: CSV with any usual separator and encoding, packed by gzip or not, or the first sheet of a workbook.
/// </summary>
/// <remarks>Cells are UTF-8 without the blanks around them, and valid until the next <see cref="Read"/>.</remarks>
public sealed class TableInput : IDisposable
{
    private readonly Func<Stream> _open;
    private readonly TableHabits _habits;
    private readonly string _name;
    private readonly Stream _file;
    private readonly ITableRows _rows;

    private TableInput(Func<Stream> open, string name, TableHabits habits, Content content)
    {
        (_open, _name, _habits, Content) = (open, name, habits, content);
        _file = open();
        try
        {
            _rows = content.Kind == ContentKind.Text
                ? new CsvRows(Content.Unpacked(_file, out _), content, habits.Separator, habits.AreLinesRows)
                : new ExcelRows(_file, content.Kind == ContentKind.Xlsx);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>What the file is.</summary>
    public Content Content { get; }

    /// <summary>The names of the columns, trimmed.</summary>
    public IReadOnlyList<string> Headers => _rows.Headers;

    /// <summary>What the cells are separated by; null in a workbook.</summary>
    public char? Separator => _rows.Separator;

    /// <summary>How many rows were read, the heading not counted.</summary>
    public long RowNumber { get; private set; }

    /// <summary>
    /// The current row, for messages: as spreadsheets count, the header being row 1. Line breaks in cells make it differ from the line.
    /// </summary>
    public string Row => _rows.Label;

    /// <summary>Share of the file that is read, 0 to 1.</summary>
    public double Progress => !_file.CanSeek || _file.Length == 0 ? 1d : (double)_file.Position / _file.Length;

    /// <summary>Whether the current row may hold rows after it, swallowed by a quote that is not closed.</summary>
    public bool MayHaveSwallowedRows => _rows.MayHaveSwallowedRows;

    /// <summary>Whether reading ended at a row that is longer than any: a quote that is never closed.</summary>
    public bool IsRowTooLong { get; private set; }

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="open">Opens the file from its beginning; it is called more than once.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="habits">How it is to be read, where that is known.</param>
    /// <exception cref="InputRefusedException">The file cannot be read, has no header, or is no table.</exception>
    public static TableInput Open(Func<Stream> open, string name, TableHabits? habits = null)
    {
        habits ??= new TableHabits();
        return Refusing(
            $"{name} cannot be read",
            () => new TableInput(open, name, habits, Content.Find(open, name, habits.Charset, habits.IsStartOnly)).Checked());
    }

    /// <summary>The same table from its beginning.</summary>
    /// <param name="habits">How to read it; null: as this one.</param>
    public TableInput Again(TableHabits? habits = null) =>
        Refusing($"{_name} cannot be read", () => new TableInput(_open, _name, habits ?? _habits, Content));

    /// <summary>The column of a name: as written, else without regard to case.</summary>
    /// <exception cref="InputRefusedException">No column has that name, or more than one has.</exception>
    public int Column(string name)
    {
        if (Find(name, StringComparison.Ordinal) is { } exact)
        {
            return exact;
        }

        return Find(name, StringComparison.OrdinalIgnoreCase)
            ?? throw new InputRefusedException($"{_name} has no column '{name}'. Its columns are: {string.Join(", ", Headers)}.");
    }

    /// <summary>Whether there is a column of exactly that name.</summary>
    public bool Has(string name) => Headers.Contains(name, StringComparer.Ordinal);

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="InputRefusedException">The row has another number of cells than the header, or a quote is never closed.</exception>
    public bool Read()
    {
        if (!ReadAny(out var flaw))
        {
            return false;
        }

        if (_rows.Flaw is not null)
        {
            throw new InputRefusedException($"{_name} cannot be read on: in {Row}, {flaw}.");
        }

        return flaw is null && (Separator is null || _rows.Count >= Headers.Count) ? true : throw Refuse(CellCount);
    }

    /// <summary>Moves to the next row, however it is written; false at the end.</summary>
    /// <param name="flaw">Why the row cannot be trusted; null when it can. Cells that are missing at its end are empty.</param>
    /// <exception cref="InputRefusedException">What follows cannot be read at all.</exception>
    public bool ReadAny(out string? flaw)
    {
        flaw = null;
        try
        {
            if (!Refusing($"{_name} cannot be read on", _rows.Read))
            {
                return false;
            }
        }
        catch (InputRefusedException) when (_rows is CsvRows { IsTooLong: true })
        {
            IsRowTooLong = true;
            throw;
        }

        RowNumber++;
        flaw = _rows.Flaw ?? (_rows.Count > Headers.Count && !IsPadded() ? CellCount : null);
        return true;
    }

    /// <summary>A cell of the current row, trimmed; empty where there is nothing.</summary>
    public ReadOnlySpan<byte> this[int column] => column < _rows.Count ? _rows.Bytes(column) : default;

    /// <summary>A cell of the current row as text.</summary>
    public string Text(int column) => column < _rows.Count ? _rows.Text(column) : "";

    /// <summary>Copies a cell as UTF-16; the number of characters.</summary>
    public int CopyTo(int column, Span<char> chars) => column < _rows.Count ? _rows.CopyTo(column, chars) : 0;

    /// <summary>Whether a cell is a number of a workbook's own, which needs no guess about its marks.</summary>
    public bool IsNumber(int column) => _rows.IsNumber(column);

    /// <summary>What to throw when a cell of the current row cannot be used.</summary>
    public InputRefusedException Refuse(int column, string why) => Refuse($"column '{Headers[column]}': {why}", ", ");

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private string CellCount => $"has {_rows.Count} cells, and the header {Headers.Count}. Is a quote or a separator missing?";

    private TableInput Checked()
    {
        if (Headers.All(header => header.Length == 0))
        {
            Dispose();
            throw new InputRefusedException($"{_name} is empty. Its first row must name the columns.");
        }

        return this;
    }

    private InputRefusedException Refuse(string why, string before = " ") => new($"{_name}, {Row}{before}{why}");

    private static T Refusing<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or InvalidDataException or CsvFormatException)
        {
            throw new InputRefusedException($"{what}: {failure.Message}");
        }
    }

    private int? Find(string name, StringComparison comparison)
    {
        var found = Enumerable.Range(0, Headers.Count).Where(column => Headers[column].Equals(name.Trim(), comparison)).ToList();
        return found.Count > 1
            ? throw new InputRefusedException($"{_name} has more than one column '{name}'. Rename one of them.")
            : found.Count == 0 ? null : found[0];
    }

    // Spreadsheets add separators at the end of rows for columns without a name.
    private bool IsPadded()
    {
        for (var column = Headers.Count; column < _rows.Count; column++)
        {
            if (!_rows.Bytes(column).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
