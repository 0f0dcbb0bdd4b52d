using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>A sheet of A4 to draw on: texts, tiles, bars and lines in one look. Lengths are points.</summary>
internal sealed class PdfSheet : IDisposable
{
    public const double Width = 595;
    public const double Height = 842;
    public const double Margin = 40;

    public static readonly XColor Ink = XColor.FromArgb(0x1d, 0x26, 0x2b);
    public static readonly XColor Muted = XColor.FromArgb(0x6b, 0x78, 0x80);
    public static readonly XColor Accent = XColor.FromArgb(0x0f, 0x6b, 0x5c);
    public static readonly XColor Light = XColor.FromArgb(0xa9, 0xd3, 0xc8);
    public static readonly XColor Warm = XColor.FromArgb(0xd9, 0x83, 0x2e);
    public static readonly XColor Bad = XColor.FromArgb(0xb3, 0x3a, 0x3a);
    public static readonly XColor Paper = XColor.FromArgb(0xf2, 0xf6, 0xf5);
    public static readonly XColor Grid = XColor.FromArgb(0xdd, 0xe4, 0xe3);

    private readonly XGraphics _graphics;

    public PdfSheet(PdfDocument document)
    {
        PdfFonts.Use();
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(Width), XUnit.FromPoint(Height));
        _graphics = XGraphics.FromPdfPage(page);
    }

    public static double Inner => Width - (2 * Margin);

    public void Dispose() => _graphics.Dispose();

    /// <summary>A line of text; one that is too wide is cut with a sign.</summary>
    /// <param name="align">0 to begin at x, 1 to end there, 0.5 to stand around it.</param>
    public void Text(
        string text,
        double x,
        double y,
        double size = 9,
        bool isBold = false,
        XColor? color = null,
        double align = 0,
        double? within = null)
    {
        var font = Font(size, isBold);
        var shown = within is { } width ? Fit(text, font, width) : text;
        var left = x - (align * _graphics.MeasureString(shown, font).Width);
        _graphics.DrawString(shown, font, new XSolidBrush(color ?? Ink), left, y);
    }

    /// <summary>Text of several lines; where it ends.</summary>
    public double Paragraph(string text, double x, double y, double width, double size = 9, XColor? color = null)
    {
        var font = Font(size, false);
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && _graphics.MeasureString(longer, font).Width > width)
            {
                Text(line, x, y, size, color: color);
                (y, line) = (y + (size * 1.35), word);
            }
            else
            {
                line = longer;
            }
        }

        Text(line, x, y, size, color: color);
        return y + (size * 1.35);
    }

    public void Box(double x, double y, double width, double height, XColor color, double radius = 0)
    {
        if (width > 0 && height > 0)
        {
            var round = Math.Min(radius, Math.Min(width, height));
            _graphics.DrawRoundedRectangle(new XSolidBrush(color), x, y, width, height, round, round);
        }
    }

    public void Rule(double x, double y, double width, XColor? color = null) =>
        _graphics.DrawLine(new XPen(color ?? Grid, 0.6), x, y, x + width, y);

    public void Line(IReadOnlyList<(double X, double Y)> points, XColor color)
    {
        if (points.Count > 1)
        {
            var pen = new XPen(color, 1.6) { LineJoin = XLineJoin.Round };
            _graphics.DrawLines(pen, [.. points.Select(point => new XPoint(point.X, point.Y))]);
        }

        foreach (var (x, y) in points)
        {
            _graphics.DrawEllipse(new XPen(XColors.White, 1), new XSolidBrush(color), x - 2.4, y - 2.4, 4.8, 4.8);
        }
    }

    private string Fit(string text, XFont font, double width)
    {
        if (_graphics.MeasureString(text, font).Width <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 1 && _graphics.MeasureString(text[..length].TrimEnd() + "…", font).Width > width)
        {
            length--;
        }

        return text[..length].TrimEnd() + "…";
    }

    private static XFont Font(double size, bool isBold) =>
        new(PdfFonts.Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
}
