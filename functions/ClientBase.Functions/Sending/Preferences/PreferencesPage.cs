using System.Globalization;
using ClientBase.Domain;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Http.Pages;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>What the page of preferences shows.</summary>
/// <param name="Contact">The person.</param>
/// <param name="Topics">What they can choose to hear of.</param>
/// <param name="Tokens">The tokens of their other pages.</param>
/// <param name="Now">The time.</param>
/// <param name="IsSaved">Whether it answers a choice that was saved.</param>
internal sealed record PreferencesModel(
    Contact Contact, IReadOnlyDictionary<string, TopicOptions> Topics, PersonTokens Tokens, DateTimeOffset Now, bool IsSaved);

/// <summary>The tokens of somebody's other pages, each good for that page alone.</summary>
/// <param name="Receipts">Of the receipts.</param>
/// <param name="Data">Of all their data.</param>
/// <param name="Erase">Of the erasure.</param>
internal sealed record PersonTokens(string Receipts, string Data, string Erase);

/// <summary>The page of preferences as HTML: a plain form, so it works without script.</summary>
internal static class PreferencesPage
{
    public static readonly LocalText Title = new("What may we send you?", "Что вам присылать?");

    private static readonly LocalText TitleFor = new("{0}, what may we send you?", "{0}, что вам присылать?");

    /// <summary>The link back to it.</summary>
    public static readonly LocalText Back = new("Back to what we send you", "Назад к настройкам");

    private static readonly LocalText Intro = new(
        "This page is yours alone, no password. Changes work at once, even for mail already queued.",
        "Страница только ваша, пароль не нужен. Изменения действуют сразу, даже для писем в очереди.");

    private static readonly LocalText Saved = new("Saved, in force already.", "Сохранено, действует уже сейчас.");
    private static readonly LocalText Topics = new("Topics", "О чём");
    private static readonly LocalText Offers = new("Our offers", "Наши предложения");
    private static readonly LocalText OffersHint = new(
        "what we choose for you, also in advertising elsewhere", "то, что подобрано для вас, в том числе в рекламе на других сайтах");

    private static readonly LocalText Where = new("Where", "Куда");
    private static readonly LocalText OffSince = new("switched off on {0}", "выключено {0}");
    private static readonly LocalText NoAddress = new(
        "We know no address to write to you.", "Мы не знаем адреса, по которому вам можно написать.");

    private static readonly LocalText HowOften = new("How often", "Как часто");
    private static readonly Dictionary<string, LocalText> Frequencies = new(StringComparer.Ordinal)
    {
        [SendingPreferences.Usual] = new("as usual", "как обычно"),
        [SendingPreferences.Weekly] = new("once a week at most", "не чаще раза в неделю"),
        [SendingPreferences.Monthly] = new("once a month at most", "не чаще раза в месяц"),
    };

    private static readonly LocalText Silence = new("silence for a month", "тишина на месяц");
    private static readonly LocalText SilenceUntil = new("silence until {0}", "тишина до {0}");
    private static readonly LocalText Save = new("Save", "Сохранить");
    private static readonly LocalText All = new("Unsubscribe from all", "Отписаться от всего");
    private static readonly LocalText YourData = new("Your data", "Ваши данные");
    private static readonly LocalText Receipts = new("Receipts of your consents", "Квитанции о согласиях");
    private static readonly LocalText TakeData = new("Download all we know of you", "Скачать всё, что мы о вас знаем");
    private static readonly LocalText TakeDataHint = new("one file", "одним файлом");
    private static readonly LocalText Erase = new("Erase me from the base", "Удалить меня из базы");
    private static readonly LocalText EraseHint = new("at once and for good", "сразу и навсегда");
    private static readonly LocalText OpenToCheck = new("open to check", "можно проверить");
    private static readonly LocalText Service = new(
        "Service mail about your orders always comes.", "Служебные письма о заказах приходят всегда.");

    private static readonly Dictionary<string, LocalText> ChannelNames = new(StringComparer.Ordinal)
    {
        ["email"] = new("E-mail", "Почта"),
        ["sms"] = new("SMS", "SMS"),
        ["telegram"] = new("Telegram", "Telegram"),
        ["push"] = new("Notifications of the browser", "Уведомления браузера"),
    };

    /// <summary>The page's middle.</summary>
    public static string Content(PreferencesModel model, string language)
    {
        var title = model.Contact.Name.First is { } first
            ? string.Format(CultureInfo.InvariantCulture, TitleFor.In(language), first)
            : Title.In(language);
        var html = new HtmlBuilder().Add($"<h1>{Html.Text(title)}</h1>\n");
        html.Add(model.IsSaved
            ? $"<p class=\"notice\" role=\"status\">{Html.Text(Saved.In(language))}</p>\n"
            : $"<p class=\"in\">{Html.Text(Intro.In(language))}</p>\n");
        html.Add("<form method=\"post\">\n");
        AddTopics(html, model, language);
        AddChannels(html, model, language);
        AddFrequency(html, model, language);
        html.Add("<p class=\"acts\">")
            .Add($"<button class=\"btn\">{Html.Text(Save.In(language))}</button>")
            .Add($"<button class=\"btn quiet\" name=\"{PreferenceChoice.AllField}\" value=\"off\">{Html.Text(All.In(language))}</button>")
            .Add("</p>\n</form>\n")
            .Add($"<h2>{Html.Text(YourData.In(language))}</h2>\n<ul class=\"mine\">\n")
            .Add(Link($"data/{model.Tokens.Data}", TakeData, TakeDataHint, language))
            .Add(Link($"receipts/{model.Tokens.Receipts}", Receipts, OpenToCheck, language))
            .Add(Link($"erase/{model.Tokens.Erase}", Erase, EraseHint, language, "era"))
            .Add("</ul>\n")
            .Add($"<footer>{Html.Text(Service.In(language))}</footer>");
        return html.ToString();
    }

    /// <summary>What a channel is called.</summary>
    public static string NameOf(string channel, string language) => ChannelNames[channel].In(language);

    private static void AddTopics(HtmlBuilder html, PreferencesModel model, string language)
    {
        var off = SendingPreferences.Of(model.Contact).TopicsOff;
        var offers = ConsentView.Of(model.Contact.Consents).Any(one => one.Purpose == ConsentPurpose.Offers && one.Statement.Granted);
        html.Add($"<fieldset><legend><h2>{Html.Text(Topics.In(language))}</h2></legend>\n");
        foreach (var (id, topic) in model.Topics.OrderBy(topic => topic.Key, StringComparer.Ordinal))
        {
            var name = language == "ru" ? topic.Ru : topic.En;
            html.Add(Box(PreferenceChoice.TopicField, id, !off.Contains(id), name.Length > 0 ? name : id, null));
        }

        html.Add(Box(PreferenceChoice.OffersField, "on", offers, Offers.In(language), OffersHint.In(language))).Add("</fieldset>\n");
    }

    private static void AddChannels(HtmlBuilder html, PreferencesModel model, string language)
    {
        html.Add($"<fieldset><legend><h2>{Html.Text(Where.In(language))}</h2></legend>\n");
        var channels = ChannelChoice.Of(model.Contact).ToList();
        foreach (var channel in channels)
        {
            html.Add(Box(
                PreferenceChoice.ChannelField,
                channel,
                ChannelChoice.IsOn(model.Contact, channel),
                NameOf(channel, language),
                HintOf(model.Contact, channel, language)));
        }

        html.Add(channels.Count == 0 ? $"<p class=\"hint\">{Html.Text(NoAddress.In(language))}</p>\n" : "").Add("</fieldset>\n");
    }

    private static void AddFrequency(HtmlBuilder html, PreferencesModel model, string language)
    {
        var said = SendingPreferences.Of(model.Contact);
        var isPaused = said.IsPausedAt(model.Now);
        var silence = isPaused
            ? string.Format(CultureInfo.InvariantCulture, SilenceUntil.In(language), DateOf(said.PausedUntil!.Value, language))
            : Silence.In(language);
        html.Add($"<fieldset><legend><h2>{Html.Text(HowOften.In(language))}</h2></legend>\n<div class=\"rads\">")
            .Add(string.Concat(SendingPreferences.Frequencies.Select(often => Choice(
                often, !isPaused && often == (said.Frequency ?? SendingPreferences.Usual), Frequencies[often].In(language)))))
            .Add(Choice(PreferenceChoice.Silence, isPaused, silence))
            .Add("</div></fieldset>\n");
    }

    private static string DateOf(DateTimeOffset at, string language) =>
        at.ToString("d MMMM", CultureInfo.GetCultureInfo(language));

    // Where it goes, and since when it does not. A browser's address tells nobody anything.
    private static string HintOf(Contact contact, string channel, string language)
    {
        var off = ConsentView.Of(contact.Consents).FirstOrDefault(one =>
            one.Purpose == ConsentPurpose.Marketing && one.Channel == channel && !one.Statement.Granted);
        string?[] parts =
        [
            channel == "push" ? null : Masked(ChannelChoice.AddressOf(contact, channel)!),
            off is null
                ? null
                : string.Format(CultureInfo.InvariantCulture, OffSince.In(language), DateOf(off.Statement.Said.At, language)),
        ];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    // Whoever the mail was forwarded to is not told the whole address.
    private static string Masked(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? $"{address[0]}…{address[at..]}" : address.Length > 4 ? $"{address[..2]}…{address[^2..]}" : "";
    }

    private static string Box(string name, string value, bool isChecked, string text, string? hint)
    {
        var small = string.IsNullOrEmpty(hint) ? "" : $"<small>{Html.Text(hint)}</small>";
        return $"<label class=\"chk row\">{Input("checkbox", name, value, isChecked)}<span>{Html.Text(text)}{small}</span></label>\n";
    }

    private static string Choice(string value, bool isChecked, string text) =>
        $"<label class=\"rad\">{Input("radio", PreferenceChoice.FrequencyField, value, isChecked)}<span>{Html.Text(text)}</span></label>\n";

    private static string Link(string path, LocalText text, LocalText hint, string language, string? look = null)
    {
        var (address, shown) = (Html.Attribute("href", $"/api/{path}?lang={language}"), Html.Text(text.In(language)));
        var mark = look is null ? "" : Html.Attribute("class", look);
        return $"<li><a{address}{mark}>{shown}</a><span>{Html.Text(hint.In(language))}</span></li>\n";
    }

    private static string Input(string type, string name, string value, bool isChecked) =>
        $"<input type=\"{type}\"{Html.Attribute("name", name)}{Html.Attribute("value", value)}{Html.Flag("checked", isChecked)}>";
}
