using System.Text;
using System.Text.Json;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>WooCommerce's webhooks (its REST API v3 shapes).</summary>
/// <remarks>After five answers that are not 2xx the hook is switched off: only a body that can never be understood is refused.</remarks>
public sealed class WooCommerceWebhooks : IShopWebhooks
{
    public ShopKind Kind => ShopKind.WooCommerce;

    /// <summary>Sent once, unsigned, when the hook is saved; anything but 200 keeps it from being saved.</summary>
    public bool IsPing(Webhook webhook) =>
        TopicOf(webhook).Length == 0 && webhook.Body.Length < 100
        && Encoding.UTF8.GetString(webhook.Body).StartsWith("webhook_id=", StringComparison.Ordinal);

    public string TopicOf(Webhook webhook) => webhook.Topic ?? webhook.Header("X-WC-Webhook-Topic");

    public SignatureVerdict Verify(Webhook webhook, ShopOptions shop) =>
        WebhookSignature.VerifyHmacBase64(webhook.Body, webhook.Header("X-WC-Webhook-Signature"), shop.Secrets);

    public WebhookReading Read(Webhook webhook)
    {
        using var json = webhook.Json();
        var body = json.RootElement;
        if (IsFailure(body))
        {
            return WebhookReading.Useless(
                $"the shop's REST API failed with '{body.Text("code")}' and sent that instead of the data: "
                + "check the user the webhook runs as");
        }

        var topic = TopicOf(webhook);
        var reading = Read(webhook, body, topic);

        // What was deleted or came back has only the time it was received.
        return WooCommerceCaptures.HasOwnTime(body) && !IsAboutTheBin(topic) ? reading.NamedByContent() : reading;
    }

    private static WebhookReading Read(Webhook webhook, JsonElement body, string topic) =>
        topic switch
        {
            "order.created" or "order.updated" => WooCommerceOrders.Read(webhook, body),
            "order.restored" => WooCommerceOrders.ReadRestored(webhook, body),
            "order.deleted" => WooCommerceOrders.ReadDeleted(webhook, body),
            "customer.created" or "customer.updated" => WooCommerceCustomers.Read(webhook, body),
            "product.created" or "product.updated" => WooCommerceProducts.Read(webhook, body),
            "product.restored" => WooCommerceProducts.ReadRestored(webhook, body),
            "product.deleted" => WooCommerceProducts.ReadDeleted(webhook, body),
            "" => WebhookReading.Wrong("The header X-WC-Webhook-Topic is missing."),
            _ => WebhookReading.NotUsed,
        };

    private static bool IsAboutTheBin(string topic) =>
        topic.EndsWith(".deleted", StringComparison.Ordinal) || topic.EndsWith(".restored", StringComparison.Ordinal);

    // A body is made by a request to the shop's own REST API; when that is refused, its error is signed and sent.
    private static bool IsFailure(JsonElement body) =>
        body.Text("code") is not null && body.Text("message") is not null && body.Id("id") is null;
}
