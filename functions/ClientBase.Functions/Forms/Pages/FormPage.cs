using ClientBase.Domain.Consent;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>What a form's page shows.</summary>
/// <param name="FormId">The form.</param>
/// <param name="Form">Its definition.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
/// <param name="Fields">The fields it asks for.</param>
internal sealed record FormPageModel(string FormId, FormDefinition Form, string Language, IReadOnlyList<FormField> Fields)
{
    /// <summary>What was typed before, or comes with the address.</summary>
    public FormPost Post { get; init; } = FormPost.Of([]);

    /// <summary>What needs mending.</summary>
    public FormErrors? Errors { get; init; }

    /// <summary>What is wrong in one sentence; null on a page that was only opened.</summary>
    public string? Problem { get; init; }

    /// <summary>What the reader has answered before.</summary>
    public IReadOnlyCollection<string> Known { get; init; } = [];

    /// <summary>When the page was first shown, Unix milliseconds.</summary>
    public long? Started { get; init; }

    /// <summary>Whether it stands in a frame on the shop's own page.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Its address without the language; null on a page that answers a post.</summary>
    public string? Address { get; init; }
}

/// <summary>A form as a page of its own: it works without script, in two languages, in the shop's colour.</summary>
internal static class FormPage
{
    private static readonly string[] NeverRepeated = [FormPost.Honeypot, FormPost.Altcha, FormPost.PageLanguage, FormPost.Embedded];

    /// <summary>Shows the form, or shows it again with what needs mending.</summary>
    public static IResult Show(HttpRequest request, FormPageModel model)
    {
        var form = model.Form;
        var page = new Page(model.Language, TitleOf(model), Content(model))
        {
            Look = FormLook.Of(form, model.Language),
            IsEmbedded = model.IsEmbedded,
            Address = model.Address,
            Script = form.ProofOfWork || model.IsEmbedded ? $"/api/forms/{Uri.EscapeDataString(model.FormId)}/page.js" : null,
        };
        return model.Problem is null
            ? PageFrame.Show(request, StatusCodes.Status200OK, page, PageFrame.Tag(model.Language + Content(model with { Started = 0 })))
            : PageFrame.Show(request, StatusCodes.Status400BadRequest, page);
    }

    /// <summary>What a form is called on its page.</summary>
    public static string TitleOf(FormPageModel model) =>
        Tied(model.Form.Title.In(model.Language) ?? model.Form.Meaning.Title.In(model.Language));

    // A line does not begin with a dash.
    private static string Tied(string text) => text.Replace(" — ", "\u00a0— ", StringComparison.Ordinal);

    private static string Content(FormPageModel model)
    {
        var (form, language) = (model.Form, model.Language);
        var html = new HtmlBuilder().Add($"<h1>{Html.Text(TitleOf(model))}</h1>\n");
        if (form.Text.In(language) is { } text)
        {
            html.Add($"<p class=\"in\">{Html.Text(Tied(text))}</p>\n");
        }

        if (form.Event is { } meeting)
        {
            html.Add(EventLine(meeting, language));
        }

        html.Add(Summary(model));
        var address = $"/api/forms/{Uri.EscapeDataString(model.FormId)}";
        var target = Html.Attribute("target", model.IsEmbedded && form.ThankYouUrl is not null ? "_top" : null);
        var work = form.ProofOfWork
            ? Html.Attribute("data-work", $"{address}/challenge") + Html.Attribute("data-working", PageWords.Working.In(language))
            : "";
        html.Add($"<form method=\"post\" action=\"{address}\" accept-charset=\"utf-8\"{target}{work}>\n");
        var fields = new FieldHtml(model);
        foreach (var field in model.Fields.Where(field => field.Kind != FormInput.Hidden))
        {
            html.Add(fields.Of(field));
        }

        html.Add(Consents(model)).Add(HiddenFields(model));
        if (form.ProofOfWork)
        {
            html.Add($"<noscript><p class=\"notice\">{Html.Text(PageWords.NeedsScript.In(language))}</p></noscript>\n");
        }

        var button = form.Button.In(language) ?? form.Meaning.Button.In(language);
        return html.Add($"<p class=\"send\"><button class=\"btn\" type=\"submit\">{Html.Text(button)}</button></p>\n</form>").ToString();
    }

    private static string Summary(FormPageModel model)
    {
        if (model.Problem is null)
        {
            return "";
        }

        string Item(string name)
        {
            var label = Html.Text(FieldHtml.LabelOf(model, name));
            return $"<li><a href=\"#f-{Html.Text(name)}\">{label}</a>: {Html.Text(model.Errors!.Why(name, model.Language))}</li>";
        }

        var items = string.Concat((model.Errors?.Fields ?? []).Select(Item));
        var list = items.Length == 0 ? "" : $"<ul>{items}</ul>";
        return $"<div class=\"notice bad\" role=\"alert\"><p>{Html.Text(model.Problem)}</p>{list}</div>\n";
    }

    private static string Consents(FormPageModel model)
    {
        var (form, language) = (model.Form, model.Language);
        var html = new HtmlBuilder();
        if (ConsentTexts.In(form, ConsentPurpose.Processing, language) is { } processing && !model.Known.Contains("consent_processing"))
        {
            html.Add(Box(model, "consent_processing", processing, Evidence(form, language), isRequired: true));
        }

        if (ConsentTexts.In(form, ConsentPurpose.Offers, language) is { } offers && !model.Known.Contains("consent_offers"))
        {
            html.Add(Box(model, "consent_offers", offers, "", isRequired: false));
        }

        if (!model.Known.Contains("consent_marketing"))
        {
            var marketing = ConsentTexts.In(form, ConsentPurpose.Marketing, language) ?? PageWords.Marketing.In(language);
            html.Add(Box(model, "consent_marketing", marketing, Html.Text(PageWords.AsYouLike.In(language)), isRequired: false));
        }

        return html.ToString();
    }

    // What is agreed to: the version, and where the whole text is.
    private static string Evidence(FormDefinition form, string language)
    {
        var url = ConsentTexts.Url(form);
        var text = Html.Text(PageWords.FullText.In(language));
        var whole = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? $"<a href=\"{Html.Text(url)}\" target=\"_blank\" rel=\"noopener\">{text}</a>"
            : text;
        var version = $"{PageWords.Version.In(language)} {ConsentTexts.VersionOf(form)}";
        return $"{Html.Text(PageWords.Needed.In(language))}. {whole}, {Html.Text(version)}";
    }

    private static string Box(FormPageModel model, string name, string text, string small, bool isRequired)
    {
        var hint = small.Length == 0 ? "" : $"<small>{small}</small>";
        return $"<label class=\"chk\"><input type=\"checkbox\" id=\"f-{name}\" name=\"{name}\" value=\"yes\""
            + $"{Html.Flag("required", isRequired)}{Html.Flag("checked", model.Post.Answer(name) == true)}>"
            + $"<span>{Html.Text(text)}{hint}</span></label>\n";
    }

    // What was typed into fields that this page does not ask for goes with it, so that nothing is lost when it is sent again.
    private static string HiddenFields(FormPageModel model)
    {
        var shown = model.Fields.Where(field => field.Kind != FormInput.Hidden).Select(field => FieldNames.Of(field.Name))
            .Concat(["consent_processing", "consent_marketing", "consent_offers"]).ToHashSet(StringComparer.Ordinal);
        var html = new HtmlBuilder();
        foreach (var (name, values) in model.Post.All.Where(field => !shown.Contains(field.Key) && !NeverRepeated.Contains(field.Key)))
        {
            foreach (var value in values)
            {
                html.Add(Html.Hidden(name, value));
            }
        }

        if (model.Started is { } started)
        {
            html.Add(Html.Hidden(FormPost.Started, started.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (model.IsEmbedded)
        {
            html.Add(Html.Hidden(FormPost.Embedded, "1"));
        }

        html.Add(Html.Hidden(FormPost.PageLanguage, model.Language));
        var label = Html.Text(PageWords.LeaveEmpty.In(model.Language));
        var trap = $"<input name=\"{FormPost.Honeypot}\" tabindex=\"-1\" autocomplete=\"off\">";
        return html.Add($"<p class=\"hp\" aria-hidden=\"true\"><label>{label} {trap}</label></p>\n").ToString();
    }

    private static string EventLine(FormEvent meeting, string language)
    {
        var culture = System.Globalization.CultureInfo.GetCultureInfo(language == "ru" ? "ru-RU" : "en-GB");
        var when = meeting.At?.ToString("d MMMM yyyy, HH:mm", culture);
        string?[] parts = [meeting.Name, when, meeting.Place];
        var known = parts.Where(part => !string.IsNullOrWhiteSpace(part)).ToList();
        return known.Count == 0 ? "" : $"<p class=\"event\">{Html.Text(string.Join(" · ", known))}</p>\n";
    }
}
