using ClientBase.Domain;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using ClientBase.Functions.Sending.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Consents;

/// <summary>Grants marketing mail once the reader of the mail that asks for it says yes.</summary>
public sealed class ConfirmSubscription(LinkedPeople people, OptIns optIns, PersonCaptures person, PublicPage page, TimeProvider clock)
{
    private const string Channel = "email";
    private const string Source = "confirmation";

    private static readonly LocalText AskTitle = new("Confirm your subscription", "Подтвердите подписку");
    private static readonly LocalText AskText = new(
        "You asked for our news by mail. One press, and they will come.",
        "Вы просили присылать вам новости. Одно нажатие, и они начнут приходить.");

    private static readonly LocalText Button = new("Yes, send them", "Да, присылайте");
    private static readonly LocalText DoneTitle = new("You are subscribed", "Вы подписаны");
    private static readonly LocalText DoneText = new(
        "Our next news will come to you. You can change what and how often at any time.",
        "Следующие новости придут и вам. Что и как часто присылать, можно изменить в любой день.");

    private static readonly LocalText Change = new("Choose what to get", "Выбрать, что присылать");

    /// <summary>Shows a page with a button; changes nothing, since scanners of mail follow links too.</summary>
    [Function("ShowConfirmation")]
    [Answers(200, "text/html")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "confirm/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await people.FindAsync(TokenPurpose.Confirm, token, cancellationToken) is null
            ? page.Unknown(request)
            : page.Say(
                request,
                AskTitle,
                AskText,
                more: language => $"<form method=\"post\"><button class=\"btn\">{Html.Text(Button.In(language))}</button></form>");

    /// <summary>Grants it; in force when it answers. A repeat changes nothing.</summary>
    [Function(nameof(ConfirmSubscription))]
    [Answers(200, "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "confirm/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await people.FindAsync(TokenPurpose.Confirm, token, cancellationToken) is not { } known)
        {
            return page.Unknown(request);
        }

        // A link in another mail than the one that asks confirms the address that mail goes to.
        var open = await optIns.OfLinkAsync(known.Contact, known.Link.CampaignId, cancellationToken);
        if ((open?.Asked.Email ?? known.Contact.PrimaryEmail) is { } email && !OptIns.IsAgreed(known.Contact, email))
        {
            var said = await person.SayAsync(
                known.Contact, email, () => Grant(email, open, known.Link, Client.AddressOf(request)), cancellationToken);
            await person.FileAsync(said, cancellationToken);
        }

        var preferences = await people.TokenAsync(TokenPurpose.Preferences, known.Link, cancellationToken);
        return page.Say(
            request,
            DoneTitle,
            DoneText,
            more: language => $"<p><a href=\"/api/preferences/{preferences}?lang={language}\">{Html.Text(Change.In(language))}</a></p>");
    }

    private CaptureBuilder Grant(string email, OpenOptIn? open, ContactToken link, string evidence) =>
        new CaptureBuilder(CaptureId.New(), open?.Entry.Source ?? Source, "consent", clock.GetUtcNow())
            .Consent(ConsentPurpose.Marketing, Channel, email, granted: true, open?.Asked.TextVersion, evidence)
            .Data("purpose", ConsentPurpose.Marketing)
            .Data("channel", Channel)
            .Data("granted", true)
            .Data("confirmed", open?.Entry.Id ?? link.CampaignId);
}
