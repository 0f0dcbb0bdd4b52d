using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ClientBase.Domain.Tables;

/// <summary>The rows of the first sheet of a workbook that has any.</summary>
internal sealed class ExcelRows : ITableRows
{
    private readonly IExcelDataReader _reader;
    private string[] _cells = [];
    private bool[] _areNumbers = [];
    private byte[] _utf8 = [];
    private int _row;

    /// <summary>Opens a workbook and reads its first row.</summary>
    /// <param name="stream">The workbook.</param>
    /// <param name="isZip">Whether it is an XLSX.</param>
    /// <exception cref="InvalidDataException">It is broken, or cannot be opened without a password.</exception>
    public ExcelRows(Stream stream, bool isZip)
    {
        Charsets.Find("utf-8"); // Workbooks of Excel 97 name 8-bit encodings: these must be known before.
        _reader = Reading(() =>
        {
            if (isZip)
            {
                WorkbookParts.Check(stream);
            }

            return ExcelReaderFactory.CreateReader(stream);
        });
        do
        {
            (_row, Headers) = (0, []);
            while (Headers.Count == 0 && Read())
            {
                Headers = [.. _cells.AsSpan(0, Count)];
            }
        }
        while (Headers.Count == 0 && Reading(_reader.NextResult));
    }

    public IReadOnlyList<string> Headers { get; }

    public char? Separator => null;

    public int Count { get; private set; }

    public string Label => $"row {_row}";

    public string? Flaw => null;

    public bool MayHaveSwallowedRows => false;

    /// <summary>Moves to the next row that has anything in it.</summary>
    public bool Read()
    {
        while (Reading(_reader.Read))
        {
            _row++;
            ReadCells();
            if (Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    public ReadOnlySpan<byte> Bytes(int column)
    {
        _utf8 = Encoding.UTF8.GetBytes(Text(column));
        return _utf8;
    }

    public string Text(int column) => column < Count ? _cells[column] : "";

    public int CopyTo(int column, Span<char> chars)
    {
        Text(column).CopyTo(chars);
        return Text(column).Length;
    }

    public bool IsNumber(int column) => column < Count && _areNumbers[column];

    public void Dispose() => _reader.Dispose();

    private void ReadCells()
    {
        var length = _reader.FieldCount;
        if (_cells.Length < length)
        {
            (_cells, _areNumbers) = (new string[length], new bool[length]);
        }

        Count = 0;
        for (var column = 0; column < length; column++)
        {
            var value = _reader.GetValue(column);
            _cells[column] = AsText(value).Trim();
            _areNumbers[column] = value is double or int or decimal;
            Count = _cells[column].Length > 0 ? column + 1 : Count;
        }
    }

    private static string AsText(object? value) => value switch
    {
        null => "",
        DateTime date when date.TimeOfDay == TimeSpan.Zero => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString("0.##############", CultureInfo.InvariantCulture),
        bool answer => answer ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException
            or FormatException or OverflowException or NotSupportedException or ArgumentException
            or IndexOutOfRangeException or NullReferenceException)
        {
            throw new InvalidDataException($"it is a workbook that cannot be opened ({broken.Message.TrimEnd('.')}).", broken);
        }
    }
}
