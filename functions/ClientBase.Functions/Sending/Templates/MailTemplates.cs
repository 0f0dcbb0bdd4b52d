using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Links.Following;
using ClientBase.Functions.Sending.Templates.Html;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>A mail's texts as one reader gets them.</summary>
public sealed record RenderedMail(string Subject, string? Html, string? Text);

/// <summary>Compiles the templates of mails, once for each version.</summary>
public sealed class MailTemplates(IMemoryCache cache)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly IReadOnlyDictionary<string, string> NoUtm = new Dictionary<string, string>();

    /// <summary>The compiled template of a version of a campaign, or of one of its variants.</summary>
    public CompiledMail Of(
        string campaignId, int version, string? variant, MailTemplate template, IReadOnlyDictionary<string, string>? utm = null) =>
        cache.GetOrCreate((nameof(MailTemplates), campaignId, version, variant), entry =>
        {
            entry.SlidingExpiration = KeptFor;
            return CompiledMail.Of(template, utm ?? NoUtm);
        })!;

    /// <summary>What is wrong with a template, by field; an empty answer means that it can be sent.</summary>
    /// <param name="template">The template.</param>
    /// <param name="place">What the names of the fields begin with.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<TemplateProblem>> Check(MailTemplate template, string place = "template")
    {
        var wrong = new Dictionary<string, IReadOnlyList<TemplateProblem>>();
        foreach (var (field, text, isHtml) in new[]
        {
            ("subject", template.Subject, false), ("preheader", template.Preheader, true), ("html", template.Html, true),
            ("text", template.Text, false),
        })
        {
            if (!string.IsNullOrWhiteSpace(text) && ProblemsOf(text, isHtml) is { Count: > 0 } problems)
            {
                wrong[$"{place}.{field}"] = problems;
            }
        }

        return wrong;
    }

    // Also written for a made-up reader: a template that never ends shows only then.
    private static IReadOnlyList<TemplateProblem> ProblemsOf(string text, bool isHtml)
    {
        if (LiquidText.TryParse(text, isHtml, out var problems) is not { } parsed)
        {
            return problems;
        }

        try
        {
            parsed.Write(Example.Values);
            return [];
        }
        catch (TemplateException broken)
        {
            return [new TemplateProblem(0, broken.Message, null)];
        }
    }

    private static class Example
    {
        public static TemplateValues Values { get; } = new(
            new ContactCard(new Contact { Id = "000000000000000000000000aa" }, Scores.None),
            new MailFacts(
                new CampaignInTemplate("example", null, null),
                new MailLinks("https://example.com", "https://example.com", "https://example.com"),
                [],
                null,
                TimeZoneInfo.Utc));
    }
}

/// <summary>A compiled template.</summary>
public sealed class CompiledMail
{
    private const int MaxSubject = 250;
    private const string TextFooter = "\n\n--\nОтписаться / Unsubscribe: {{ unsubscribeUrl }}";

    // What lies in rows of its own beside the contact.
    private static readonly string[] OfParts =
        ["orders", "segments", "colours", "rating", "rfm", "abcXyz", "forecast", "manager", "loyalty", "contact", "hash", "offers"];

    private readonly LiquidText _subject;
    private readonly LiquidText? _html;
    private readonly LiquidText? _text;

    private readonly LiquidText _message;

    private CompiledMail(LiquidText subject, LiquidText? html, LiquidText? text, LiquidText message) =>
        (_subject, _html, _text, _message) = (subject, html, text, message);

    /// <summary>The addresses in it that are the same for every reader.</summary>
    public required IReadOnlySet<string> CommonLinks { get; init; }

    /// <summary>Whether the marketer's own texts lead to where one unsubscribes.</summary>
    public bool HasUnsubscribe { get; private init; }

    /// <summary>The HTML as it is written from.</summary>
    public string? HtmlSource { get; private init; }

    /// <summary>Whether it names orders, scores or the like, which have to be read for each reader.</summary>
    public bool NeedsParts => Texts.Any(text => text.Roots.Overlaps(OfParts));

    /// <summary>What it writes without a default and a reader does not have, such as <c>name.first</c>.</summary>
    public IReadOnlyList<string> MissingFor(TemplateValues values) =>
        [.. Texts.SelectMany(text => text.MissingFor(values)).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<LiquidText> Texts => new[] { _subject, _html, _text }.OfType<LiquidText>();

    /// <summary>Compiles a template.</summary>
    /// <exception cref="TemplateException">It is no Liquid.</exception>
    public static CompiledMail Of(MailTemplate template, IReadOnlyDictionary<string, string> utm)
    {
        var message = template.Text ?? (template.Html is null ? "" : PlainText.Of(template.Html));
        var html = template.Html;
        var (inHtml, inText) = (Unsubscribes(html, isHtml: true), Unsubscribes(template.Text, isHtml: false));
        var source = html is null ? null : MailHtml.Prepare(html, template.Preheader, utm, inHtml);
        var text = template.Text is { } own
            ? inText ? own : own + TextFooter
            : PlainText.Of(source!);
        return new CompiledMail(
            LiquidText.Parse(template.Subject, isHtml: false),
            source is null ? null : LiquidText.Parse(source, isHtml: true),
            LiquidText.Parse(text, isHtml: false),
            LiquidText.Parse(message, isHtml: false))
        {
            CommonLinks = LinkTracking.CommonOf(source, message),
            HasUnsubscribe = html is null ? inText : inHtml,
            HtmlSource = source,
        };
    }

    /// <summary>Writes it for one reader.</summary>
    /// <exception cref="TemplateException">It cannot be written for this reader.</exception>
    public RenderedMail Render(TemplateValues values) => new(OneLine(_subject.Write(values)), _html?.Write(values), _text?.Write(values));

    /// <summary>Writes what every channel but mail shows: no HTML, and no line on how to unsubscribe that a mail must have.</summary>
    /// <exception cref="TemplateException">It cannot be written for this reader.</exception>
    public RenderedMail RenderMessage(TemplateValues values) => new(OneLine(_subject.Write(values)), null, _message.Write(values));

    private static bool Unsubscribes(string? text, bool isHtml) =>
        text is not null && LiquidText.Parse(text, isHtml).Roots.Contains("unsubscribeUrl");

    // A header is one line; a name with a line break must not become another header.
    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Trim();
        if (line.Length <= MaxSubject)
        {
            return line;
        }

        return line[..(char.IsHighSurrogate(line[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject)];
    }

    private static readonly char[] LineEnds =
        [.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl), '\u2028', '\u2029'];
}
