using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Sending.Events;

/// <summary>Reads SendGrid's events. What it does not know of them is passed over: new kinds come without notice.</summary>
/// <see href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event"/>
internal static class SendGridEvents
{
    private const int MaxText = 500;
    private const int MaxUrl = 2_000;

    // What SendGrid drops by itself, because of what came back before.
    private const string DroppedAsBounced = "bounced";
    private const string DroppedAsInvalid = "invalid";
    private const string DroppedAsSpam = "spam report";
    private const string DroppedAsUnsubscribed = "unsubscribed";

    /// <summary>The events of a delivery.</summary>
    /// <exception cref="JsonException">It is no list of objects.</exception>
    public static IReadOnlyList<MailEvent> Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("A list of events is wanted.");
        }

        return [.. document.RootElement.EnumerateArray().Select(Read).OfType<MailEvent>()];
    }

    private static MailEvent? Read(JsonElement said)
    {
        if (said.ValueKind != JsonValueKind.Object || KindOf(said) is not { } kind || Instant(said, "timestamp", 1000) is not { } at)
        {
            return null;
        }

        var (intent, url) = (Text(said, "intent"), Text(said, "url", MaxUrl));
        var id = Text(said, "sg_event_id") ?? CaptureId.Of(
            "sendgrid", kind.ToString(), intent ?? Text(said, "email") ?? "", at.ToString("O", CultureInfo.InvariantCulture), url ?? "");
        return new MailEvent(id, kind, intent, Text(said, "campaign") ?? "", at)
        {
            Email = Text(said, "email"),
            TakenOffAt = Instant(said, "at", 1),
            Url = url,
            UserAgent = said.TryGetProperty("useragent", out var agent) && agent.ValueKind == JsonValueKind.String
                ? agent.GetString()
                : null,
            NetworkAddress = Text(said, "ip"),
            Reason = Text(said, "reason") ?? Text(said, "response"),
            IsSaidMachine = said.TryGetProperty("sg_machine_open", out var isMachine) && isMachine.ValueKind == JsonValueKind.True,
            IsForGood = kind == MailEventKind.Bounce && Text(said, "type") != "blocked",
        };
    }

    private static MailEventKind? KindOf(JsonElement said) => Text(said, "event") switch
    {
        "processed" or "deferred" or "group_resubscribe" => MailEventKind.Word,
        "delivered" => MailEventKind.Delivered,
        "open" => MailEventKind.Open,
        "click" => MailEventKind.Click,
        "bounce" => MailEventKind.Bounce,
        "spamreport" => MailEventKind.Complaint,
        "unsubscribe" or "group_unsubscribe" => MailEventKind.Unsubscribe,
        "dropped" => Dropped(Text(said, "reason") ?? ""),
        _ => null,
    };

    private static MailEventKind Dropped(string reason) =>
        Says(reason, DroppedAsBounced) || Says(reason, DroppedAsInvalid) ? MailEventKind.Bounce
        : Says(reason, DroppedAsSpam) ? MailEventKind.Complaint
        : Says(reason, DroppedAsUnsubscribed) ? MailEventKind.Unsubscribe
        : MailEventKind.Word;

    private static bool Says(string reason, string what) => reason.Contains(what, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement said, string name, int most = MaxText) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text.Length <= most ? text : text[..most]
            : null;

    // Custom arguments come back as texts, SendGrid's own times as numbers.
    private static DateTimeOffset? Instant(JsonElement said, string name, int milliseconds)
    {
        if (!said.TryGetProperty(name, out var value)
            || !long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() / milliseconds)
        {
            return null;
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(number * milliseconds);
    }
}
