using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Crm.Requests.Telegram;

/// <summary>Settings <c>Telegram__*</c>.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>
    /// The <c>secret_token</c> that was given to <c>setWebhook</c>, which Telegram shows with every update. Empty: all updates are refused.
    /// </summary>
    [MaxLength(1024)] // Telegram's own limit is 256, but a reference to a vault may stand here.
    public string WebhookSecret { get; set; } = "";
}
