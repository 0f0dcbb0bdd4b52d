using System.Globalization;
using System.Text;

namespace ClientBase.Benchmarks.Together;

/// <summary>All figures beside their targets, and which fall short.</summary>
internal sealed record FigureTable(IReadOnlyList<MeasuredTarget> Rows, IReadOnlyList<string> Failed, bool IsSmall)
{
    public string Markdown
    {
        get
        {
            var text = new StringBuilder();
            text.Append("| figure | measured | target | | by |\n| --- | ---: | ---: | --- | --- |\n");
            foreach (var row in Rows)
            {
                var figure = row.Figure?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";
                var (name, benchmark) = (row.Target.Name, row.Target.Benchmark);
                var (target, verdict) = (row.Target.InWords, Verdict(row));
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {figure} | {target} | {verdict} | `{benchmark}` |\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\n{Rows.Count(row => row.IsReached == true)} reached, ");
            text.Append(CultureInfo.InvariantCulture, $"{Rows.Count(row => row.IsReached == false)} fall short, ");
            text.Append(CultureInfo.InvariantCulture, $"{Rows.Count(row => row.Figure is null)} not measured.\n");
            text.Append(Failed.Count == 0 ? "" : $"Failed: {string.Join(", ", Failed)}.\n");
            text.Append(IsSmall ? "**Tiny sizes: only what is counted means anything here.**\n" : "");
            return text.ToString();
        }
    }

    private static string Verdict(MeasuredTarget row) =>
        row.Figure is null ? "not measured" : row.IsReached == false ? "**falls short**" : "";
}
