using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's webhooks (shopify.dev, "Webhooks": REST Admin shapes).</summary>
public sealed class ShopifyWebhooks : IShopWebhooks
{
    public ShopKind Kind => ShopKind.Shopify;

    public bool IsPing(Webhook webhook) => false;

    public string TopicOf(Webhook webhook) => webhook.Header("X-Shopify-Topic");

    public SignatureVerdict Verify(Webhook webhook, ShopOptions shop) =>
        WebhookSignature.VerifyHmacBase64(webhook.Body, webhook.Header("X-Shopify-Hmac-SHA256"), shop.Secrets);

    public WebhookReading Read(Webhook webhook)
    {
        using var json = JsonDocument.Parse(webhook.Body);
        var body = json.RootElement;
        return TopicOf(webhook) switch
        {
            "orders/create" or "orders/updated" or "orders/paid" or "orders/fulfilled" or "orders/cancelled" or "orders/edited" => Order(webhook, body),
            "orders/delete" => DeletedOrder(webhook, body),
            "refunds/create" => Refund(webhook, body),
            "customers/create" or "customers/update" => Customer(webhook, body),
            "" => WebhookReading.Wrong("The header X-Shopify-Topic is missing."),
            _ => WebhookReading.NotUsed,
        };
    }

    private static WebhookReading Order(Webhook webhook, JsonElement order)
    {
        if (order.Id("id") is not { } id || order.Money("total_price") is not { } total || order.Instant("created_at") is not { } placedAt)
        {
            return WebhookReading.Wrong("An order has an id, a total_price and a created_at.");
        }

        var customer = order.Member("customer");
        var billing = order.Member("billing_address");
        var capture = Start(webhook, "order", order)
            .Order(webhook.Shop, id, placedAt, total, order.Text("currency") ?? "", counts: order.Instant("cancelled_at") is null)
            .ShopCustomer(webhook.Shop, customer.Id("id"))
            .FirstEmail(order.Text("email"), order.Text("contact_email"), customer.Text("email"))
            .FirstPhone(billing.Text("country_code"), customer.Text("phone"), order.Text("phone"), billing.Text("phone"))
            .ShopName(billing).ShopName(customer)
            .Field(ContactFields.City, billing.Text("city"))
            .Field(ContactFields.Country, billing.Text("country_code"))
            .Field(ContactFields.Language, order.Text("customer_locale"));
        foreach (var refund in order.Items("refunds").Where(refund => refund.Id("id") is not null))
        {
            capture.Refund(webhook.Shop, id, refund.Id("id")!, RefundedBy(refund));
        }

        SayMarketing(capture, customer, order.Text("email") ?? customer.Text("email"));
        return WebhookReading.Of(capture
            .Data("orderId", id).Data("number", order.Text("name")).Data("total", total).Data("currency", order.Text("currency"))
            .Data("status", order.Instant("cancelled_at") is null ? order.Text("financial_status") : "cancelled")
            .Data("lines", OrderLines.Of(order))
            .Build());
    }

    private static WebhookReading DeletedOrder(Webhook webhook, JsonElement order) =>
        order.Id("id") is not { } id
            ? WebhookReading.Wrong("A deleted order has an id.")
            : WebhookReading.Of(Start(webhook, "order", order)
                .Order(webhook.Shop, id, webhook.ReceivedAt, 0m, "", counts: false)
                .Data("orderId", id).Data("status", "deleted").Build());

    private static WebhookReading Refund(Webhook webhook, JsonElement refund)
    {
        if (refund.Id("id") is not { } id || refund.Id("order_id") is not { } orderId)
        {
            return WebhookReading.Wrong("A refund has an id and an order_id.");
        }

        var amount = RefundedBy(refund);
        return WebhookReading.Of(Start(webhook, "refund", refund)
            .Refund(webhook.Shop, orderId, id, amount)
            .Data("orderId", orderId).Data("refundId", id).Data("amount", amount).Data("note", refund.Text("note"))
            .Build());
    }

    private static WebhookReading Customer(Webhook webhook, JsonElement customer)
    {
        if (customer.Id("id") is not { } id)
        {
            return WebhookReading.Wrong("A customer has an id.");
        }

        var address = customer.Member("default_address");
        var capture = Start(webhook, "customer", customer)
            .Since(customer.Instant("created_at"))
            .ShopCustomer(webhook.Shop, id)
            .FirstEmail(customer.Text("email"))
            .FirstPhone(address.Text("country_code"), customer.Text("phone"), address.Text("phone"))
            .ShopName(customer)
            .Field(ContactFields.City, address.Text("city"))
            .Field(ContactFields.Country, address.Text("country_code"))
            .Field("company", address.Text("company"));
        SayMarketing(capture, customer, customer.Text("email"));
        return WebhookReading.Of(capture.Data("customerId", id).Data("state", customer.Text("state")).Data("note", customer.Text("note")).Build());
    }

    // The same delivery keeps its Webhook-Id; two subscriptions to a topic have two, and the order's own version makes them one.
    private static CaptureBuilder Start(Webhook webhook, string kind, JsonElement body)
    {
        var topic = webhook.Header("X-Shopify-Topic");
        var delivery = webhook.Header("X-Shopify-Webhook-Id") is { Length: > 0 } id ? id : CaptureId.Of(Encoding.UTF8.GetString(webhook.Body));
        var at = body.Instant("updated_at") ?? body.Instant("processed_at") ?? body.Instant("created_at")
            ?? TriggeredAt(webhook) ?? webhook.ReceivedAt;
        return new CaptureBuilder(CaptureId.Of(webhook.Source, topic, delivery), webhook.Source, kind, at)
            .Data("topic", topic)
            .Data("eventId", webhook.Header("X-Shopify-Event-Id") is { Length: > 0 } eventId ? eventId : null);
    }

    private static DateTimeOffset? TriggeredAt(Webhook webhook) =>
        DateTimeOffset.TryParse(webhook.Header("X-Shopify-Triggered-At"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    // What was paid back; where the notification names no payments, what the returned goods cost.
    private static decimal RefundedBy(JsonElement refund)
    {
        var paid = refund.Items("transactions")
            .Where(payment => payment.Text("kind") is "refund" or null && payment.Text("status") is "success" or null)
            .Sum(payment => payment.Money("amount") ?? 0m);
        if (paid != 0m)
        {
            return paid;
        }

        return refund.Items("refund_line_items").Sum(line => (line.Money("subtotal") ?? 0m) + (line.Money("total_tax") ?? 0m))
            - refund.Items("order_adjustments").Sum(adjustment => (adjustment.Money("amount") ?? 0m) + (adjustment.Money("tax_amount") ?? 0m));
    }

    private static void SayMarketing(CaptureBuilder capture, JsonElement customer, string? typed)
    {
        var state = customer.Member("email_marketing_consent").Text("state")
            ?? (customer.Member("accepts_marketing").ValueKind == JsonValueKind.True ? "subscribed" : null);
        if (EmailAddress.TryParse(typed, out var email) && state is "subscribed" or "unsubscribed")
        {
            capture.Consent(ConsentPurpose.Marketing, "email", email!.Value, granted: state == "subscribed");
        }
    }
}
