using ClientBase.Domain;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Sending.Links;

/// <summary>What the reader of a mail sees behind its unsubscribe link.</summary>
internal static class UnsubscribePage
{
    private static readonly LocalText AskTitle = new("Unsubscribe", "Отписаться");
    private static readonly LocalText AskText = new(
        "You will get no more marketing mail from us.", "Мы больше не будем присылать вам рекламные письма.");

    private static readonly LocalText DoneTitle = new("You are unsubscribed", "Вы отписаны");
    private static readonly LocalText DoneText = new(
        "We will send you no more marketing mail.", "Больше мы не пришлём вам рекламных писем.");

    private static readonly LocalText Less = new("Rather get less, or only some of it", "Лучше реже или только часть");

    /// <summary>Asks; only the button changes anything, since scanners of mail follow links too.</summary>
    public static IResult Ask(PublicPage page, HttpRequest request, string preferences) => page.Say(
        request,
        AskTitle,
        AskText,
        more: language =>
            "<form method=\"post\"><button class=\"btn\" name=\"List-Unsubscribe\" value=\"One-Click\">"
            + $"{Html.Text(AskTitle.In(language))}</button></form>\n{LinkTo(preferences, language)}");

    /// <summary>Tells that it is done.</summary>
    public static IResult Done(PublicPage page, HttpRequest request, string preferences) =>
        page.Say(request, DoneTitle, DoneText, more: language => LinkTo(preferences, language));

    private static string LinkTo(string preferences, string language) =>
        $"<p class=\"acts\"><a href=\"/api/preferences/{preferences}?lang={language}\">{Html.Text(Less.In(language))}</a></p>";
}
