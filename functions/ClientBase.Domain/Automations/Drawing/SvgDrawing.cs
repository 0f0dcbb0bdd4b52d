using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ClientBase.Domain.Automations.Drawing;

/// <summary>Draws an automation as SVG, without scripts, styles of others or links.</summary>
public static class SvgDrawing
{
    private const int ColumnWidth = 240;
    private const int RowHeight = 110;
    private const int NodeWidth = 210;
    private const int NodeHeight = 66;
    private const int Margin = 20;
    private const int LineLength = 26;
    private const int MaxLines = 3;
    private const int LineHeight = 16;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The drawing in a language.</summary>
    public static string Of(AutomationGraph graph, string language)
    {
        var width = (graph.Columns * ColumnWidth / 2) + (2 * Margin);
        var height = ((graph.Nodes.Max(node => node.Row) + 1) * RowHeight) - (RowHeight - NodeHeight) + (2 * Margin);
        var drawing = new XElement(
            Svg + "svg",
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("viewBox", $"0 0 {width} {height}"),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 13),
            new XAttribute("role", "img"),
            Arrow(),
            graph.Edges.SelectMany(edge => Line(graph, edge, language)),
            graph.Nodes.Select(node => Box(node, language)));
        return drawing.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Arrow() => new(
        Svg + "defs",
        new XElement(
            Svg + "marker",
            new XAttribute("id", "arrow"),
            new XAttribute("viewBox", "0 0 8 8"),
            new XAttribute("refX", 7),
            new XAttribute("refY", 4),
            new XAttribute("markerWidth", 8),
            new XAttribute("markerHeight", 8),
            new XAttribute("orient", "auto"),
            new XElement(Svg + "path", new XAttribute("d", "M0 0 L8 4 L0 8 Z"), new XAttribute("fill", "#667"))));

    // Down to between the rows, across to its column, down, and across to where it leads.
    private static IEnumerable<XElement> Line(AutomationGraph graph, GraphEdge edge, string language)
    {
        var (from, to) = (graph.Nodes[edge.From], graph.Nodes[edge.To]);
        var (top, bottom) = (Top(from.Row) + NodeHeight, Top(to.Row));
        var (under, over) = (top + ((RowHeight - NodeHeight) / 2), bottom - ((RowHeight - NodeHeight) / 2));
        yield return new XElement(
            Svg + "path",
            new XAttribute("d", Text($"M{X(from.Column)} {top} V{under} H{X(edge.Via)} V{over} H{X(to.Column)} V{bottom}")),
            new XAttribute("fill", "none"),
            new XAttribute("stroke", "#667"),
            new XAttribute("marker-end", "url(#arrow)"));
        if (edge.Label is { } label)
        {
            yield return new XElement(
                Svg + "text",
                new XAttribute("x", X(edge.Via) + 5),
                new XAttribute("y", under + 14),
                new XAttribute("fill", "#445"),
                label.In(language));
        }
    }

    private static XElement Box(GraphNode node, string language)
    {
        var (fill, radius) = node.Kind switch
        {
            NodeKind.Start => ("#dff3e4", NodeHeight / 2),
            NodeKind.End => ("#eceff4", NodeHeight / 2),
            NodeKind.Fork => ("#fff3d6", 2),
            _ => ("#e3edfb", 8),
        };
        var label = Clean(node.Label.In(language));
        var lines = Wrap(label);
        var first = Top(node.Row) + (NodeHeight / 2) + 5 - ((lines.Count - 1) * LineHeight / 2);
        return new XElement(
            Svg + "g",
            new XElement(Svg + "title", label),
            new XElement(
                Svg + "rect",
                new XAttribute("x", X(node.Column) - (NodeWidth / 2)),
                new XAttribute("y", Top(node.Row)),
                new XAttribute("width", NodeWidth),
                new XAttribute("height", NodeHeight),
                new XAttribute("rx", radius),
                new XAttribute("fill", fill),
                new XAttribute("stroke", "#667")),
            lines.Select((line, index) => new XElement(
                Svg + "text",
                new XAttribute("x", X(node.Column)),
                new XAttribute("y", first + (index * LineHeight)),
                new XAttribute("text-anchor", "middle"),
                line)));
    }

    private static int X(int column) => Margin + (column * ColumnWidth / 2);

    private static int Top(int row) => Margin + (row * RowHeight);

    private static List<string> Wrap(string label)
    {
        var lines = new List<StringBuilder> { new() };
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > LineLength)
            {
                lines.Add(new StringBuilder());
            }

            lines[^1].Append(lines[^1].Length > 0 ? " " : "").Append(word);
        }

        var texts = lines.Select(line => Cut(line.ToString())).ToList();
        return texts.Count <= MaxLines ? texts : [.. texts.Take(MaxLines - 1), texts[MaxLines - 1] + "…"];
    }

    private static string Cut(string line) =>
        line.Length <= LineLength ? line : line[..(char.IsHighSurrogate(line[LineLength - 1]) ? LineLength - 1 : LineLength)] + "…";

    // What XML has no way to write.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
