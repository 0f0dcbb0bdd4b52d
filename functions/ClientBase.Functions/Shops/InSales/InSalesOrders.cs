using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>InSales's orders.</summary>
internal static class InSalesOrders
{
    public static WebhookReading Read(Webhook webhook, JsonElement order)
    {
        var status = order.Text("fulfillment_status");
        var counts = InSalesOrderStates.Counts(status);
        var placedAt = order.Instant("created_at") ?? order.Instant("updated_at");
        if (order.Id("id") is not { } id || (counts && (order.Money("total_price") is null || placedAt is null)))
        {
            return WebhookReading.Incomplete(
                "An order",
                ("id", order.Id("id") is not null),
                ("total_price", order.Money("total_price") is not null),
                ("created_at", placedAt is not null)) with
            { ToRead = order.Id("id") is { } known ? new ThingToRead("orders/update", known) : null };
        }

        var version = VersionOf(order, placedAt ?? webhook.ReceivedAt, status, counts);
        var capture = webhook.Start("order", id, webhook.ChangedAt(order)).Order(webhook.Shop, id, version);
        InSalesClients.SayPerson(capture, webhook, order, order.Member("client"));
        capture.Field(ContactFields.Language, order.Text("locale"));
        SayMilestones(capture, webhook, id, order, status);
        var warning = InSalesOrderStates.IsKnown(status) ? null : $"an order has the unknown fulfillment_status '{status}' and counts";
        return WebhookReading.Of(capture
            .Data("orderId", id).Data("number", version.Number).Data("total", version.Total).Data("currency", version.Currency)
            .Data("status", version.Status).Data("lines", OrderLines.Show(version.Lines))
            .Build()) with
        { Warning = warning, ToRead = new ThingToRead("orders/update", id) };
    }

    public static WebhookReading ReadDeleted(Webhook webhook, JsonElement order) => order.Id("id") is { } id
        ? WebhookReading.Of(webhook.Start("order", id, webhook.ReceivedAt)
            .Order(webhook.Shop, id, new OrderVersion(webhook.ReceivedAt, 0m, "", false, default) { Status = "deleted" })
            .Data("orderId", id).Data("status", "deleted").Build()) with
        { ToRead = new ThingToRead("orders/destroy", id) }
        : WebhookReading.Incomplete("A deleted order", ("id", false));

    private static OrderVersion VersionOf(JsonElement order, DateTimeOffset placedAt, string? status, bool counts) =>
        new(placedAt, order.Money("total_price") ?? 0m, order.InSalesCurrency() ?? "", counts, default)
        {
            Number = order.TextOrNumber("number"),
            Status = order.Member("custom_status").Text("permalink") ?? status,
            Lines = OrderLines.Cut(order.Items("order_lines").Select(LineOf)),
            Discount = order.Items("discounts").Sum(discount => discount.Money("full_amount") ?? discount.Money("amount") ?? 0m),
            Shipping = order.Money("full_delivery_price") ?? order.Money("delivery_price") ?? 0m,
            IsRefunded = status == "returned",
        };

    private static OrderLine LineOf(JsonElement line) => new(
        line.Id("product_id"),
        line.Id("variant_id"),
        line.Text("sku"),
        line.Text("title"),
        line.Money("quantity") ?? 0m,
        line.Money("sale_price") ?? line.Money("full_sale_price") ?? 0m,
        line.Money("discounts_amount") ?? 0m);

    private static void SayMilestones(CaptureBuilder capture, Webhook webhook, string id, JsonElement order, string? status)
    {
        DateTimeOffset? changedAt = webhook.ChangedAt(order);
        var paidAt = order.Text("financial_status") == "paid" ? order.Instant("paid_at") ?? changedAt : null;
        var deliveredAt = order.Instant("delivered_at") ?? (status == "delivered" ? changedAt : null);
        capture.Milestone(webhook.Shop, id, OrderMilestone.Paid, paidAt);
        capture.Milestone(webhook.Shop, id, OrderMilestone.Fulfilled, status is "dispatched" or "delivered" ? changedAt : null);
        capture.Milestone(webhook.Shop, id, OrderMilestone.Delivered, deliveredAt);
        capture.Milestone(webhook.Shop, id, OrderMilestone.Returned, status == "returned" ? changedAt : null);
    }
}
