using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Tables;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>Reads a file as units to file, one after another, and never holds more than a few of them.</summary>
internal sealed class ImportReader : IDisposable
{
    private const char Damaged = '\uFFFD';

    private readonly ImportState _import;
    private readonly TableInput _table;
    private readonly CellNumbers?[] _amounts;
    private readonly CellTimes?[] _times;
    private readonly HashSet<ulong> _orders = []; // Of an order whose rows lie apart, the later ones would replace the first.
    private ImportRow? _next;

    /// <summary>Reads a file from its beginning.</summary>
    /// <param name="import">The import: which columns to read, and how.</param>
    /// <param name="table">The file.</param>
    public ImportReader(ImportState import, TableInput table)
    {
        (_import, _table) = (import, table);
        _amounts = [.. import.Columns.Select(column => ImportFields.IsAmount(column.Field)
            ? new CellNumbers(table, column.Index, column.IsDecimalComma)
            : null)];
        _times = [.. import.Columns.Select(column => ImportFields.IsTime(column.Field)
            ? new CellTimes(table, column.Index, column.IsMonthFirst)
            : null)];
    }

    /// <summary>Passes over rows that are done.</summary>
    public void Skip(long rows)
    {
        while (_table.RowNumber < rows && _table.ReadAny(out _))
        {
            if (_import.Kind == ImportKind.Orders && OrderIdOf(Read(flaw: null)) is { } order)
            {
                _orders.Add(order);
            }
        }
    }

    /// <summary>The next unit; null at the end.</summary>
    public ImportUnit? Next()
    {
        var first = Take();
        if (first is null || _import.Kind != ImportKind.Orders || first.Broken is not null)
        {
            return first is null ? null : new ImportUnit([first]);
        }

        var rows = new List<ImportRow> { first };
        var order = OrderIdOf(first);
        while (order is not null && Take() is { } row)
        {
            // Shopify leaves the id of an order away in all its rows but the first.
            var isSame = OrderIdOf(row) is { } other ? other == order : row[ImportFields.Number] == first[ImportFields.Number];
            if (row.Broken is not null || !isSame)
            {
                _next = row;
                break;
            }

            rows.Add(row);
        }

        if (order is { } id && !_orders.Add(id))
        {
            rows.ForEach(row => row.Broken = "rows of this order stand apart: put all rows of an order below each other");
        }

        return new ImportUnit(rows);
    }

    public void Dispose() => _table.Dispose();

    private ImportRow? Take()
    {
        if (_next is { } waiting)
        {
            _next = null;
            return waiting;
        }

        return _table.ReadAny(out var flaw) ? Read(flaw) : null;
    }

    private ImportRow Read(string? flaw)
    {
        var row = new ImportRow(_table.RowNumber, _import.Columns) { Broken = flaw };
        for (var index = 0; index < _import.Columns.Count; index++)
        {
            Read(row, index);
        }

        return row;
    }

    private void Read(ImportRow row, int index)
    {
        var column = _import.Columns[index];
        var text = _table.Text(column.Index).Trim();
        text = text is ['\'', '+' or '=' or '-' or '@' or '0', ..] ? text[1..] : text; // Spreadsheets keep such cells from being formulas.
        if (text.Length == 0)
        {
            row.Set(index, text);
            return;
        }

        string? why = null;
        var amount = _amounts[index]?.TryRead(out why);
        var time = _times[index]?.TryRead(out why) is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : (DateTimeOffset?)null;
        row.Set(index, text, amount, time);
        why ??= text.Contains(Damaged, StringComparison.Ordinal) ? "letters of this cell are damaged: save the file as UTF-8 again" : null;
        if (why is not null && row.Broken is null)
        {
            row.Flaws.Add(new Flaw(row.Number, column.Name, text, why.TrimEnd('.')));
        }
    }

    private static ulong? OrderIdOf(ImportRow row) => row[ImportFields.OrderId] is { } id
        ? BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(ImportRow.Composed(id))))
        : null;
}
