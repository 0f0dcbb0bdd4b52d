using System.Text.Json;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's webhooks (shopify.dev, "Webhooks": REST Admin shapes of API versions 2022-01 to 2026-04).</summary>
/// <remarks>
/// Any answer but 2xx is sent again eight times, and then the shop drops the hook with all orders that would follow. So only a body that
/// can never be understood is refused.
/// </remarks>
public sealed class ShopifyWebhooks : IShopWebhooks
{
    public ShopKind Kind => ShopKind.Shopify;

    public bool IsPing(Webhook webhook) => false;

    public string TopicOf(Webhook webhook) => webhook.Topic ?? webhook.Header("X-Shopify-Topic");

    public SignatureVerdict Verify(Webhook webhook, ShopOptions shop) =>
        WebhookSignature.VerifyHmacBase64(webhook.Body, webhook.Header("X-Shopify-Hmac-SHA256"), shop.Secrets);

    public WebhookReading Read(Webhook webhook)
    {
        using var json = webhook.Json();
        var body = json.RootElement;
        var reading = Read(webhook, body);
        return ShopifyCaptures.HasOwnTime(body) ? reading.NamedByContent() : reading;
    }

    // Not used: what is not listed, among it customers/delete. Who has no account in the shop any more is still a customer of its past,
    // and an erasure has a topic of its own.
    private WebhookReading Read(Webhook webhook, JsonElement body) => TopicOf(webhook) switch
    {
        "orders/create" or "orders/updated" or "orders/paid" or "orders/cancelled"
            or "orders/fulfilled" or "orders/partially_fulfilled" =>
            ShopifyOrders.Read(webhook, body),
        "orders/edited" => ShopifyOrders.ReadEdited(webhook, body),
        "orders/delete" => ShopifyOrders.ReadDeleted(webhook, body),
        "fulfillments/create" or "fulfillments/update" => ShopifyOrders.ReadFulfillment(webhook, body),
        "fulfillment_events/create" => ShopifyOrders.ReadFulfillmentEvent(webhook, body),
        "refunds/create" => ShopifyRefunds.Read(webhook, body),
        "customers/create" or "customers/update" => ShopifyCustomers.Read(webhook, body),
        "customers_email_marketing_consent/update" or "customers/email_marketing_consent_update" =>
            ShopifyConsents.ReadEmail(webhook, body),
        "customers_marketing_consent/update" or "customers/marketing_consent_update" => ShopifyConsents.ReadSms(webhook, body),
        "carts/create" or "carts/update" => ShopifyCarts.ReadCart(webhook, body),
        "checkouts/create" or "checkouts/update" => ShopifyCarts.ReadCheckout(webhook, body),
        "products/create" or "products/update" => ShopifyProducts.Read(webhook, body),
        "inventory_levels/update" => ShopifyProducts.ReadLevel(webhook, body),
        "products/delete" => ShopifyProducts.ReadDeleted(webhook, body),
        "customers/data_request" => ShopifyCompliance.ReadDataRequest(body),
        "customers/redact" => ShopifyCompliance.ReadRedact(body),
        "shop/redact" => ShopifyCompliance.ReadShopRedact(body),
        "" => WebhookReading.Wrong("The header X-Shopify-Topic is missing."),
        _ => WebhookReading.NotUsed,
    };
}
