using System.Collections.Frozen;
using System.Globalization;

namespace ClientBase.Domain.Tables;

/// <summary>What an amount as people write it tells of its marks.</summary>
internal enum AmountMarks
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The decimal mark is a point: <c>1,234.50</c>.</summary>
    Point,

    /// <summary>The decimal mark is a comma: <c>1.234,50</c>.</summary>
    Comma,

    /// <summary>A point before three digits can be either: <c>1.234</c>.</summary>
    OpenPoint,

    /// <summary>A comma before three digits can be either: <c>1,234</c>.</summary>
    OpenComma,
}

/// <summary>Takes an amount apart: sign, digits, marks, currency.</summary>
internal static class AmountText
{
    private const int GroupLength = 3;

    private static readonly FrozenSet<string> Currencies =
    (
        "руб рубль рубля рублей рубли р руб р коп тг тенге грн долл доллар доллара долларов евро сум сом драм лари "
        + "rub rur usd eur gbp kzt byn uah uzs kgs amd gel azn mdl tjs tmt cny jpy inr try ils aed pln czk huf ron bgn sek nok dkk chf "
        + "cad aud nzd brl mxn krw hkd sgd thb vnd idr myr php zar sar qar kwd bhd omr egp ngn kes ars clp cop pen").Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The digits and marks alone: without blanks and apostrophes between thousands, currency signs and words, accountants' brackets.
    /// </summary>
    public static string Digits(string text, out bool isNegative)
    {
        var inner = WithoutWords(text.Trim());
        isNegative = inner.StartsWith('(') && inner.EndsWith(')');
        inner = isNegative ? WithoutWords(inner[1..^1].Trim()) : inner;
        return string.Concat(inner
            .Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’') && char.GetUnicodeCategory(c) != UnicodeCategory.CurrencySymbol)
            .Select(c => c == '−' ? '-' : c));
    }

    /// <summary>What the marks among digits tell.</summary>
    public static AmountMarks MarksOf(string digits)
    {
        var last = digits.LastIndexOfAny(['.', ',']);
        if (last < 0)
        {
            return AmountMarks.None;
        }

        var isComma = digits[last] == ',';
        if (digits.Contains(isComma ? '.' : ',', StringComparison.Ordinal))
        {
            return isComma ? AmountMarks.Comma : AmountMarks.Point; // With both marks the last one is the decimal one.
        }

        if (digits.IndexOf(digits[last], StringComparison.Ordinal) < last)
        {
            return isComma ? AmountMarks.Point : AmountMarks.Comma; // A mark that comes several times groups thousands.
        }

        var whole = digits.AsSpan(0, last).TrimStart("+-");
        var isOpen = digits.Length - last - 1 == GroupLength && whole.Length is > 0 and <= GroupLength && whole[0] != '0'
            && !digits.AsSpan(last + 1).ContainsAnyExceptInRange('0', '9');
        return (isComma, isOpen) switch
        {
            (true, true) => AmountMarks.OpenComma,
            (true, false) => AmountMarks.Comma,
            (false, true) => AmountMarks.OpenPoint,
            _ => AmountMarks.Point,
        };
    }

    /// <summary>The number with a decimal point and no groups; null when its groups are not of thousands (or lakhs).</summary>
    public static string? Plain(string digits, bool isDecimalComma)
    {
        var (mark, group) = isDecimalComma ? (',', '.') : ('.', ',');
        var end = digits.LastIndexOf(mark);
        var (whole, fraction) = end < 0 ? (digits, "") : (digits[..end], "." + digits[(end + 1)..]);
        var groups = whole.TrimStart('+', '-').Split(group);
        var areGroups = groups.Length == 1
            || (groups[0].Length is >= 1 and <= GroupLength && groups[^1].Length == GroupLength
                && groups[1..^1].All(part => part.Length is 2 or GroupLength));
        return areGroups ? string.Concat(whole.Where(c => c is not (',' or '.'))) + fraction : null;
    }

    // "USD 12.50", "1 234,50 руб.": a known currency before or after the number.
    private static string WithoutWords(string text)
    {
        var end = text.Length;
        while (end > 0 && (char.IsLetter(text[end - 1]) || text[end - 1] == '.'))
        {
            end--;
        }

        if (end < text.Length && end > 0 && Currencies.Contains(text[end..].Trim('.')))
        {
            text = text[..end].TrimEnd();
        }

        var start = 0;
        while (start < text.Length && (char.IsLetter(text[start]) || text[start] == '.'))
        {
            start++;
        }

        return start > 0 && Currencies.Contains(text[..start].Trim('.')) ? text[start..].TrimStart() : text;
    }
}
