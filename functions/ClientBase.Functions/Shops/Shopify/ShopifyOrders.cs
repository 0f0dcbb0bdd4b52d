using System.Collections.Immutable;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's orders: as a whole, edited, fulfilled, deleted.</summary>
internal static class ShopifyOrders
{
    public static WebhookReading Read(Webhook webhook, JsonElement order)
    {
        var counts = ShopifyOrderStates.Counts(order);
        var placedAt = order.Instant("created_at") ?? order.Instant("processed_at") ?? order.Instant("updated_at");
        if (order.Id("id") is not { } id || (counts && (order.Money("total_price") is null || placedAt is null)))
        {
            return WebhookReading.Incomplete(
                "An order",
                ("id", order.Id("id") is not null),
                ("total_price", order.Money("total_price") is not null),
                ("created_at", placedAt is not null));
        }

        var version = VersionOf(order, placedAt ?? webhook.ReceivedAt, counts);
        var capture = webhook.Start("order", order).Order(webhook.Shop, id, version);
        SayPerson(capture, webhook, order);
        SayMilestones(capture, webhook, id, order);
        foreach (var refund in order.Items("refunds").Where(refund => refund.Id("id") is not null))
        {
            capture.Refund(webhook.Shop, id, refund.Id("id")!, ShopifyRefunds.Of(refund, version.Currency));
            ShopifyRefunds.SayReturn(capture, webhook, id, refund);
        }

        capture.CartEnded(webhook.Shop, order.Id("cart_token") ?? order.Id("checkout_token"), placedAt ?? webhook.ReceivedAt)
            .Data("orderId", id).Data("number", version.Number).Data("total", version.Total).Data("currency", order.Currency("currency"))
            .Data("status", version.Status).Data("lines", OrderLines.Show(version.Lines));
        var warning = ShopifyOrderStates.Unknown(order) is { } state
            ? $"an order has the unknown financial_status '{state}' and counts"
            : null;
        return WebhookReading.Of(capture.Build()) with { Warning = warning };
    }

    /// <summary>An edit has its own shape. Its figures come with the <c>orders/updated</c> that goes with it; this is a note.</summary>
    public static WebhookReading ReadEdited(Webhook webhook, JsonElement body)
    {
        if (body.Id("id") is not null && body.Money("total_price") is not null)
        {
            return Read(webhook, body);
        }

        var edit = body.Member("order_edit");
        if (edit.Id("order_id") is not { } orderId)
        {
            return WebhookReading.Useless("an order_edit with an order_id is missing");
        }

        var items = edit.Member("line_items");
        return WebhookReading.Of(webhook.Start("order", edit)
            .AboutOrder(webhook.Shop, orderId)
            .Data("orderId", orderId).Data("status", "edited")
            .Data("added", items.Items("additions").Count()).Data("removed", items.Items("removals").Count())
            .Build());
    }

    // An order is deleted once: a webhook of it and the shop's own log, which tells when, are one capture.
    public static WebhookReading ReadDeleted(Webhook webhook, JsonElement order)
    {
        if (order.Id("id") is not { } id)
        {
            return WebhookReading.Incomplete("A deleted order", ("id", false));
        }

        var at = order.Instant("deleted_at") ?? webhook.TriggeredAt();
        var name = CaptureId.Of(webhook.Source, "orders/delete", id);
        return WebhookReading.Of(new CaptureBuilder(name, webhook.Source, "order", at, webhook.ReceivedAt)
            .Data("topic", "orders/delete")
            .Order(webhook.Shop, id, new OrderVersion(webhook.ReceivedAt, 0m, "", false, default) { Status = "deleted" })
            .Data("orderId", id).Data("status", "deleted").Build());
    }

    public static WebhookReading ReadFulfillment(Webhook webhook, JsonElement fulfillment)
    {
        if (fulfillment.Id("order_id") is not { } orderId)
        {
            return WebhookReading.Useless("the order_id of a fulfillment is missing");
        }

        var capture = webhook.Start("order", fulfillment).AboutOrder(webhook.Shop, orderId);
        SayFulfillments(capture, webhook.Shop, orderId, [fulfillment]);
        return WebhookReading.Of(capture
            .Data("orderId", orderId).Data("status", fulfillment.Text("shipment_status") ?? fulfillment.Text("status")).Build());
    }

    /// <summary>What the carrier says of a fulfillment, one step at a time.</summary>
    public static WebhookReading ReadFulfillmentEvent(Webhook webhook, JsonElement step)
    {
        if (step.Id("order_id") is not { } orderId)
        {
            return WebhookReading.Useless("the order_id of a fulfillment event is missing");
        }

        if (step.Text("status") != "delivered")
        {
            return WebhookReading.NotUsed;
        }

        return WebhookReading.Of(webhook.Start("order", step)
            .Milestone(webhook.Shop, orderId, OrderMilestone.Delivered, step.Instant("happened_at") ?? webhook.ChangedAt(step))
            .Data("orderId", orderId).Data("status", "delivered").Build());
    }

    private static OrderVersion VersionOf(JsonElement order, DateTimeOffset placedAt, bool counts) =>
        new(placedAt, order.Money("total_price") ?? 0m, order.Currency("currency") ?? "", counts, default)
        {
            Number = order.Text("name") ?? order.TextOrNumber("order_number"),
            Status = ShopifyOrderStates.StatusOf(order),
            Lines = OrderLines.Cut(order.Items("line_items").Select(LineOf)),
            Discount = order.Money("total_discounts") ?? 0m,
            Codes = [.. order.Items("discount_codes").Select(code => code.Text("code")).OfType<string>().Take(100)],
            Shipping = order.ShopMoney("total_shipping_price") ?? order.Items("shipping_lines").Sum(line => line.ShopMoney("price") ?? 0m),
            Tax = order.Money("total_tax") ?? 0m,
        };

    private static OrderLine LineOf(JsonElement line)
    {
        var allocated = line.Items("discount_allocations").Sum(part => part.ShopMoney("amount") ?? 0m);
        return new OrderLine(
            line.Id("product_id"),
            line.Id("variant_id"),
            line.Text("sku"),
            line.Text("name") ?? line.Text("title"),
            line.Money("quantity") ?? 0m,
            line.ShopMoney("price") ?? 0m,
            allocated != 0m ? allocated : line.ShopMoney("total_discount") ?? 0m);
    }

    private static void SayPerson(CaptureBuilder capture, Webhook webhook, JsonElement order)
    {
        var customer = order.Member("customer");
        capture.ShopCustomer(webhook.Shop, customer.Id("id"))
            .FirstEmail(order.Text("email"), order.Text("contact_email"), customer.Text("email"))
            .Person(webhook.Country, ShopifyCustomers.PlacesOf(order, customer))
            .Field(ContactFields.Language, order.Text("customer_locale"));
        ShopifyConsents.SaySnapshot(capture, customer, order.Text("email") ?? order.Text("contact_email"));
    }

    private static void SayMilestones(CaptureBuilder capture, Webhook webhook, string id, JsonElement order)
    {
        if (ShopifyOrderStates.IsPaid(order))
        {
            capture.Milestone(webhook.Shop, id, OrderMilestone.Paid, order.Instant("processed_at") ?? webhook.ChangedAt(order));
        }

        SayFulfillments(capture, webhook.Shop, id, [.. order.Items("fulfillments")]);
    }

    private static void SayFulfillments(CaptureBuilder capture, string shop, string id, ImmutableArray<JsonElement> fulfillments)
    {
        var sent = fulfillments.Where(one => one.Text("status") is not ("cancelled" or "error" or "failure")).ToList();
        capture.Milestone(shop, id, OrderMilestone.Fulfilled, sent.Min(one => one.Instant("created_at")));
        capture.Milestone(
            shop,
            id,
            OrderMilestone.Delivered,
            sent.Where(one => one.Text("shipment_status") == "delivered")
                .Min(one => one.Instant("updated_at") ?? one.Instant("created_at")));
    }
}
