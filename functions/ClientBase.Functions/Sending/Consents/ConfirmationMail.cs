using ClientBase.Domain;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Links;

namespace ClientBase.Functions.Sending.Consents;

/// <summary>Writes the mail that asks for a confirmation.</summary>
public sealed class ConfirmationMail(PublicPage page)
{
    private const string Campaign = "confirm";

    private static readonly LocalText Subject = new("Please confirm your subscription", "Подтвердите подписку");
    private static readonly LocalText Text = new(
        "You asked for our news. Press the button, and they will come.",
        "Вы просили присылать вам новости. Нажмите кнопку, и они начнут приходить.");

    private static readonly LocalText Button = new("Yes, send them", "Да, присылайте");
    private static readonly LocalText NotMe = new(
        "If it was not you, do nothing: without the button nothing comes.",
        "Если это были не вы, ничего не делайте: без кнопки мы ничего не пришлём.");

    /// <summary>The mail.</summary>
    public Mail Write(Contact contact, OpenOptIn open, MailLinks links, DateTimeOffset at)
    {
        var language = open.Asked.Language;
        string Html(LocalText text) => Http.Pages.Html.Text(text.In(language));
        var shop = page.Shop is { } name ? $" · {name}" : "";
        const string ButtonStyle = "background:#16181d;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none";
        var html = $"""
            <!doctype html>
            <html lang="{language}"><head><meta charset="utf-8"><title>{Html(Subject)}</title></head>
            <body style="margin:0;padding:24px;font:16px/26px system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#16181d">
            <p>{Html(Text)}</p>
            <p style="margin:28px 0"><a href="{Http.Pages.Html.Text(links.Confirm)}" style="{ButtonStyle}">{Html(Button)}</a></p>
            <p style="color:#666b74;font-size:14px">{Html(NotMe)}</p>
            </body></html>
            """;
        var text = $"{Text.In(language)}\n\n{Button.In(language)}: {links.Confirm}\n\n{NotMe.In(language)}\n";
        return new Mail(
            Intent.IdOf(OptIns.LinkOf(open.Entry.Id), contact.Id), Campaign, open.Asked.Email, Subject.In(language) + shop, html, text,
            new Dictionary<string, string>(), at);
    }
}
