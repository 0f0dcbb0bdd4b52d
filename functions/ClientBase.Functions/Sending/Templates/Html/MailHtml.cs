using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace ClientBase.Functions.Sending.Templates.Html;

/// <summary>Makes of a marketer's HTML what mail programs want, once for each template.</summary>
internal static partial class MailHtml
{
    private const string Hidden = "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all";

    // Blank, so that a mail program's list does not go on with the first words of the mail.
    private const string Filling = "&#847;&zwnj;&nbsp;";

    private const string Footer =
        "<p style=\"font-size:12px;color:#666\"><a href=\"{{ unsubscribeUrl }}\">Отписаться / Unsubscribe</a></p>";

    /// <summary>The HTML with its styles at the elements, a preheader, marked links and a way to unsubscribe.</summary>
    public static string Prepare(string html, string? preheader, IReadOnlyDictionary<string, string> utm, bool hasUnsubscribe)
    {
        var masked = MaskedLiquid.Of(html);
        var inlined = masked.Html.Contains("<style", StringComparison.OrdinalIgnoreCase) ? Inlined(masked.Html) : masked.Html;
        var prepared = masked.Restore(utm.Count == 0 ? inlined : WithUtm(inlined, utm));
        if (!hasUnsubscribe)
        {
            prepared = BeforeEnd(prepared, Footer);
        }

        return string.IsNullOrWhiteSpace(preheader)
            ? prepared
            : AtStart(prepared, $"<div style=\"{Hidden}\">{preheader}{string.Concat(Enumerable.Repeat(Filling, 30))}</div>");
    }

    /// <summary>Adds what statistics know a mail's visitors by to an address that has none of it.</summary>
    public static string WithUtm(string address, IReadOnlyDictionary<string, string> utm, string separator)
    {
        var (whole, fragment) = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash
            ? (address[..hash], address[hash..])
            : (address, "");
        foreach (var (name, value) in utm)
        {
            if (!whole.Contains(name + '=', StringComparison.OrdinalIgnoreCase))
            {
                whole += (whole.Contains('?', StringComparison.Ordinal) ? separator : "?") + $"{name}={Uri.EscapeDataString(value)}";
            }
        }

        return whole + fragment;
    }

    private static string Inlined(string html)
    {
        // Style sheets of other places would be fetched, by us: what they say is left out.
        var document = new HtmlParser().ParseDocument(html);
        foreach (var link in document.QuerySelectorAll("link"))
        {
            link.Remove();
        }

        using var mailer = new PreMailer.Net.PreMailer(document.DocumentElement.OuterHtml);
        var moved = mailer.MoveCssInline(removeStyleElements: true, preserveMediaQueries: true).Html;

        // Put in by the parser, behind a loop's beginning and before its end.
        var ours = html.Contains("<tbody", StringComparison.OrdinalIgnoreCase)
            ? moved
            : moved.Replace("<tbody>", "", StringComparison.Ordinal).Replace("</tbody>", "", StringComparison.Ordinal);
        return "<!doctype html>\n" + WithoutDoctype().Replace(ours, "");
    }

    private static string WithUtm(string html, IReadOnlyDictionary<string, string> utm) => Link().Replace(
        html, link => $"{link.Groups[1].Value}{WithUtm(link.Groups[2].Value, utm, "&amp;")}");

    private static string BeforeEnd(string html, string addition) =>
        html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase) is >= 0 and var end ? html.Insert(end, addition) : html + addition;

    private static string AtStart(string html, string addition) =>
        BodyTag().Match(html) is { Success: true } body ? html.Insert(body.Index + body.Length, addition) : addition + html;

    [GeneratedRegex("""(<a\b[^>]*?\bhref\s*=\s*["'])(https?://[^"']+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex("<body[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex BodyTag();

    [GeneratedRegex(@"^\s*<!doctype[^>]*>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex WithoutDoctype();
}
