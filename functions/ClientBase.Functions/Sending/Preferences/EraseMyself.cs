using ClientBase.Domain;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using ClientBase.Functions.Sending.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>Erases somebody at their own wish. The page asks; only its button does it.</summary>
public sealed class EraseMyself(LinkedPeople people, ContactErasure erasure, RecomputeRequests recompute, PublicPage page)
{
    private static readonly LocalText AskTitle = new("Erase you from our base?", "Удалить вас из базы?");
    private static readonly LocalText AskText = new(
        "We delete all we know of you, at once and for good: this cannot be undone. "
        + "You will get no more mail, and no list or shop brings you back.",
        "Мы удалим всё, что о вас знаем, сразу и навсегда: вернуть это будет нельзя. "
        + "Писем больше не будет, и ни список, ни магазин вас не вернут.");

    private static readonly LocalText Button = new("Erase for good", "Удалить навсегда");
    private static readonly LocalText DoneTitle = new("You are erased", "Вы удалены");
    private static readonly LocalText DoneText = new(
        "We have nothing of you any more. Only unreadable prints stay, so that you are not brought back by accident.",
        "У нас больше нет ваших данных. Остались только нечитаемые отпечатки, чтобы вас не вернули по ошибке.");

    /// <summary>Shows a page with a button; changes nothing.</summary>
    [Function("ShowErasure")]
    [Answers(200, "text/html")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "erase/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await people.FindAsync(TokenPurpose.Erase, token, cancellationToken) is not { } known
            ? page.Unknown(request)
            : await AskAsync(request, known, cancellationToken);

    /// <summary>Erases the person; nothing is left when it answers.</summary>
    [Function(nameof(EraseMyself))]
    [Answers(200, "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "erase/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await people.FindAsync(TokenPurpose.Erase, token, cancellationToken) is not { } known
            || !await erasure.EraseAsync(known.Contact.Id, cancellationToken))
        {
            return page.Unknown(request);
        }

        await recompute.AskAsync(isRebuild: false, cancellationToken);
        return page.Say(request, DoneTitle, DoneText);
    }

    private async Task<IResult> AskAsync(HttpRequest request, LinkedPerson known, CancellationToken cancellationToken)
    {
        var preferences = await people.TokenAsync(TokenPurpose.Preferences, known.Link, cancellationToken);
        return page.Say(request, AskTitle, AskText, more: language => $"""
            <form method="post"><p class="acts"><button class="btn danger">{Html.Text(Button.In(language))}</button>
            <a href="/api/preferences/{preferences}?lang={language}">{Html.Text(PreferencesPage.Back.In(language))}</a></p></form>
            """);
    }
}
