using System.Globalization;
using ClientBase.Domain;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Consent.Receipts;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Contacts.Receipts;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using ClientBase.Functions.Sending.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>Shows somebody the receipts of their own consents.</summary>
public sealed class ShowReceipts(LinkedPeople people, ReceiptStore receipts, PublicPage page)
{
    private static readonly LocalText Title = new("Your consents, in order", "Ваши согласия, по порядку");
    private static readonly LocalText Intro = new(
        "Each entry keeps the print of the one before. If anyone slips in a consent later, the chain breaks and you will see it.",
        "Каждая запись хранит отпечаток предыдущей. Если кто-то впишет согласие задним числом, цепочка разойдётся, и вы это увидите.");

    private static readonly LocalText Nothing = new("You have said nothing yet.", "Вы пока ничего не говорили.");
    private static readonly LocalText Whole = new("The chain is whole: {0} entries of {0}.", "Цепочка цела: записей {0} из {0}.");
    private static readonly LocalText Broken = new(
        "The chain is broken: somebody has changed it.", "Цепочка разошлась: её кто-то изменил.");
    private static readonly LocalText Print = new("print", "отпечаток");
    private static readonly LocalText Text = new("text", "текст");
    private static readonly LocalText Late = new("told later than said", "записано позже, чем сказано");
    private static readonly LocalText Download = new("Download", "Скачать");
    private static readonly LocalText Now = new("In force now", "Что действует сейчас");
    private static readonly LocalText Processing = new("Processing of data", "Обработка данных");
    private static readonly LocalText Offers = new("Showing offers", "Показ предложений");
    private static readonly LocalText Yes = new("yes", "да");
    private static readonly LocalText No = new("no", "нет");
    private static readonly LocalText Change = new("Change", "Изменить");
    private static readonly LocalText Formula = new(
        "A print is SHA-256 of the previous print followed by the line of the entry.",
        "Отпечаток: SHA-256 от предыдущего отпечатка и строки записи подряд.");

    /// <summary>A page, or JSON for who asks for it; 404 for a link that is none of ours.</summary>
    [Function(nameof(ShowReceipts))]
    [Asks("format", "<c>json</c>: the receipts without a page.", Words = ["json"])]
    [Answers<ReceiptsView>]
    [Answers(200, "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "receipts/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await people.FindAsync(TokenPurpose.Receipts, token, cancellationToken) is not { } known)
        {
            return page.Unknown(request);
        }

        var chain = await receipts.ChainAsync(known.Contact, cancellationToken);
        if (request.Query["format"] == "json")
        {
            return Results.Json(ReceiptsView.Of(chain));
        }

        var preferences = await people.TokenAsync(TokenPurpose.Preferences, known.Link, cancellationToken);
        return page.Show(request, Title, language => Content(chain, known, preferences, language));
    }

    private static string Content(IReadOnlyList<ConsentReceipt> chain, LinkedPerson known, string preferences, string language)
    {
        var html = new HtmlBuilder().Add(PublicPage.Heading(Title, Intro, language));
        if (chain.Count == 0)
        {
            html.Add($"<p>{Html.Text(Nothing.In(language))}</p>\n");
        }
        else
        {
            html.Add("<ol class=\"chain\">\n");
            for (var i = 0; i < chain.Count; i++)
            {
                AddLink(html, chain[i], isLate: i > 0 && string.CompareOrdinal(chain[i].At, chain[i - 1].At) < 0, language);
            }

            var isWhole = ConsentReceipt.IsWhole(chain);
            var verdict = string.Format(CultureInfo.InvariantCulture, (isWhole ? Whole : Broken).In(language), chain.Count);
            html.Add("</ol>\n")
                .Add($"<p class=\"verd{(isWhole ? "" : " bad")}\">{(isWhole ? "✓ " : "")}{Html.Text(verdict)}</p>\n")
                .Add($"<p class=\"hint\">{Html.Text(Formula.In(language))} ")
                .Add($"<a href=\"?format=json\" download=\"receipts.json\">{Html.Text(Download.In(language))}</a></p>\n");
        }

        html.Add($"<h2>{Html.Text(Now.In(language))}</h2>\n<ul class=\"mine\">\n");
        foreach (var (what, isOn) in InForce(known.Contact, language))
        {
            html.Add($"<li><span>{Html.Text(what)}</span>")
                .Add($"<span class=\"{(isOn ? "yes" : "no")}\">{Html.Text((isOn ? Yes : No).In(language))}</span></li>\n");
        }

        return html.Add("</ul>\n<p class=\"acts\">")
            .Add($"<a href=\"/api/preferences/{preferences}?lang={language}\">{Html.Text(Change.In(language))}</a></p>").ToString();
    }

    // What was never spoken of is in nobody's way and not told.
    private static IEnumerable<(string What, bool IsOn)> InForce(Contact contact, string language)
    {
        var answers = ConsentView.Of(contact.Consents).ToLookup(answer => answer.Purpose, answer => answer.Statement.Granted);
        if (answers.Contains(ConsentPurpose.Processing))
        {
            yield return (Processing.In(language), answers[ConsentPurpose.Processing].All(granted => granted));
        }

        foreach (var channel in ChannelChoice.Of(contact))
        {
            yield return (PreferencesPage.NameOf(channel, language), ChannelChoice.IsOn(contact, channel));
        }

        if (answers.Contains(ConsentPurpose.Offers))
        {
            yield return (Offers.In(language), answers[ConsentPurpose.Offers].All(granted => granted));
        }
    }

    private static void AddLink(HtmlBuilder html, ConsentReceipt link, bool isLate, string language)
    {
        // A digest says nothing to a reader: it stands in the entry's own line.
        var version = link.TextVersion is { } text && !text.StartsWith("sha256-", StringComparison.Ordinal)
            ? $", {Text.In(language)} {text}"
            : "";
        html.Add($"<li{(link.Granted ? "" : " class=\"off\"")}><span class=\"sq\">{link.Seq}</span><div>\n")
            .Add($"<p class=\"t\">{Html.Text(ReceiptWords.Of(link).In(language))}</p>\n")
            .Add($"<p>{Html.Text(TimeOf(link.At, language))} · {Html.Text(ReceiptWords.SourceOf(link, language) + version)}")
            .Add(isLate ? $" · {Html.Text(Late.In(language))}" : "")
            .Add($"</p>\n<details><summary>{Html.Text(Print.In(language))} <span class=\"mono\">{link.Hash[..8]}…{link.Hash[^4..]}</span>")
            .Add($"</summary><p class=\"mono raw\">{Html.Text(link.Canonical())}<br>SHA-256 {link.Hash}<br>← {link.Previous}</p>")
            .Add("</details>\n")
            .Add("</div></li>\n");
    }

    private static string TimeOf(string at, string language)
    {
        var time = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        return time.ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(language)) + " UTC";
    }
}
