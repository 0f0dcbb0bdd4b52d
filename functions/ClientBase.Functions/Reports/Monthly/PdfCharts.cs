using PdfSharp.Drawing;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>Bars of a chart, one a label.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Values">Their heights; below zero they hang down.</param>
/// <param name="Color">Their colour.</param>
internal sealed record Bars(string Title, IReadOnlyList<decimal> Values, XColor Color);

/// <summary>Charts on a sheet.</summary>
internal static class PdfCharts
{
    private const double LabelHeight = 14;
    private const double LegendHeight = 16;

    /// <summary>Columns over time, and beside their scale a line with a scale of its own.</summary>
    public static void Columns(
        PdfSheet sheet,
        (double X, double Y, double Width, double Height) place,
        IReadOnlyList<string> labels,
        IReadOnlyList<Bars> bars,
        Bars line,
        Func<decimal, string> write,
        Func<decimal, string> writeLine)
    {
        Legend(sheet, place, bars, line);
        var top = place.Y + LegendHeight + 10;
        var height = place.Height - LegendHeight - LabelHeight - 10;
        var values = bars.SelectMany(one => one.Values).DefaultIfEmpty(0m).ToList();
        var step = Step(Math.Max(1m, values.Max()) - Math.Min(0m, values.Min()));
        var most = Math.Ceiling(Math.Max(1m, values.Max()) / step) * step;
        var least = Math.Floor(Math.Min(0m, values.Min()) / step) * step;
        double Y(decimal value) => top + (double)((most - value) / (most - least)) * height;
        for (var value = least; value <= most; value += step)
        {
            sheet.Rule(place.X, Y(value), place.Width);
            sheet.Text(write(value), place.X, Y(value) - 2.5, 6.5, color: PdfSheet.Muted);
        }

        var (left, slot) = (place.X + 34, (place.Width - 40) / Math.Max(1, labels.Count));
        var thick = Math.Min(26, slot * 0.62);
        for (var i = 0; i < labels.Count; i++)
        {
            var x = left + (slot * i) + ((slot - thick) / 2);
            foreach (var one in bars)
            {
                var value = i < one.Values.Count ? one.Values[i] : 0m;
                sheet.Box(x, Math.Min(Y(0), Y(value)), thick, Math.Abs(Y(value) - Y(0)), one.Color, 2);
            }

            sheet.Text(labels[i], x + (thick / 2), place.Y + place.Height - 2, 7.5, color: PdfSheet.Muted, align: 0.5);
        }

        var peak = Math.Max(1m, line.Values.DefaultIfEmpty(0m).Max());
        List<(double X, double Y)> points =
        [
            .. line.Values.Take(labels.Count).Select((value, i) =>
                (left + (slot * (i + 0.5)), top + ((1 - ((double)(value / peak) * 0.92)) * height))),
        ];
        sheet.Line(points, line.Color);
        Mark(sheet, points, line, writeLine);
    }

    // The line has no scale beside it: its highest point and its last one say what they are.
    private static void Mark(PdfSheet sheet, List<(double X, double Y)> points, Bars line, Func<decimal, string> write)
    {
        foreach (var at in new[] { points.Count - 1, Highest(line) }.Distinct().Where(at => at >= 0 && at < points.Count))
        {
            var (text, (x, y)) = (write(line.Values[at]), points[at]);
            var width = (text.Length * 3.9) + 5;
            sheet.Box(x - (width / 2), y - 14, width, 9.5, XColors.White, 3);
            sheet.Text(text, x, y - 6.5, 7, isBold: true, color: line.Color, align: 0.5);
        }
    }

    private static int Highest(Bars line) => line.Values.Count == 0 ? -1 : line.Values.Index().MaxBy(one => one.Item).Index;

    // A round number of which four or five make the whole; people are whole, so it is 1 at least.
    private static decimal Step(decimal span)
    {
        var unit = 1m;
        while (unit * 50m < span)
        {
            unit *= 10m;
        }

        return new[] { unit, unit * 2m, unit * 5m, unit * 10m }.First(step => step * 5m >= span);
    }

    /// <summary>Rows of bars with a label before and a figure behind each.</summary>
    public static void Rows(
        PdfSheet sheet, double x, double y, double width, IReadOnlyList<(string Label, decimal Value, string Figure)> rows, XColor color)
    {
        const double RowHeight = 17;
        var label = width * 0.4;
        var most = Math.Max(1m, rows.Select(row => row.Value).DefaultIfEmpty(0m).Max());
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var line = y + (RowHeight * i);
            sheet.Text(row.Label, x, line + 9, 8.5, within: label - 6);
            sheet.Box(x + label, line + 1.5, (width - label - 62) * (double)(row.Value / most), 9.5, color, 2);
            sheet.Text(row.Figure, x + width, line + 9, 8.5, isBold: true, align: 1);
        }
    }

    /// <summary>A table; the first column is text, the others end at their right.</summary>
    public static double Table(
        PdfSheet sheet, double x, double y, double width, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        const double RowHeight = 15;
        var first = width * (heads.Count > 4 ? 0.3 : 0.4);
        var rest = (width - first) / (heads.Count - 1);
        double Right(int column) => x + first + (rest * column);
        foreach (var (head, i) in heads.Select((head, i) => (head, i)))
        {
            var (left, align, within) = i == 0 ? (x, 0, first) : (Right(i), 1, rest - 4);
            sheet.Text(head, left, y, 7.5, color: PdfSheet.Muted, align: align, within: within);
        }

        sheet.Rule(x, y + 4, width);
        foreach (var row in rows)
        {
            y += RowHeight;
            foreach (var (cell, i) in row.Select((cell, i) => (cell, i)))
            {
                sheet.Text(cell, i == 0 ? x : Right(i), y, 8.5, align: i == 0 ? 0 : 1, within: i == 0 ? first - 6 : rest - 4);
            }
        }

        return y + RowHeight;
    }

    private static void Legend(
        PdfSheet sheet, (double X, double Y, double Width, double Height) place, IReadOnlyList<Bars> bars, Bars line)
    {
        var x = place.X;
        foreach (var one in bars.Append(line))
        {
            sheet.Box(x, place.Y + 1, 8, 8, one.Color, 2);
            sheet.Text(one.Title, x + 12, place.Y + 8, 8, color: PdfSheet.Muted);
            x += 24 + (one.Title.Length * 4.4);
        }
    }
}
