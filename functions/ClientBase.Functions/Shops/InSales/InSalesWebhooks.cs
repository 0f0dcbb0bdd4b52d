using System.Text.Json;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>InSales's webhooks, JSON or XML (api.insales.ru, "Webhook").</summary>
/// <remarks>
/// Nothing signs them: the secret is a part of the address, <c>/api/hooks/{shop}/{secret}</c>, and with a base address configured only the
/// id is believed and the rest is read from the shop's API. Neither body nor headers name the topic, so the address may:
/// <c>.../{secret}/orders/destroy</c>. Without it an order, a client and products are told apart by what they have.
/// </remarks>
public sealed class InSalesWebhooks : IShopWebhooks
{
    private static readonly string[] OfOrders = ["order_lines", "total_price", "financial_status", "fulfillment_status"];
    private static readonly string[] OfProducts = ["variants", "category_id", "permalink"];

    public ShopKind Kind => ShopKind.InSales;

    public bool IsPing(Webhook webhook) => false;

    public string TopicOf(Webhook webhook) =>
        webhook.Topic ?? (webhook.Path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? webhook.Path[(end + 1)..] : "");

    public SignatureVerdict Verify(Webhook webhook, ShopOptions shop) =>
        WebhookSignature.VerifyInAddress(webhook.Path.Split('/', 2)[0], shop.Secrets);

    public WebhookReading Read(Webhook webhook)
    {
        using var body = InSalesXml.Is(webhook.Body) ? InSalesXml.Read(webhook.Body) : webhook.Json();
        var topic = TopicOf(webhook);
        var reading = Read(webhook, body.RootElement, topic);

        // A deletion has only the time it was received.
        return body.RootElement.Instant("updated_at") is null || topic.EndsWith("/destroy", StringComparison.Ordinal)
            ? reading
            : reading.NamedByContent();
    }

    private static WebhookReading Read(Webhook webhook, JsonElement body, string topic) => topic switch
    {
        "orders/create" or "orders/update" => InSalesOrders.Read(webhook, body),
        "orders/destroy" => InSalesOrders.ReadDeleted(webhook, body),
        "client/create" or "client/update" or "clients/create" or "clients/update" => InSalesClients.Read(webhook, body),
        "products/create" or "products/update" => InSalesProducts.Read(webhook, body),
        "" when Has(body, OfOrders) => InSalesOrders.Read(webhook, body),
        "" when body.ValueKind == JsonValueKind.Array || Has(body, OfProducts) => InSalesProducts.Read(webhook, body),
        "" when body.Id("id") is not null => InSalesClients.Read(webhook, body),
        "" => WebhookReading.Wrong(
            "It is neither an order (with order_lines or total_price) nor a client (with an id) nor a list of products."),
        _ => WebhookReading.NotUsed,
    };

    private static bool Has(JsonElement body, string[] members) =>
        Array.Exists(members, member => body.Member(member).ValueKind != JsonValueKind.Undefined);
}
