using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ClientBase.Domain.Tables;

/// <summary>Reads the amounts of one column, with a decimal point or a decimal comma, whichever the column uses.</summary>
/// <remarks>
/// «1 234,50 руб.», "1,234.50", "USD 12.50" and "(12.50)" are read as people mean them. A cell that can be read two ways ("1,234") is
/// settled by the other cells of its column, or else by the habit of the file: semicolons between cells and dates with points go with a
/// decimal comma. What nothing settles is refused, and so is a cell that contradicts the others: no amount is read a thousandfold.
/// </remarks>
/// <param name="input">The table.</param>
/// <param name="column">The column.</param>
/// <param name="isDecimalComma">What was found out about the column before; null: nothing.</param>
public sealed class CellNumbers(TableInput input, int column, bool? isDecimalComma = null)
{
    /// <summary>The largest amount that is read: more is no money, and sums must fit.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private bool? _isDecimalComma = isDecimalComma;
    private string _settledBy = "the rest of the column";

    /// <summary>The number in the current row.</summary>
    /// <exception cref="InputRefusedException">The cell is no number, or is written in another way than those before.</exception>
    public decimal Read() => TryRead(out var why) is { } number ? number : throw input.Refuse(column, why!);

    /// <summary>The number in the current row; null when it is none.</summary>
    /// <param name="why">Why it is none; null when it is.</param>
    public decimal? TryRead(out string? why)
    {
        why = null;
        var cell = input[column];

        // Nearly all cells of nearly all files: digits, with a point and not three digits after it.
        if (_isDecimalComma != true
            && Utf8Parser.TryParse(cell, out decimal plain, out var used)
            && used == cell.Length
            && cell.IndexOfAny("eE"u8) < 0
            && (input.IsNumber(column) || IsPlain(cell))
            && Math.Abs(plain) <= Largest)
        {
            return plain;
        }

        return AsWritten(Encoding.UTF8.GetString(cell), out why);
    }

    /// <summary>
    /// Whether a column has a decimal comma, as its cells or else the habit of its file tell; null when nothing tells, or it has no marks.
    /// </summary>
    /// <param name="input">The table, which is read from its beginning by a reader of its own.</param>
    /// <param name="column">The column.</param>
    public static bool? Survey(TableInput input, int column)
    {
        bool? byHabit = input.Separator == ';' ? true : null;
        using var again = input.Again();
        for (var row = 0; again.ReadAny(out _); row++)
        {
            var marks = again.IsNumber(column) ? AmountMarks.None : AmountText.MarksOf(AmountText.Digits(again.Text(column), out _));
            if (marks is AmountMarks.Comma or AmountMarks.Point)
            {
                return marks == AmountMarks.Comma;
            }

            byHabit ??= row < 200 && HasDottedDate(again) ? true : null;
            byHabit ??= marks == AmountMarks.OpenComma && input.Separator == ',' ? false : null; // It had to be quoted for its groups.
        }

        return byHabit;
    }

    private static bool HasDottedDate(TableInput input) => Enumerable.Range(0, input.Headers.Count)
        .Any(column => input[column] is { Length: >= 8 } cell && cell.Count((byte)'.') == 2 && CellInstant.TryParse(cell, out _));

    private bool IsPlain(ReadOnlySpan<byte> cell)
    {
        var point = cell.IndexOf((byte)'.');
        return point < 0 || _isDecimalComma == false
            || (cell.Length - point - 1 != 3 && Settle(isComma: false, Encoding.UTF8.GetString(cell)));
    }

    private decimal? AsWritten(string text, out string? why)
    {
        var digits = AmountText.Digits(text, out var isNegative);
        if (digits.Length == 0)
        {
            why = "the amount is missing.";
            return null;
        }

        why = WhyUnsettled(AmountText.MarksOf(digits), text);
        if (why is not null)
        {
            return null;
        }

        var plain = AmountText.Plain(digits, _isDecimalComma == true);
        var isNumber = double.TryParse(plain, Style, CultureInfo.InvariantCulture, out var size) && double.IsFinite(size);
        if (Math.Abs(size) > (double)Largest)
        {
            why = $"'{text}' is too large: an amount is at most {Largest.ToString("N0", CultureInfo.InvariantCulture)}.";
            return null;
        }

        if (!isNumber || !decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number))
        {
            why = $"'{text}' is no number such as 1234.50 or 1234,50.";
            return null;
        }

        return isNegative ? -number : number;
    }

    // Null when the marks agree with the column; otherwise why they do not.
    private string? WhyUnsettled(AmountMarks marks, string text)
    {
        if (marks == AmountMarks.None)
        {
            return null;
        }

        if (marks is AmountMarks.OpenComma or AmountMarks.OpenPoint)
        {
            _isDecimalComma ??= Survey(input, column);
            return _isDecimalComma is null
                ? $"'{text}' can be read two ways, a thousandfold apart, and nothing in the file tells which."
                    + " Write amounts with two decimal places (1234.50), or without marks between thousands."
                : null;
        }

        return Settle(marks == AmountMarks.Comma, text)
            ? null
            : $"'{text}' has a decimal {Name(!_isDecimalComma!.Value)}, and {_settledBy} a decimal {Name(_isDecimalComma.Value)}."
                + " Write all amounts in one way.";
    }

    private bool Settle(bool isComma, string text)
    {
        if (_isDecimalComma is null)
        {
            (_isDecimalComma, _settledBy) = (isComma, $"'{text}' in {input.Row}");
        }

        return _isDecimalComma == isComma;
    }

    private static string Name(bool isComma) => isComma ? "comma" : "point";
}
