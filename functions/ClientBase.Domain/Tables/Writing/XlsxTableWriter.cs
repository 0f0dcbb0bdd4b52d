using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace ClientBase.Domain.Tables.Writing;

/// <summary>An Excel workbook with typed cells, written as it comes: text stays text, telephones too, and is never run as a
/// formula.</summary>
public sealed class XlsxTableWriter : ITableWriter
{
    /// <summary>Rows of one sheet; a longer table goes on on the next.</summary>
    public const int SheetRows = 1_000_000;

    private const int LongestText = 32_767; // Excel's own limit of a cell.

    private readonly Spreadsheet _spreadsheet;
    private readonly IReadOnlyList<FileColumn> _columns;
    private readonly StyleId _heading;
    private readonly StyleId?[] _styles;
    private readonly Cell[] _row;
    private int _rows;
    private int _sheets;

    private XlsxTableWriter(Spreadsheet spreadsheet, IReadOnlyList<FileColumn> columns)
    {
        (_spreadsheet, _columns, _row) = (spreadsheet, columns, new Cell[columns.Count]);
        _heading = spreadsheet.AddStyle(new Style { Font = { Bold = true } });
        StyleId Of(string format) => spreadsheet.AddStyle(new Style { Format = NumberFormat.Custom(format) });
        var (money, percent, time) = (Of("#,##0.00"), Of("0.0%"), Of("yyyy-mm-dd hh:mm"));
        var text = Of("@"); // So that a cell typed over stays text.
        _styles =
        [
            .. columns.Select(column => (StyleId?)(column.Kind switch
            {
                CellKind.Money => money,
                CellKind.Percent => percent,
                CellKind.Time => time,
                CellKind.Number => null,
                _ => text,
            })),
        ];
    }

    /// <summary>Begins a workbook.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<XlsxTableWriter> BeginAsync(
        Stream stream, IReadOnlyList<FileColumn> columns, CancellationToken cancellationToken)
    {
        var spreadsheet = await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancellationToken);
        var writer = new XlsxTableWriter(spreadsheet, columns);
        await writer.BeginSheetAsync(cancellationToken);
        return writer;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<object?> cells, CancellationToken cancellationToken)
    {
        if (_rows == SheetRows)
        {
            await BeginSheetAsync(cancellationToken);
        }

        for (var i = 0; i < cells.Count; i++)
        {
            _row[i] = new Cell(CellOf(cells[i]), cells[i] is null ? null : _styles[i]);
        }

        await _spreadsheet.AddRowAsync(_row, cancellationToken);
        _rows++;
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync(CancellationToken cancellationToken) => _spreadsheet.FinishAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _spreadsheet.DisposeAsync();

    private async ValueTask BeginSheetAsync(CancellationToken cancellationToken)
    {
        (_rows, _sheets) = (0, _sheets + 1);
        await _spreadsheet.StartWorksheetAsync($"Sheet{_sheets}", new WorksheetOptions { FrozenRows = 1 }, cancellationToken);
        await _spreadsheet.AddRowAsync(_columns.Select(column => new Cell(column.Heading, _heading)).ToList(), cancellationToken);
    }

    private static DataCell CellOf(object? cell) => cell switch
    {
        null => default,
        string text => new DataCell(Printable(text)),
        int number => new DataCell(number),
        long number => new DataCell(number),
        decimal number => new DataCell(number),
        double number => new DataCell(number),
        bool flag => new DataCell(flag),
        DateTimeOffset at => new DataCell(at.UtcDateTime),
        _ => new DataCell(cell.ToString()),
    };

    // XML has no place for most control characters.
    private static string Printable(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] : text;
        return cut.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
            ? string.Concat(cut.Select(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r') ? ' ' : c))
            : cut;
    }
}
