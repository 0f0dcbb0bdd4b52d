using System.Globalization;
using System.Text;

namespace ClientBase.Domain.Tables.Writing;

/// <summary>CSV in UTF-8 with a byte order mark, by which Excel knows it; separator and decimal mark as the reader's Excel wants
/// them.</summary>
public sealed class CsvTableWriter : ITableWriter
{
    private readonly IReadOnlyList<FileColumn> _columns;
    private readonly StreamWriter _writer;
    private readonly char _separator;
    private readonly NumberFormatInfo _numbers;
    private readonly StringBuilder _line = new();

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="language"><c>ru</c>: semicolons and decimal commas, since the comma divides decimals there; else commas and
    /// points.</param>
    /// <param name="withMark">Whether a byte order mark comes first: spreadsheets want it, other programs do not.</param>
    public CsvTableWriter(Stream stream, IReadOnlyList<FileColumn> columns, string language, bool withMark = true)
    {
        _columns = columns;
        _writer = new StreamWriter(stream, new UTF8Encoding(withMark), bufferSize: 32 * 1024, leaveOpen: true);
        (_separator, var point) = language == "ru" ? (';', ",") : (',', ".");
        _numbers = new NumberFormatInfo { NumberDecimalSeparator = point };
        Begin();
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<object?> cells, CancellationToken cancellationToken)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            Add(TextOf(cells[i]), _columns[i].Kind, isFirst: i == 0);
        }

        await EndAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask FinishAsync(CancellationToken cancellationToken) => await _writer.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Begin()
    {
        foreach (var (i, column) in _columns.Index())
        {
            Add(column.Heading, CellKind.Text, isFirst: i == 0);
        }

        _writer.Write(_line.Append("\r\n"));
        _line.Clear();
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _line.Append("\r\n");
        await _writer.WriteAsync(_line, cancellationToken);
        _line.Clear();
    }

    private void Add(string text, CellKind kind, bool isFirst)
    {
        if (!isFirst)
        {
            _line.Append(_separator);
        }

        var safe = Formulas.Safe(text, kind);
        if (safe.Length != text.Length || safe.AsSpan().ContainsAny(_separator, '"', '\n') || safe.Contains('\r', StringComparison.Ordinal)
            || safe.StartsWith(' ') || safe.EndsWith(' '))
        {
            _line.Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _line.Append(safe);
        }
    }

    private string TextOf(object? cell) => cell switch
    {
        null => "",
        string text => text,
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        double number => Math.Round((decimal)Math.Clamp(number, -1e24, 1e24), 6).ToString("0.######", _numbers),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, _numbers),
        _ => cell.ToString() ?? "",
    };
}
