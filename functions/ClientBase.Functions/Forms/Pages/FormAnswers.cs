using System.Globalization;
using System.Text.Json.Serialization;
using ClientBase.Domain;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Answers to a post: JSON for scripts, pages in the reader's language for plain forms.</summary>
internal sealed class FormAnswers(HttpRequest request, string formId, FormDefinition form, FormPost post)
{
    private const int Minute = 60;

    /// <summary>Nobody fills a form in that fast.</summary>
    public static LocalText TooQuick { get; } = new(
        "The form was sent sooner than a person can fill it in. Send it again.",
        "Форма отправлена быстрее, чем её можно заполнить. Отправьте ещё раз.");

    /// <summary>The browser has not worked.</summary>
    public static LocalText NoWork { get; } = new(
        "This form checks that a browser sends it, and that check is missing, over or was used before. "
        + "Send it again from a page with scripts switched on.",
        "Форма проверяет, что её отправляет браузер, а проверки нет, она устарела или уже использована. "
        + "Отправьте ещё раз со страницы, где включены скрипты.");

    /// <summary>Whether the reader is shown a page of ours afterwards.</summary>
    public bool ShowsOwnPage => Client.PrefersHtml(request) && form.ThankYouUrl is null;

    public static IResult NotFound(HttpRequest request, string formId) => Client.PrefersHtml(request)
        ? NoticePage.Show(request, StatusCodes.Status404NotFound, NoticePage.Unknown)
        : Problems.NotFound($"There is no form '{formId}'. Define it by PUT /api/forms/{{formId}}.");

    public static IResult Forbidden(HttpRequest request) => Client.PrefersHtml(request)
        ? NoticePage.Show(request, StatusCodes.Status403Forbidden, NoticePage.Foreign)
        : Problems.Forbidden("This form may not be posted from this site. Add the site to the form's allowedOrigins.");

    public static IResult TooMany(HttpRequest request, int limit, DateTimeOffset now)
    {
        request.HttpContext.Response.Headers.RetryAfter =
            (Minute - now.Second).ToString(CultureInfo.InvariantCulture); // Until the minute that is counted is over.
        return Client.PrefersHtml(request)
            ? NoticePage.Show(request, StatusCodes.Status429TooManyRequests, NoticePage.Busy)
            : Problems.TooMany($"At most {limit} posts a minute from one address. Try again in a minute.");
    }

    public static IResult Unreadable(HttpRequest request, UnreadableBodyException unreadable) => Client.PrefersHtml(request)
        ? NoticePage.Show(request, unreadable.Status, NoticePage.Unreadable, unreadable.Message)
        : unreadable.Status switch
        {
            StatusCodes.Status413PayloadTooLarge => Problems.NotReadable(unreadable.Status, unreadable.Message),
            StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMedia(unreadable.Message),
            _ => Problems.BadRequest(unreadable.Message),
        };

    /// <summary>The post is taken.</summary>
    /// <param name="captureId">The capture made of it.</param>
    /// <param name="bonus">What its sender gets.</param>
    /// <param name="next">What they may answer next.</param>
    /// <param name="pass">What our thank-you page knows them by; null where it has nothing to tell them alone.</param>
    public IResult Accepted(string captureId, BonusGiven? bonus, NextStep? next, string? pass)
    {
        if (!Client.PrefersHtml(request))
        {
            return Results.Json(new FormAccepted(captureId, bonus, next), statusCode: StatusCodes.Status202Accepted);
        }

        var own = $"/api/forms/{Uri.EscapeDataString(formId)}/thanks";
        var (language, asked) = (PageFrame.LanguageOf(request, post[FormPost.PageLanguage]), new List<string>());
        if (pass is not null)
        {
            asked.Add($"p={pass}");
        }

        if (post[FormPost.PageLanguage] is not null)
        {
            asked.Add($"lang={language}");
        }

        if (post[FormPost.Embedded] is not null)
        {
            asked.Add("embedded=1");
        }

        request.HttpContext.Response.Headers.Location =
            form.ThankYouUrl ?? (asked.Count == 0 ? own : $"{own}?{string.Join('&', asked)}");
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Some fields need mending.</summary>
    public IResult Refused(FormErrors errors, FormSender sender) => Client.PrefersHtml(request)
        ? Page(errors, new LocalText("Some fields need mending.", "Проверьте, пожалуйста, эти поля."), sender)
        : Problems.BadRequest("Some fields need mending.", errors.InEnglish());

    /// <summary>The post as a whole is refused.</summary>
    public IResult Refused(LocalText why, FormSender sender) =>
        Client.PrefersHtml(request) ? Page(new FormErrors(), why, sender) : Problems.BadRequest(why.En);

    private IResult Page(FormErrors errors, LocalText why, FormSender sender)
    {
        var language = PageFrame.LanguageOf(request, post[FormPost.PageLanguage]);
        var fields = FormSteps.Now(form, sender.Person is null ? null : sender.Known);
        return FormPage.Show(request, new FormPageModel(formId, form, language, fields)
        {
            Post = post,
            Errors = errors,
            Problem = why.In(language),
            Known = sender.Known,
            IsEmbedded = post[FormPost.Embedded] is not null,
        });
    }
}

/// <summary>The answer to a post that was taken.</summary>
/// <param name="CaptureId">The capture made of it.</param>
/// <param name="Bonus">What its sender gets.</param>
/// <param name="Next">What they may answer next.</param>
public sealed record FormAccepted(
    string CaptureId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    BonusGiven? Bonus,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    NextStep? Next);
