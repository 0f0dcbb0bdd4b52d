using System.Globalization;
using System.Text.Json;

namespace ClientBase.Functions.Crm.Requests.Telegram;

/// <summary>A message that a person has written to the bot.</summary>
/// <param name="UpdateId">Number of the update, the same for every repeat of it.</param>
/// <param name="MessageId">Number of the message in its chat.</param>
/// <param name="UserId">The number of the person's account.</param>
/// <param name="UserName">The name of the account; null for one without.</param>
/// <param name="Name">What the person calls themselves there.</param>
/// <param name="SentAt">When it was written.</param>
/// <param name="Text">What was written; null for a message without words.</param>
/// <param name="Sent">What was sent instead of words, or beside them: <c>photo</c>, <c>voice</c>, ...; null: nothing.</param>
/// <param name="OwnPhone">The telephone the person has shared as their own, as Telegram has verified it; null: none.</param>
/// <see href="https://core.telegram.org/bots/api#update"/>
internal sealed record TelegramMessage(
    long UpdateId,
    long MessageId,
    string UserId,
    string? UserName,
    string? Name,
    DateTimeOffset SentAt,
    string? Text,
    string? Sent,
    string? OwnPhone)
{
    private static readonly string[] Things =
        ["photo", "voice", "video", "video_note", "document", "audio", "sticker", "animation", "location", "contact"];

    /// <summary>
    /// Reads an update. Null for one that is no new message of a person in a chat of their own with the bot: of a group, a channel, another
    /// bot, a press of a button, a message that was changed.
    /// </summary>
    /// <param name="update">The update.</param>
    /// <exception cref="InvalidDataException">It is no update.</exception>
    public static TelegramMessage? Of(JsonElement update)
    {
        if (Number(update, "update_id") is not { } updateId)
        {
            throw new InvalidDataException("'update_id' is missing");
        }

        var message = Member(update, "message");
        var from = Member(message, "from");
        if (TextOf(Member(message, "chat"), "type") != "private"
            || Member(from, "is_bot").ValueKind == JsonValueKind.True
            || Number(from, "id") is not { } userId
            || Number(message, "message_id") is not { } messageId
            || Number(message, "date") is not { } date)
        {
            return null;
        }

        var name = string.Join(' ', new[] { TextOf(from, "first_name"), TextOf(from, "last_name") }.OfType<string>());
        return new TelegramMessage(
            updateId,
            messageId,
            userId.ToString(CultureInfo.InvariantCulture),
            TextOf(from, "username"),
            name.Length > 0 ? name : null,
            DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(date, 0, uint.MaxValue)),
            TextOf(message, "text") ?? TextOf(message, "caption"),
            Things.FirstOrDefault(thing => Member(message, thing).ValueKind is JsonValueKind.Object or JsonValueKind.Array),
            OwnPhoneOf(Member(message, "contact"), userId));
    }

    /// <summary>Who has blocked the bot by this update, as the number of their account; null: nobody.</summary>
    public static string? BlockedBy(JsonElement update)
    {
        var change = Member(update, "my_chat_member");
        return TextOf(Member(change, "chat"), "type") == "private"
            && TextOf(Member(change, "new_chat_member"), "status") == "kicked"
            && Number(Member(change, "from"), "id") is { } userId
            ? userId.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    // Anybody's number can be sent; only one's own carries one's own account.
    private static string? OwnPhoneOf(JsonElement contact, long userId) =>
        Number(contact, "user_id") == userId && TextOf(contact, "phone_number") is { } phone
            ? "+" + phone.TrimStart('+')
            : null;

    private static JsonElement Member(JsonElement thing, string name) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var member) ? member : default;

    private static string? TextOf(JsonElement thing, string name) =>
        Member(thing, name) is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString())
            ? text.GetString()!.Trim()
            : null;

    private static long? Number(JsonElement thing, string name) =>
        Member(thing, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
