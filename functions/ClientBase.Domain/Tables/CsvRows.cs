using CsvHelper;

namespace ClientBase.Domain.Tables;

/// <summary>The rows of a CSV file.</summary>
internal sealed class CsvRows : ITableRows
{
    private const int MaxRow = 4 << 20; // A row that is longer is a quote that was never closed.

    private readonly CsvReader _reader;
    private CsvMalformedRecord? _malformed;

    /// <summary>Opens a file and reads its first row.</summary>
    /// <param name="stream">The unpacked bytes.</param>
    /// <param name="content">What they are.</param>
    /// <param name="separator">What cells are separated by; null: to be found out.</param>
    /// <param name="areLinesRows">
    /// Whether each line is a row, also where a quote is open: one that is never closed cannot swallow the rows after it then.
    /// </param>
    public CsvRows(Stream stream, Content content, char? separator, bool areLinesRows)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => _malformed = record,
            AllowLineBreaksInQuotes = !areLinesRows,
            MaxRecordSize = MaxRow,
            BufferSize = 1 << 20,
            Encoding = content.Encoding,
        };
        _reader = CsvReader.Create(stream, options);
        Headers = [.. _reader.Headers.Select(header => header.Trim())];
        _malformed = null;
    }

    public IReadOnlyList<string> Headers { get; }

    public char? Separator => _reader.Separator;

    public int Count => _reader.FieldCount;

    public string Label
    {
        get
        {
            var row = _reader.RowNumber + 1;
            return row == _reader.LineNumber ? $"row {row}" : $"row {row} (line {_reader.LineNumber})";
        }
    }

    public string? Flaw => _malformed?.Reason switch
    {
        null => null,
        CsvMalformedReason.UnterminatedQuote => "a quote is opened and never closed",
        CsvMalformedReason.LineBreakInQuotes => "a quote is opened and not closed on its line",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote: is a separator missing, or a quote inside not doubled?",
        _ => "a quote stands inside a cell that is not quoted",
    };

    public bool MayHaveSwallowedRows => _malformed is { } malformed
        && malformed.Reason is CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.TextAfterClosingQuote
        && malformed.RawRecord.AsSpan().Trim().ContainsAny("\r\n");

    /// <summary>Whether reading ended at a row that is longer than any.</summary>
    public bool IsTooLong { get; private set; }

    public bool Read()
    {
        _malformed = null;
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException)
        {
            IsTooLong = true; // What is malformed otherwise is recovered from.
            throw;
        }
    }

    public ReadOnlySpan<byte> Bytes(int column) => _reader.GetSpan(column);

    public string Text(int column) => _reader.GetString(column);

    public int CopyTo(int column, Span<char> chars) => _reader.GetChars(column, chars);

    public bool IsNumber(int column) => false;

    public void Dispose() => _reader.Dispose();
}
