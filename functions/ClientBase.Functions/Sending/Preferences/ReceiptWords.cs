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
