using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Consents;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Requests.Telegram;

/// <summary>Takes messages from Telegram: each becomes a request of whoever wrote it; who blocks the bot gets nothing more by it.</summary>
public sealed class ReceiveTelegram(
    CaptureStore captures,
    ContactReader contacts,
    Withdrawals withdrawals,
    IOptions<TelegramOptions> options,
    TimeProvider clock,
    ILogger<ReceiveTelegram> logger)
{
    /// <summary>The header that shows the secret given to <c>setWebhook</c>.</summary>
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private const string Start = "/start"; // What Telegram sends when somebody opens the bot.
    private const string Source = "telegram";
    private const string Customer = "customer"; // Says who somebody is, and asks nothing.
    private const int MaxBytes = 1024 * 1024;
    private const int MaxSubject = 80;

    /// <summary>200 once the message is durable; 401 for another secret than the one set; 400 for what is no update.</summary>
    [Function(nameof(ReceiveTelegram))]
    [Takes<JsonElement>]
    [AsksHeader(SecretHeader, "The secret that was given to setWebhook.")]
    [Answers(200, "text/plain")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "telegram")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Secrets.IsSet(options.Value.WebhookSecret) || !IsOurs(request.Headers[SecretHeader].ToString()))
        {
            return Problems.Unauthorized($"{SecretHeader} is not Telegram__WebhookSecret, or that is not set.");
        }

        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
        {
            return Problems.TooLarge(MaxBytes);
        }

        TelegramMessage? message;
        string? blockedBy;
        try
        {
            using var update = JsonDocument.Parse(body);
            message = TelegramMessage.Of(update.RootElement);
            blockedBy = TelegramMessage.BlockedBy(update.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or InvalidOperationException)
        {
            return Problems.BadRequest("The body is not an update of Telegram: a JSON object with 'update_id'.");
        }

        if (blockedBy is not null)
        {
            await StopAsync(blockedBy, cancellationToken);
            return Results.Text("ok");
        }

        if (message is null || message.Text?.Split(' ')[0] == Start)
        {
            logger.TelegramPassedOver(message is null ? "it is no message of a person" : "somebody opened the bot");
            return Results.Text("ok");
        }

        await captures.PutAsync(CaptureOf(message), cancellationToken);
        return Results.Text("ok");
    }

    // Who has blocked the bot wants nothing by it; who is nobody's account is passed over.
    private async Task StopAsync(string userId, CancellationToken cancellationToken)
    {
        foreach (var card in await contacts.FindByKeyAsync(
            new IdentityKey(IdentityKind.ShopCustomer, $"{Messengers.Telegram}:{userId}"), cancellationToken))
        {
            await withdrawals.FileAsync(card.Contact, Source, userId, Source, "blocked", null, cancellationToken);
        }
    }

    // As with letters, what people call themselves there is shown but not said of them: it must not replace the name they gave.
    private CapturedEvent CaptureOf(TelegramMessage message)
    {
        var id = CaptureId.Of(
            Source, message.UpdateId.ToString(CultureInfo.InvariantCulture), $"{message.UserId}:{message.MessageId}");
        var kind = message is { Text: null, OwnPhone: not null } ? Customer : FiledRequests.Kind;
        var text = message.Text ?? (message.Sent is { } sent ? $"[{sent}]" : null);
        return new CaptureBuilder(id, Source, kind, message.SentAt, clock.GetUtcNow())
            .ShopCustomer(Messengers.Telegram, message.UserId)
            .TelegramName(message.UserName)
            .Phone(PhoneNumber.TryParse(message.OwnPhone, null, out var phone) ? phone : null)
            .Data("captureId", id)
            .Data("name", message.Name)
            .Data("subject", SubjectOf(text))
            .Data("text", text)
            .Build();
    }

    // A message has no subject: its first line stands for one.
    private static string? SubjectOf(string? text)
    {
        var line = text?.Split('\n')[0].Trim();
        if (line is null || line.Length <= MaxSubject)
        {
            return line;
        }

        var length = char.IsHighSurrogate(line[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject; // Not through the middle of a picture.
        return line[..length].TrimEnd() + "…";
    }

    private bool IsOurs(string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.WebhookSecret)));
}
