using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ClientBase.Functions.Http.Pages;

/// <summary>HTML that is put together by hand.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A text that shows as it is, between tags or in a quoted attribute.</summary>
    public static string Text(string? text) => text is null ? "" : Encoder.Encode(text);

    /// <summary>An attribute with a leading space; nothing for null.</summary>
    public static string Attribute(string name, string? value) => value is null ? "" : $" {name}=\"{Text(value)}\"";

    /// <summary>An attribute without a value, where it holds.</summary>
    public static string Flag(string name, bool holds) => holds ? $" {name}" : "";

    /// <summary>A hidden field.</summary>
    public static string Hidden(string name, string value) =>
        $"<input type=\"hidden\"{Attribute("name", name)}{Attribute("value", value)}>\n";
}

/// <summary>HTML that grows.</summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();

    /// <summary>Adds HTML as it is.</summary>
    public HtmlBuilder Add(string html)
    {
        _html.Append(html);
        return this;
    }

    public override string ToString() => _html.ToString();
}
