using CsvHelper;

namespace ClientBase.Cli.Tables;

/// <summary>A CSV file, read row by row. Any usual separator and encoding, a byte order mark and gzip are understood.</summary>
/// <remarks>Cells are UTF-8 without the blanks around them, and valid until the next <see cref="Read"/>.</remarks>
internal sealed class CsvInput : IDisposable
{
    private static readonly CsvReaderOptions AsPeopleWriteThem = new()
    {
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        BufferSize = 1 << 20,
    };

    private readonly string _name;
    private readonly FileStream _file;
    private readonly CsvReader _reader;
    private readonly string[] _headers;

    private CsvInput(string path, FileStream file, CsvReader reader)
    {
        (_name, _file, _reader) = (Path.GetFileName(path), file, reader);
        _headers = [.. reader.Headers.Select(header => header.Trim())];
    }

    /// <summary>The names of the columns, trimmed.</summary>
    public IReadOnlyList<string> Headers => _headers;

    /// <summary>What the cells are separated by.</summary>
    public char Separator => _reader.Separator;

    /// <summary>
    /// The current row, for messages: as spreadsheets count, the header being row 1. Line breaks in cells make it differ from the line.
    /// </summary>
    public string Row
    {
        get
        {
            var row = _reader.RowNumber + 1;
            return row == _reader.LineNumber ? $"row {row}" : $"row {row} (line {_reader.LineNumber})";
        }
    }

    /// <summary>Share of the file that is read, 0 to 1.</summary>
    public double Progress => _file.Length == 0 ? 1d : (double)_file.Position / _file.Length;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InputRefusedException">The file cannot be read, has no header, or is not text.</exception>
    public static CsvInput Open(string path)
    {
        try
        {
            var encoding = CsvEncoding.Guess(path);
            var file = File.OpenRead(path);
            var reader = CsvReader.Create(CsvEncoding.Unpacked(file), AsPeopleWriteThem with { Encoding = encoding });
            var input = new CsvInput(path, file, reader);
            if (input._headers.All(header => header.Length == 0))
            {
                input.Dispose();
                throw new InputRefusedException($"{Path.GetFileName(path)} is empty. Its first row must name the columns.");
            }

            return input;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or CsvFormatException)
        {
            throw new InputRefusedException($"{path} cannot be read: {failure.Message}");
        }
    }

    /// <summary>The column of a name: as written, else without regard to case.</summary>
    /// <exception cref="InputRefusedException">No column has that name, or more than one has.</exception>
    public int Column(string name)
    {
        if (Find(name, StringComparison.Ordinal) is { } exact)
        {
            return exact;
        }

        return Find(name, StringComparison.OrdinalIgnoreCase)
            ?? throw new InputRefusedException($"{_name} has no column '{name}'. Its columns are: {string.Join(", ", _headers)}.");
    }

    /// <summary>Whether there is a column of exactly that name.</summary>
    public bool Has(string name) => Array.IndexOf(_headers, name) >= 0;

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="InputRefusedException">The row has another number of cells than the header, or a quote is never closed.</exception>
    public bool Read()
    {
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (Exception failure) when (failure is CsvFormatException or IOException or InvalidDataException)
        {
            throw new InputRefusedException($"{_name} cannot be read on: {failure.Message}");
        }

        if (_reader.FieldCount != _headers.Length && (_reader.FieldCount < _headers.Length || !IsPadded()))
        {
            throw Refuse($"has {_reader.FieldCount} cells, and the header {_headers.Length}. Is a quote or a separator missing?");
        }

        return true;
    }

    /// <summary>A cell of the current row, trimmed; empty where there is nothing.</summary>
    public ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    /// <summary>A cell of the current row as text.</summary>
    public string Text(int column) => _reader.GetString(column);

    /// <summary>Copies a cell as UTF-16; the number of characters.</summary>
    public int CopyTo(int column, Span<char> chars) => _reader.GetChars(column, chars);

    /// <summary>What to throw when a cell of the current row cannot be used.</summary>
    public InputRefusedException Refuse(int column, string why) => Refuse($"column '{_headers[column]}': {why}", ", ");

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private InputRefusedException Refuse(string why, string before = " ") => new($"{_name}, {Row}{before}{why}");

    private int? Find(string name, StringComparison comparison)
    {
        var first = Array.FindIndex(_headers, header => header.Equals(name.Trim(), comparison));
        var last = Array.FindLastIndex(_headers, header => header.Equals(name.Trim(), comparison));
        return first == last
            ? first < 0 ? null : first
            : throw new InputRefusedException($"{_name} has more than one column '{name}'. Rename one of them.");
    }

    // Spreadsheets add separators at the end of rows for columns without a name.
    private bool IsPadded()
    {
        for (var column = _headers.Length; column < _reader.FieldCount; column++)
        {
            if (!_reader.GetSpan(column).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
