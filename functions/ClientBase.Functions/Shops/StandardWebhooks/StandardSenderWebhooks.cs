using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.StandardWebhooks;

/// <summary>
/// Any sender of Standard Webhooks: <c>{"type","timestamp","data"}</c>, signed. A contact uses the names of form fields, an order is
/// <c>{"id","contact":{},"total","currency","at","updatedAt","status","lines":[]}</c>.
/// </summary>
public sealed class StandardSenderWebhooks : IShopWebhooks
{
    public ShopKind Kind => ShopKind.StandardWebhooks;

    public bool IsPing(Webhook webhook) => false;

    public string TopicOf(Webhook webhook)
    {
        try
        {
            using var json = JsonDocument.Parse(webhook.Body);
            return json.RootElement.Text("type") ?? "";
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return ""; // Told when it is read.
        }
    }

    public SignatureVerdict Verify(Webhook webhook, ShopOptions shop) => StandardWebhookSignature.Verify(
        webhook.Header("webhook-id"), webhook.Header("webhook-timestamp"), webhook.Header("webhook-signature"),
        webhook.Body, shop.Secrets, webhook.ReceivedAt);

    public WebhookReading Read(Webhook webhook)
    {
        using var json = webhook.Json();
        var body = json.RootElement;
        var data = body.Member("data");
        var type = body.Text("type");
        if (type is null || data.ValueKind != JsonValueKind.Object)
        {
            return WebhookReading.Incomplete("A webhook", ("type", type is not null), ("data", data.ValueKind == JsonValueKind.Object));
        }

        var said = data.Instant("updatedAt") ?? body.Instant("timestamp");
        return type switch
        {
            "contact.created" or "contact.updated" => StandardContacts.Read(webhook, data, said ?? webhook.ReceivedAt),
            "order.created" or "order.updated" => Named(StandardOrders.Read(webhook, data, said), said),
            _ => WebhookReading.NotUsed,
        };
    }

    /// <summary>A capture of a delivery: a repeat has the same id and the same body.</summary>
    internal static CaptureBuilder Start(Webhook webhook, string kind, DateTimeOffset at) => new(
        CaptureId.Of(webhook.Source, webhook.Header("webhook-id"), Encoding.UTF8.GetString(webhook.Body)),
        webhook.Source,
        kind,
        at,
        webhook.ReceivedAt);

    private static WebhookReading Named(WebhookReading reading, DateTimeOffset? said) => said is null ? reading : reading.NamedByContent();
}
