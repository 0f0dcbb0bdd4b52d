using System.Net;
using System.Text.Json;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>WooCommerce's orders.</summary>
internal static class WooCommerceOrders
{
    private const decimal LeastQuantity = 0.000_001m; // Of goods sold by weight. Divided by less, a price is no number any more.

    public static WebhookReading Read(Webhook webhook, JsonElement order) => Read(webhook, order, webhook.ModifiedAt(order));

    /// <summary>An order out of the bin is as old as its coming out: the deletion before it has only the time it was received.</summary>
    public static WebhookReading ReadRestored(Webhook webhook, JsonElement order) => Read(webhook, order, webhook.ReceivedAt);

    public static WebhookReading ReadDeleted(Webhook webhook, JsonElement order) =>
        order.Id("id") is not { } id
            ? WebhookReading.Incomplete("A deleted order", ("id", false))
            : WebhookReading.Of(webhook.Start("order", id, webhook.ModifiedAt(order))
                .Order(webhook.Shop, id, new OrderVersion(webhook.ReceivedAt, 0m, "", false, default) { Status = "deleted" })
                .CartEnded(webhook.Shop, CartOf(id), webhook.ReceivedAt)
                .Data("orderId", id).Data("status", "deleted").Build());

    private static WebhookReading Read(Webhook webhook, JsonElement order, DateTimeOffset at)
    {
        var status = WooCommerceOrderStates.Plain(order.Text("status"));
        if (WooCommerceOrderStates.IsDraft(status))
        {
            return WebhookReading.NotUsed;
        }

        var counts = WooCommerceOrderStates.Counts(status);
        var placedAt = WooCommerceCaptures.CreatedAt(order) ?? order.Instant("date_paid_gmt") ?? order.Instant("date_modified_gmt");
        if (order.Id("id") is not { } id || (counts && (order.Money("total") is null || placedAt is null)))
        {
            return WebhookReading.Incomplete(
                "An order",
                ("id", order.Id("id") is not null),
                ("total", order.Money("total") is not null),
                ("date_created_gmt", placedAt is not null));
        }

        var version = VersionOf(order, placedAt ?? at, status, counts);
        var capture = webhook.Start("order", id, at).Order(webhook.Shop, id, version);
        capture.ShopCustomer(webhook.Shop, order.Id("customer_id"))
            .FirstEmail(order.Member("billing").Text("email"))
            .Person(webhook.Country, WooCommerceCustomers.PlacesOf(order));
        SayMilestones(capture, webhook, id, order, status);
        SayRefunds(capture, webhook.Shop, id, order);
        SayCart(capture, webhook.Shop, CartOf(id), order, version, at);
        var warning = WooCommerceOrderStates.IsKnown(status) ? null : $"an order has the unknown status '{status}' and counts";
        return WebhookReading.Of(capture
            .Data("orderId", id).Data("number", version.Number).Data("total", version.Total).Data("currency", order.Currency("currency"))
            .Data("status", status).Data("lines", OrderLines.Show(version.Lines))
            .Build()) with
        { Warning = warning };
    }

    private static OrderVersion VersionOf(JsonElement order, DateTimeOffset placedAt, string? status, bool counts) =>
        new(placedAt, order.Money("total") ?? 0m, order.Currency("currency") ?? "", counts, default)
        {
            Number = order.TextOrNumber("number") ?? order.Id("id"),
            Status = status,
            Lines = OrderLines.Cut(order.Items("line_items").Select(LineOf)),
            Discount = order.Money("discount_total") ?? 0m,
            Codes = [.. order.Items("coupon_lines").Select(coupon => coupon.Text("code")).OfType<string>().Take(100)],
            Shipping = order.Money("shipping_total") ?? 0m,
            Tax = order.Money("total_tax") ?? 0m,
            IsRefunded = status == "refunded",
        };

    // WooCommerce tells nobody of carts. What it tells of is an order that waits to be paid: the customer went to pay and did not.
    private static void SayCart(
        CaptureBuilder capture, string shop, string cart, JsonElement order, OrderVersion version, DateTimeOffset at)
    {
        if (order.Text("created_via") is not (null or "" or "checkout" or "store-api"))
        {
            return; // Made by the staff or by a program: nobody left it behind.
        }

        if (WooCommerceOrderStates.IsUnpaid(version.Status))
        {
            var items = version.Lines.Select(line => new CartItem(
                line.ProductId, line.VariantId, line.Sku, line.Title, line.Quantity, line.Price));
            capture.Cart(shop, cart, [.. items], version.Total, version.Currency, order.Text("payment_url"));
        }
        else
        {
            capture.CartEnded(shop, cart, at);
        }
    }

    private static string CartOf(string orderId) => $"order-{orderId}";

    // Its price is after discounts; before them it is the subtotal by the quantity.
    private static OrderLine LineOf(JsonElement line)
    {
        var quantity = line.Money("quantity") ?? 0m;
        var subtotal = line.Money("subtotal");
        return new OrderLine(
            line.Id("product_id"),
            line.Id("variation_id"),
            line.Text("sku"),
            WebUtility.HtmlDecode(line.Text("name") ?? line.Text("parent_name")),
            quantity,
            subtotal is { } before && Math.Abs(quantity) >= LeastQuantity ? Math.Round(before / quantity, 4) : line.Money("price") ?? 0m,
            Math.Max(0m, (subtotal ?? 0m) - (line.Money("total") ?? subtotal ?? 0m)));
    }

    private static void SayMilestones(CaptureBuilder capture, Webhook webhook, string id, JsonElement order, string? status)
    {
        var completed = order.Instant("date_completed_gmt") ?? order.Instant("date_completed")
            ?? (status == "completed" ? webhook.ModifiedAt(order) : null);
        capture.Milestone(webhook.Shop, id, OrderMilestone.Paid, order.Instant("date_paid_gmt") ?? order.Instant("date_paid"));
        capture.Milestone(webhook.Shop, id, OrderMilestone.Fulfilled, completed);
    }

    private static void SayRefunds(CaptureBuilder capture, string shop, string id, JsonElement order)
    {
        foreach (var refund in order.Items("refunds").Where(refund => refund.Id("id") is not null))
        {
            capture.Refund(shop, id, refund.Id("id")!, Math.Abs(refund.Money("total") ?? refund.Money("amount") ?? 0m));
        }
    }
}
