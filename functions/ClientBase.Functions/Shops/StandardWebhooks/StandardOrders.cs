using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Shops.StandardWebhooks;

/// <summary>Orders of any sender.</summary>
internal static class StandardOrders
{
    public static WebhookReading Read(Webhook webhook, JsonElement order, DateTimeOffset? said)
    {
        var status = order.Text("status");
        var counts = StandardOrderStates.Counts(status);
        var at = said ?? webhook.ReceivedAt;
        if (order.Id("id") is not { } id || (counts && order.Money("total") is null))
        {
            return WebhookReading.Incomplete(
                "An order", ("id", order.Id("id") is not null), ("total", order.Money("total") is not null));
        }

        var (total, currency) = (order.Money("total") ?? 0m, order.Currency("currency") ?? "");
        var version = new OrderVersion(order.Instant("at") ?? at, total, currency, counts, default)
        {
            Number = order.TextOrNumber("number") ?? id,
            Status = status,
            Lines = OrderLines.Cut(order.Items("lines").Select(LineOf)),
            IsRefunded = StandardOrderStates.IsRefunded(status),
        };
        var capture = StandardSenderWebhooks.Start(webhook, "order", at).Order(webhook.Shop, id, version);
        StandardContacts.Say(capture, webhook, order.Member("contact"), at);
        SayMilestones(capture, webhook.Shop, id, status?.ToLowerInvariant(), at);
        if (order.Money("refunded") is > 0m and var refunded)
        {
            capture.Refund(webhook.Shop, id, "all", refunded);
        }

        var warning = total < 0m ? "an order has a negative sum and counts nowhere: what came back of an order is its 'refunded'"
            : StandardOrderStates.IsKnown(status) ? null
            : $"an order has the unknown status '{status}' and counts";
        return WebhookReading.Of(capture
            .Data("orderId", id).Data("number", version.Number).Data("total", version.Total).Data("currency", order.Currency("currency"))
            .Data("status", status).Data("lines", OrderLines.Show(version.Lines))
            .Build()) with
        { Warning = warning };
    }

    private static OrderLine LineOf(JsonElement line) => new(
        line.Id("productId"),
        line.Id("variantId"),
        line.Text("sku"),
        line.Text("title") ?? line.Text("name"),
        line.Money("quantity") ?? 0m,
        line.Money("price") ?? 0m,
        line.Money("discount") ?? 0m);

    private static void SayMilestones(CaptureBuilder capture, string shop, string id, string? status, DateTimeOffset at)
    {
        capture.Milestone(shop, id, OrderMilestone.Paid, status is "paid" ? at : null);
        capture.Milestone(shop, id, OrderMilestone.Fulfilled, status is "shipped" or "fulfilled" or "delivered" ? at : null);
        capture.Milestone(shop, id, OrderMilestone.Delivered, status is "delivered" ? at : null);
        capture.Milestone(shop, id, OrderMilestone.Returned, status is "returned" ? at : null);
    }
}
