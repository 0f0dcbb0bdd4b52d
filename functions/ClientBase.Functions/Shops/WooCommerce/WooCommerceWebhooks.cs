using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>WooCommerce's webhooks (its REST API v3 shapes).</summary>
public sealed class WooCommerceWebhooks : IShopWebhooks
{
    // Never paid, or taken back: no orders in any figure.
    private static readonly HashSet<string> NotCounted = new(StringComparer.Ordinal) { "cancelled", "failed", "trash", "checkout-draft", "auto-draft" };

    public ShopKind Kind => ShopKind.WooCommerce;

    /// <summary>Sent once, unsigned, when the hook is saved; anything but 200 keeps it from being saved.</summary>
    public bool IsPing(Webhook webhook) =>
        TopicOf(webhook).Length == 0 && webhook.Body.Length < 100
        && Encoding.UTF8.GetString(webhook.Body).StartsWith("webhook_id=", StringComparison.Ordinal);

    public string TopicOf(Webhook webhook) => webhook.Header("X-WC-Webhook-Topic");

    public SignatureVerdict Verify(Webhook webhook, ShopOptions shop) =>
        WebhookSignature.VerifyHmacBase64(webhook.Body, webhook.Header("X-WC-Webhook-Signature"), shop.Secrets);

    public WebhookReading Read(Webhook webhook)
    {
        using var json = JsonDocument.Parse(webhook.Body);
        var body = json.RootElement;
        return TopicOf(webhook) switch
        {
            "order.created" or "order.updated" or "order.restored" => Order(webhook, body),
            "order.deleted" => DeletedOrder(webhook, body),
            "customer.created" or "customer.updated" => Customer(webhook, body),
            "" => WebhookReading.Wrong("The header X-WC-Webhook-Topic is missing."),
            _ => WebhookReading.NotUsed,
        };
    }

    private static WebhookReading Order(Webhook webhook, JsonElement order)
    {
        if (order.Id("id") is not { } id || order.Money("total") is not { } total || Created(order) is not { } placedAt)
        {
            return WebhookReading.Wrong("An order has an id, a total and a date_created_gmt.");
        }

        var billing = order.Member("billing");
        var status = order.Text("status") ?? "";
        var capture = Start(webhook, "order", order, id)
            .Order(webhook.Shop, id, placedAt, total, order.Text("currency") ?? "", counts: !NotCounted.Contains(status))
            .ShopCustomer(webhook.Shop, order.Id("customer_id"))
            .FirstEmail(billing.Text("email"))
            .FirstPhone(billing.Text("country"), billing.Text("phone"))
            .ShopName(billing)
            .Field("company", billing.Text("company"))
            .Field(ContactFields.City, billing.Text("city"))
            .Field(ContactFields.Country, billing.Text("country"));
        var refunds = order.Items("refunds").Where(refund => refund.Id("id") is not null).ToList();
        foreach (var refund in refunds)
        {
            capture.Refund(webhook.Shop, id, refund.Id("id")!, Math.Abs(refund.Money("total") ?? refund.Money("amount") ?? 0m));
        }

        if (status == "refunded" && refunds.Count == 0)
        {
            capture.Refund(webhook.Shop, id, "all", total);
        }

        return WebhookReading.Of(capture
            .Data("orderId", id).Data("number", order.Text("number")).Data("total", total).Data("currency", order.Text("currency")).Data("status", status)
            .Data("lines", OrderLines.Of(order))
            .Build());
    }

    private static WebhookReading DeletedOrder(Webhook webhook, JsonElement order) =>
        order.Id("id") is not { } id
            ? WebhookReading.Wrong("A deleted order has an id.")
            : WebhookReading.Of(Start(webhook, "order", order, id)
                .Order(webhook.Shop, id, webhook.ReceivedAt, 0m, "", counts: false)
                .Data("orderId", id).Data("status", "deleted").Build());

    private static WebhookReading Customer(Webhook webhook, JsonElement customer)
    {
        if (customer.Id("id") is not { } id)
        {
            return WebhookReading.Wrong("A customer has an id.");
        }

        var billing = customer.Member("billing");
        return WebhookReading.Of(Start(webhook, "customer", customer, id)
            .Since(Created(customer))
            .ShopCustomer(webhook.Shop, id)
            .FirstEmail(customer.Text("email"), billing.Text("email"))
            .FirstPhone(billing.Text("country"), billing.Text("phone"))
            .ShopName(billing).ShopName(customer)
            .Field("company", billing.Text("company"))
            .Field(ContactFields.City, billing.Text("city"))
            .Field(ContactFields.Country, billing.Text("country"))
            .Data("customerId", id).Data("username", customer.Text("username"))
            .Build());
    }

    // Its Delivery-ID holds the second, so two orders of one second share it: a delivery is known by what it says of what.
    private static CaptureBuilder Start(Webhook webhook, string kind, JsonElement body, string id)
    {
        var topic = webhook.Header("X-WC-Webhook-Topic");
        var at = body.Instant("date_modified_gmt") ?? body.Instant("date_modified") ?? Created(body) ?? webhook.ReceivedAt;
        return new CaptureBuilder(CaptureId.Of(webhook.Source, topic, id, Encoding.UTF8.GetString(webhook.Body)), webhook.Source, kind, at).Data("topic", topic);
    }

    private static DateTimeOffset? Created(JsonElement thing) => thing.Instant("date_created_gmt") ?? thing.Instant("date_created");
}
