using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Shows a form as a page of its own, and what its reader sees afterwards.</summary>
public sealed class ShowFormPages(FormStore forms, FormVisitors visitors, FormPasses passes, FormBonusGiver bonuses, TimeProvider clock)
{
    private const int LongestParameter = 500;

    /// <summary>What an address may fill in: where a visitor comes from and what the form is about. Never what a person types.</summary>
    private static readonly string[] FromAddress =
    [
        "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "visitorId", "productId", "referralCode", "promoCode",
        "affiliate", "event", "referrer", "page",
    ];

    /// <summary>The hosted page.</summary>
    [Function("ShowFormPage")]
    [Asks("t", "Who it was linked for.")]
    [Answers(200, "text/html")]
    public async Task<IResult> PageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forms/{formId}/page")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (await forms.ReadAsync(formId, cancellationToken) is not { } form)
        {
            return NoticePage.Show(request, StatusCodes.Status404NotFound, NoticePage.Unknown);
        }

        var pass = request.Query["t"].ToString();
        var sender = await visitors.FindAsync(formId, pass, "", cancellationToken);
        var given = FromAddress.Where(name => request.Query[name].ToString() is { Length: > 0 and <= LongestParameter })
            .Select(name => KeyValuePair.Create(name, request.Query[name].ToString()))
            .Concat(sender.Person is null ? [] : [KeyValuePair.Create(FormPost.Pass, pass)]);
        return FormPage.Show(
            request,
            new FormPageModel(
                formId, form, PageFrame.LanguageOf(request), FormSteps.Now(form, sender.Person is null ? null : sender.Known))
            {
                Post = FormPost.Of(given),
                Known = sender.Known,
                Started = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                IsEmbedded = request.Query.ContainsKey("embedded"),
                Address = AddressOf(request, [.. FromAddress, "t", "embedded"]),
            });
    }

    /// <summary>Where a browser lands after a form that names no page of its own.</summary>
    [Function("ThankForForm")]
    [Asks("p", "What was posted, sealed.")]
    [Answers(200, "text/html")]
    public async Task<IResult> ThankAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forms/{formId}/thanks")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        var form = await forms.GetAsync(formId, cancellationToken);
        var language = PageFrame.LanguageOf(request);
        var sealedPass = request.Query["p"].ToString();
        var pass = await passes.OpenAsync(formId, sealedPass, cancellationToken);
        var bonus = form is not null && pass?.Capture is { } capture ? await bonuses.OfAsync(form, capture, cancellationToken) : null;
        var more = form is not null && pass is not null && FormSteps.Later(form, pass.Answered).Count > 0;
        var (address, isEmbedded) = ($"/api/forms/{Uri.EscapeDataString(formId)}", request.Query.ContainsKey("embedded"));
        var next = more ? $"{address}/page?t={sealedPass}&lang={language}{(isEmbedded ? "&embedded=1" : "")}" : null;
        return PageFrame.Show(
            request,
            StatusCodes.Status200OK,
            new Page(language, PageWords.Thanks.In(language), ThanksPage.Content(form, language, bonus, next))
            {
                Look = FormLook.Of(form, language),
                IsEmbedded = isEmbedded,
                Script = isEmbedded ? $"{address}/page.js" : null,
                Address = AddressOf(request, ["p", "embedded"]),
            });
    }

    private static string AddressOf(HttpRequest request, IReadOnlyCollection<string> kept)
    {
        var query = request.Query.Where(one => kept.Contains(one.Key))
            .SelectMany(one => one.Value, (one, value) => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(value ?? "")}");
        return $"{request.Path.Value}?{string.Join('&', query)}".TrimEnd('?');
    }
}
