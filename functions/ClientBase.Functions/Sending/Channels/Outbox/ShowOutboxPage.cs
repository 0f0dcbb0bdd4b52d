using ClientBase.Domain;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Channels.Outbox;

/// <summary>Shows the local outbox as its readers see it.</summary>
public sealed class ShowOutboxPage(OutboxStore outbox)
{
    private static readonly LocalText Title = new("The outbox", "Исходящие");
    private static readonly LocalText Intro = new(
        "What would have left, newest first. Nothing here was sent.", "Что ушло бы, новое сверху. Отсюда ничего не отправлено.");

    private static readonly LocalText Nothing = new("Nothing yet.", "Пока пусто.");
    private static readonly LocalText Older = new("Older", "Раньше");

    /// <summary>A page of it, newest first.</summary>
    [Function(nameof(ShowOutboxPage))]
    [AsksPaging]
    [Answers(200, "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "outbox/page")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var page = await outbox.ListAsync(paging, cancellationToken);
        var language = PageFrame.LanguageOf(request);
        var html = new HtmlBuilder().Add(
            $"<h1>{Html.Text(Title.In(language))}</h1>\n<p class=\"in\">{Html.Text(Intro.In(language))}</p>\n");
        html.Add(page.Items.Count == 0 ? $"<p>{Html.Text(Nothing.In(language))}</p>" : "");
        foreach (var mail in page.Items)
        {
            Add(html, mail);
        }

        html.Add(page.Continuation is { } next
            ? $"<p class=\"acts\"><a href=\"?continuation={Uri.EscapeDataString(next)}&amp;lang={language}\">"
                + $"{Html.Text(Older.In(language))}</a></p>"
            : "");
        return PageFrame.Show(request, StatusCodes.Status200OK, new Page(language, Title.In(language), html.ToString())
        {
            Look = new PageLook { HoldsMails = true },
            Address = request.Path.Value,
        });
    }

    // A mail's HTML is in a frame that runs no script and loads nothing.
    private static void Add(HtmlBuilder html, OutboxMail mail)
    {
        html.Add($"<section><h2>{Html.Text(mail.Subject)}</h2>\n")
            .Add($"<p class=\"hint\">{Html.Text($"{mail.Channel} · {mail.To} · {mail.At:yyyy-MM-dd HH:mm} UTC")}</p>\n");
        html.Add(mail.Html is { } body
            ? $"<iframe class=\"mail\" sandbox title=\"{Html.Text(mail.Subject)}\" srcdoc=\"{Html.Text(body)}\"></iframe>\n"
            : $"<p class=\"in\">{Html.Text(mail.Text)}</p>\n");
        html.Add("</section>\n");
    }
}
