using System.Globalization;
using System.Net;
using System.Text;

namespace ClientBase.Benchmarks.Together;

/// <summary>Draws each figure as a bar, as long as it is good: the line in the middle is the target.</summary>
internal static class FigurePicture
{
    private const int RowHeight = 22;
    private const int Names = 380;
    private const int Half = 200; // From the beginning of the bars to the line of the target.
    private const int Width = Names + (2 * Half) + 120;

    public static string Draw(IReadOnlyList<MeasuredTarget> rows)
    {
        var measured = rows.Where(row => row.IsReached is not null).ToList();
        var height = (measured.Count * RowHeight) + 40;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#fff"/>
            <line x1="{Names + Half}" y1="20" x2="{Names + Half}" y2="{height - 10}" stroke="#333" stroke-dasharray="3 3"/>
            <text x="{Names + Half + 4}" y="16">target: longer is better</text>

            """);
        foreach (var (at, row) in measured.Index())
        {
            var (y, length) = (28 + (at * RowHeight), Length(row));
            var colour = row.IsReached == true ? "#2b7a4b" : "#b3402f";
            var figure = row.Figure!.Value.ToString("0.##", CultureInfo.InvariantCulture);
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{Names - 8}" y="{y + 11}" text-anchor="end">{WebUtility.HtmlEncode(row.Target.Name)}</text>
                <rect x="{Names}" y="{y}" width="{length:0.#}" height="{RowHeight - 8}" fill="{colour}"/>
                <text x="{Names + length + 6:0.#}" y="{y + 11}">{figure} ({WebUtility.HtmlEncode(row.Target.InWords)})</text>

                """);
        }

        return svg.Append("</svg>\n").ToString();
    }

    // Twice as good as wanted, or better, is the whole width.
    private static double Length(MeasuredTarget row)
    {
        var (figure, limit) = (row.Figure!.Value, row.Target.Limit!.Value);
        var goodness = row.Target.IsAtLeast ? figure / limit
            : figure == 0 ? 2
            : limit / figure;
        return Math.Clamp(goodness, 0.02, 2) * Half;
    }
}
