using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ClientBase.Functions.Sending.Templates.Html;

/// <summary>The plain part of a mail that has only HTML: the same words and links, Liquid tags kept.</summary>
internal static partial class PlainText
{
    private static readonly string[] Blocks =
    [
        "p", "div", "table", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "blockquote",
        "hr",
    ];

    private static readonly string[] Unseen = ["head", "style", "script", "title", "template"];

    /// <summary>The text of a template of HTML.</summary>
    public static string Of(string html)
    {
        var masked = MaskedLiquid.Of(html);
        var text = new StringBuilder();
        Write(new HtmlParser().ParseDocument(masked.Html).DocumentElement, masked, text);
        var lines = masked.Restore(text.ToString()).Split('\n').Select(line => Spaces().Replace(line, " ").Trim());
        return BlankLines().Replace(string.Join('\n', lines), "\n\n").Trim();
    }

    private static void Write(INode node, MaskedLiquid masked, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(AnySpace().Replace(words.Data, " "));
                    break;
                case IComment comment:
                    text.Append(masked.OfComment(comment.Data));
                    break;
                case IElement element when !Unseen.Contains(element.LocalName) && !IsHidden(element):
                    Write(element, masked, text);
                    break;
            }
        }
    }

    private static void Write(IElement element, MaskedLiquid masked, StringBuilder text)
    {
        var isBlock = Blocks.Contains(element.LocalName);
        text.Append(isBlock ? "\n\n" : element.LocalName switch { "br" => "\n", "li" => "\n- ", "td" or "th" => " ", _ => "" });
        if (element.LocalName == "img")
        {
            text.Append(element.GetAttribute("alt"));
            return;
        }

        var start = text.Length;
        Write((INode)element, masked, text);
        if (element.LocalName == "a" && element.GetAttribute("href") is { Length: > 0 } href && href[0] != '#')
        {
            var label = text.ToString(start, text.Length - start).Trim();
            text.Append(label.Length == 0 ? href : label == href ? "" : $": {href} ");
        }

        text.Append(isBlock ? "\n\n" : "");
    }

    private static bool IsHidden(IElement element) =>
        element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal)
            .Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;

    [GeneratedRegex("[ \\t\u00a0]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s+")]
    private static partial Regex AnySpace();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();
}
