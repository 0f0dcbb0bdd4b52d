using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Sending.Channels.Telegram;

/// <summary>Settings <c>Telegram__*</c>: messages of a bot.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>The bot's token; empty: no messages leave.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>Address of the API; empty: Telegram's own.</summary>
    [RegularExpression("^https?://.+")]
    public string BaseUrl { get; set; } = "";
}
