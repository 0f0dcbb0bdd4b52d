using System.Globalization;
using System.Text;
using ClientBase.Functions.Imports.Reading;

namespace ClientBase.Functions.Imports.Running;

/// <summary>The report of an import, as lines of CSV.</summary>
internal static class ImportReport
{
    /// <summary>The byte order mark, by which Excel knows that it is UTF-8, and the heading.</summary>
    public static byte[] Heading { get; } = Encoding.UTF8.GetBytes("\uFEFFrow,column,value,why\r\n");

    private const int MaxValue = 200;
    private const string StartsOfFormulas = "=+-@\t\r";

    /// <summary>The lines of some flaws.</summary>
    public static byte[] Lines(IEnumerable<Flaw> flaws)
    {
        var lines = new StringBuilder();
        foreach (var flaw in flaws)
        {
            lines.Append(flaw.Row.ToString(CultureInfo.InvariantCulture)).Append(',').Append(Cell(flaw.Column)).Append(',')
                .Append(Cell(flaw.Value)).Append(',').Append(Cell(flaw.Why)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    // What people wrote and a spreadsheet would run gets an apostrophe in front. A line break would split what an erasure looks for.
    private static string Cell(string text)
    {
        text = text.Length > MaxValue ? text[..MaxValue] + "…" : text;
        text = text.ReplaceLineEndings(" ");
        text = text.Length > 0 && StartsOfFormulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        var isPlain = !text.AsSpan().ContainsAny("\",;\t") && !text.StartsWith('\'');
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
