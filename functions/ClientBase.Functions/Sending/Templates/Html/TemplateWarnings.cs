using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Sending.Templates.Html;

/// <summary>Something in a template that hurts, but does not forbid sending it.</summary>
/// <param name="Code"><c>no-unsubscribe broken-link no-alt too-heavy linked-style no-subject-words</c>.</param>
/// <param name="Field">Where, such as <c>template.html</c>.</param>
/// <param name="Message">What it is and what to do.</param>
public sealed record TemplateWarning(string Code, string Field, string Message);

/// <summary>Looks a template over for what readers and mail programs take amiss.</summary>
internal static class TemplateWarnings
{
    private const string Html = "template.html";
    private const int MaxBytes = 100 * 1024;
    private const int MaxNamed = 10;

    private static readonly string[] Schemes = ["http://", "https://", "mailto:", "tel:", "sms:", "tg://", "lq"];

    /// <summary>What there is to say.</summary>
    public static IReadOnlyList<TemplateWarning> Of(MailTemplate template, CompiledMail compiled)
    {
        var warnings = new List<TemplateWarning>();
        if (!compiled.HasUnsubscribe)
        {
            warnings.Add(new(
                "no-unsubscribe", "template", "there is no {{ unsubscribeUrl }}: a line with it is put at the end of the mail"));
        }

        if (template.Html is { } html)
        {
            warnings.AddRange(OfHtml(html));
            var bytes = Encoding.UTF8.GetByteCount(compiled.HtmlSource!);
            if (bytes > MaxBytes)
            {
                warnings.Add(new("too-heavy", Html, $"the mail weighs {bytes / 1024} KB: Gmail cuts off what is beyond about 100 KB"));
            }
        }

        return warnings;
    }

    private static IEnumerable<TemplateWarning> OfHtml(string html)
    {
        var document = new HtmlParser().ParseDocument(MaskedLiquid.Of(html).Html);
        foreach (var link in document.QuerySelectorAll("a").Where(IsBroken).Take(MaxNamed))
        {
            var label = link.TextContent.Trim();
            yield return new(
                "broken-link",
                Html,
                $"the link '{Short(label)}' leads nowhere: '{Short(link.GetAttribute("href") ?? "")}' is no whole address");
        }

        foreach (var image in document.QuerySelectorAll("img").Where(image => !image.HasAttribute("alt")).Take(MaxNamed))
        {
            yield return new(
                "no-alt", Html, $"the image '{Short(image.GetAttribute("src") ?? "")}' has no alt text: many readers see no pictures");
        }

        if (document.QuerySelector("link[rel~=stylesheet]") is not null)
        {
            yield return new("linked-style", Html, "mail programs load no style sheets: put the styles into <style>");
        }
    }

    private static bool IsBroken(IElement link)
    {
        var href = link.GetAttribute("href")?.Trim();
        if (href is null)
        {
            return !link.HasAttribute("name") && !link.HasAttribute("id");
        }

        if (href.Length > 1 && href[0] == '#')
        {
            return false;
        }

        if (!Schemes.Any(scheme => href.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        // A host that a template only knows when it writes is taken on trust.
        return href.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && !(Uri.TryCreate(href, UriKind.Absolute, out var address) && (address.Host.Contains('.', StringComparison.Ordinal)
                || address.Host.StartsWith("lq", StringComparison.Ordinal) || address.IsLoopback));
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
