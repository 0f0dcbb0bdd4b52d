using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientBase.Functions.Storage;

/// <summary>What keys of all tables have in common: escaping, ranges, and times that sort backwards.</summary>
public static partial class TableKeys
{
    /// <summary>A time as text that sorts the latest first.</summary>
    public static string Reverse(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("d19", CultureInfo.InvariantCulture);

    /// <summary>The instant of such a text.</summary>
    public static DateTimeOffset Reversed(string text) =>
        new(DateTimeOffset.MaxValue.UtcTicks - long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>Filter for the rows of a partition that begin with a text.</summary>
    public static string Range(string partition, string prefix) =>
        $"PartitionKey eq {Quote(partition)} and RowKey ge {Quote(prefix)} and RowKey lt {Quote(After(prefix))}";

    /// <summary>Filter for the rows of a partition that begin with a text and come after a row.</summary>
    public static string RangeAfter(string partition, string prefix, string rowKey) =>
        $"PartitionKey eq {Quote(partition)} and RowKey gt {Quote(rowKey)} and RowKey lt {Quote(After(prefix))}";

    /// <summary>Filter for the rows of a partition from one key up to another, which is not among them.</summary>
    public static string Between(string partition, string from, string to) =>
        $"PartitionKey eq {Quote(partition)} and RowKey ge {Quote(from)} and RowKey lt {Quote(to)}";

    /// <summary>A text without the characters tables forbid in keys, as <c>%XX</c>; different texts stay different.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '/' or '\\' or '#' or '?' or '%' or '|' || char.IsControl(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>The text that was escaped.</summary>
    public static string Unescape(string escaped) => EscapedCharacter().Replace(
        escaped, found => ((char)int.Parse(found.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("%([0-9A-F]{2})")]
    private static partial Regex EscapedCharacter();

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The least text greater than all that begin with a prefix.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
