using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ClientBase.Cli.Tables;

/// <summary>Reads the amounts of one column, with a decimal point or a decimal comma, whichever the column uses.</summary>
/// <remarks>
/// «1 234,50», "1,234.50" and "(12.50)" are read as people mean them. A cell that can be read two ways ("1,234") is read like the cells
/// before it, or else by the separator of the file. A cell that contradicts them is refused, so that no amount is read a thousandfold.
/// </remarks>
internal sealed class CellNumbers(CsvInput input, int column)
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly SearchValues<char> Marks = SearchValues.Create(".,");

    private char? _decimalMark;
    private string _settledBy = "";

    /// <summary>The number in the current row.</summary>
    /// <exception cref="InputRefusedException">The cell is no number, or is written in another way than those before.</exception>
    public decimal Read()
    {
        var cell = input[column];

        // Nearly all cells of nearly all files: digits, with a point and not three digits after it.
        if (_decimalMark != ','
            && Utf8Parser.TryParse(cell, out decimal plain, out var used)
            && used == cell.Length
            && cell.IndexOfAny("eE"u8) < 0
            && IsPlain(cell))
        {
            return plain;
        }

        return ReadAsWritten(Encoding.UTF8.GetString(cell));
    }

    private bool IsPlain(ReadOnlySpan<byte> cell)
    {
        var point = cell.IndexOf((byte)'.');
        return point < 0 || _decimalMark == '.' || (cell.Length - point - 1 != 3 && Settle('.', Encoding.UTF8.GetString(cell)));
    }

    private decimal ReadAsWritten(string text)
    {
        var digits = WithoutOrnament(text, out var isNegative);
        var mark = DecimalMarkOf(digits, text);
        if (digits.Length == 0)
        {
            throw input.Refuse(column, "the amount is missing.");
        }

        if (Plain(digits, mark) is not { } plain || !decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number))
        {
            throw input.Refuse(column, $"'{text}' is no number such as 1234.50 or 1234,50.");
        }

        return isNegative ? -number : number;
    }

    /// <summary>Which of the two marks in a number is the decimal one; null when it has neither.</summary>
    private char? DecimalMarkOf(string digits, string text)
    {
        var last = digits.AsSpan().LastIndexOfAny(Marks);
        if (last < 0)
        {
            return null;
        }

        var (mark, other) = (digits[last], digits[last] == ',' ? '.' : ',');
        if (digits.Contains(other, StringComparison.Ordinal))
        {
            return Settled(mark, text); // With both marks the last one is the decimal one; the others group thousands.
        }

        if (digits.IndexOf(mark, StringComparison.Ordinal) < last)
        {
            return Settled(other, text); // A mark that comes several times groups thousands.
        }

        var whole = digits.AsSpan(0, last).TrimStart("+-");
        var isOpen = digits.Length - last - 1 == 3 && whole.Length is > 0 and <= 3 && whole[0] != '0';
        if (!isOpen)
        {
            return Settled(mark, text);
        }

        return _decimalMark ?? Settled(mark == ',' && input.Separator != ',' ? ',' : '.', text);
    }

    /// <summary>The number with a decimal point and no groups; null when its groups are not of thousands (or lakhs).</summary>
    private static string? Plain(string digits, char? decimalMark)
    {
        if (decimalMark is not { } mark)
        {
            return digits;
        }

        var end = digits.LastIndexOf(mark);
        var (whole, fraction) = end < 0 ? (digits, "") : (digits[..end], "." + digits[(end + 1)..]);
        var groups = whole.TrimStart('+', '-').Split(mark == ',' ? '.' : ',');
        var areGroups = groups.Length == 1
            || (groups[0].Length is >= 1 and <= 3 && groups[^1].Length == 3 && groups[1..^1].All(group => group.Length is 2 or 3));
        return areGroups ? string.Concat(whole.Where(c => c is not (',' or '.'))) + fraction : null;
    }

    private char Settled(char mark, string text) => Settle(mark, text)
        ? mark
        : throw input.Refuse(
            column,
            $"'{text}' has a decimal {Name(mark)}, and {_settledBy} a decimal {Name(_decimalMark!.Value)}. Write all amounts in one way.");

    private bool Settle(char mark, string text)
    {
        if (_decimalMark is null)
        {
            (_decimalMark, _settledBy) = (mark, $"'{text}' in {input.Row}");
        }

        return _decimalMark == mark;
    }

    private static string Name(char mark) => mark == ',' ? "comma" : "point";

    // Removes blanks and apostrophes between thousands and a currency sign; reads accountants' brackets and the typographic minus.
    private static string WithoutOrnament(string text, out bool isNegative)
    {
        isNegative = text.StartsWith('(') && text.EndsWith(')');
        var inner = isNegative ? text[1..^1] : text;
        return string.Concat(inner
            .Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’') && char.GetUnicodeCategory(c) != UnicodeCategory.CurrencySymbol)
            .Select(c => c == '−' ? '-' : c));
    }
}
