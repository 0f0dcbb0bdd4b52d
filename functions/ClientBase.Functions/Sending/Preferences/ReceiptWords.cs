using System.Globalization;
using ClientBase.Domain;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Consent.Receipts;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>Says in words what a receipt is of.</summary>
internal static class ReceiptWords
{
    private static readonly Dictionary<string, LocalText> Things = new(StringComparer.Ordinal)
    {
        ["email"] = new("marketing mail", "рекламные письма"),
        ["sms"] = new("SMS", "SMS"),
        ["telegram"] = new("messages in Telegram", "сообщения в Telegram"),
        ["push"] = new("notifications of the browser", "уведомления браузера"),
        ["any"] = new("marketing by any channel", "рекламу любым способом"),
    };

    // What stands before the colon of a source says what kind it is, what follows which one.
    private static readonly Dictionary<string, LocalText> Sources = new(StringComparer.Ordinal)
    {
        ["form"] = new("form “{0}”", "форма «{0}»"),
        ["shop"] = new("shop {0}", "магазин {0}"),
        ["import"] = new("a list the shop already had", "список, который был у магазина"),
        ["unsubscribe"] = new("the unsubscribe link of a mail", "ссылка «отписаться» в письме"),
        ["preferences"] = new("the page of your preferences", "страница ваших настроек"),
        ["confirmation"] = new("confirmed from a mail", "подтверждено из письма"),
        ["sendgrid"] = new("your mail provider told us", "сообщила ваша почта"),
        ["smtp"] = new("your mail provider told us", "сообщила ваша почта"),
        ["twilio"] = new("your answer to an SMS", "ваш ответ на SMS"),
        ["telegram"] = new("the shop's bot in Telegram", "бот магазина в Telegram"),
        ["channel"] = new("the channel told us that you left it", "канал сообщил, что вы его отключили"),
        ["api"] = new("written down by the shop's staff", "записал сотрудник магазина"),
        ["staff"] = new("written down by the shop's staff", "записал сотрудник магазина"),
    };

    /// <summary>Where something was said; a source without words of its own as it is written.</summary>
    public static string SourceOf(ConsentReceipt link, string language)
    {
        var parts = link.Source.Split(':', 2);
        return Sources.TryGetValue(parts[0], out var words)
            ? string.Format(CultureInfo.InvariantCulture, words.In(language), parts[^1])
            : link.Source;
    }

    /// <summary>What somebody did.</summary>
    public static LocalText Of(ConsentReceipt link) => (link.Purpose, link.Granted) switch
    {
        (ConsentPurpose.Processing, true) => new("You allowed us to process your data", "Разрешили обрабатывать данные"),
        (ConsentPurpose.Processing, false) => new("You forbade us to process your data", "Запретили обрабатывать данные"),
        (ConsentPurpose.Offers, true) => new("You agreed to see our offers", "Согласились видеть наши предложения"),
        (ConsentPurpose.Offers, false) => new("You refused our offers", "Отказались от наших предложений"),
        _ => Marketing(Things.GetValueOrDefault(link.Channel) ?? new LocalText(link.Channel, link.Channel), link.Granted),
    };

    private static LocalText Marketing(LocalText what, bool granted) => granted
        ? new LocalText($"You agreed to {what.En}", $"Согласились получать {what.Ru}")
        : new LocalText($"You refused {what.En}", $"Отказались получать {what.Ru}");
}
