using System.Net.Mail;
using ClientBase.Domain;
using ClientBase.Functions.Http.Pages;
using ClientBase.Functions.Sending.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Links;

/// <summary>
/// The pages behind the links of mails: one person's own, under the shop's name, in their language, never kept by anybody.
/// </summary>
public sealed class PublicPage(IOptions<MailOptions> mail)
{
    private static readonly LocalText UnknownTitle = new("This link does not work", "Ссылка не работает");
    private static readonly LocalText UnknownText = new(
        "It may have been cut off. Open it from the mail again.", "Возможно, она обрезана. Откройте её из письма ещё раз.");

    /// <summary>The shop's name, as it stands before the sender's address; null where it has none.</summary>
    public string? Shop { get; } =
        MailAddress.TryCreate(mail.Value.From, out var from) && from.DisplayName.Length > 0 ? from.DisplayName : null;

    /// <summary>Shows a page.</summary>
    /// <param name="request">The request it answers.</param>
    /// <param name="title">Its title.</param>
    /// <param name="content">What stands on it, as HTML, in a language.</param>
    /// <param name="status">The status.</param>
    public IResult Show(HttpRequest request, LocalText title, Func<string, string> content, int status = StatusCodes.Status200OK)
    {
        var language = PageFrame.LanguageOf(request);
        return PageFrame.Show(request, status, new Page(language, title.In(language), content(language))
        {
            Look = new PageLook { Shop = Shop },
            Address = request.Path.Value,
        });
    }

    /// <summary>Shows a page of a heading and a sentence.</summary>
    /// <param name="more">What stands under them, as HTML, in a language.</param>
    public IResult Say(
        HttpRequest request, LocalText title, LocalText text, int status = StatusCodes.Status200OK, Func<string, string>? more = null) =>
        Show(request, title, language => Heading(title, text, language) + more?.Invoke(language), status);

    /// <summary>Tells that the link is none of ours.</summary>
    public IResult Unknown(HttpRequest request) => Say(request, UnknownTitle, UnknownText, StatusCodes.Status404NotFound);

    /// <summary>A heading and the sentence under it.</summary>
    public static string Heading(LocalText title, LocalText text, string language) =>
        $"<h1>{Html.Text(title.In(language))}</h1>\n<p class=\"in\">{Html.Text(text.In(language))}</p>\n";
}
