using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's refunds. A buyer may have paid in another currency than the shop's; the order's sums are in the shop's.</summary>
internal static class ShopifyRefunds
{
    private static readonly string[] MoneySets = ["subtotal_set", "total_tax_set", "amount_set", "total_duties_set"];

    public static WebhookReading Read(Webhook webhook, JsonElement body)
    {
        if (body.Id("id") is not { } id || body.Id("order_id") is not { } orderId)
        {
            return WebhookReading.Incomplete(
                "A refund", ("id", body.Id("id") is not null), ("order_id", body.Id("order_id") is not null));
        }

        var refund = Of(body, null);
        var capture = webhook.Start("refund", body).Refund(webhook.Shop, orderId, id, refund);
        SayReturn(capture, webhook, orderId, body);
        return WebhookReading.Of(capture
            .Data("orderId", orderId).Data("refundId", id).Data("amount", refund.Amount).Data("currency", refund.Currency)
            .Data("note", body.Text("note")).Build());
    }

    /// <summary>What was paid back; where the notification names no payments, what the returned goods cost.</summary>
    /// <param name="refund">The refund.</param>
    /// <param name="currency">The order's currency; null or empty where the body does not have it.</param>
    public static Refund Of(JsonElement refund, string? currency)
    {
        var ours = string.IsNullOrEmpty(currency) ? ShopCurrencyOf(refund) : currency;
        var payments = refund.Items("transactions").Where(payment => payment.Text("kind") is "refund" or null).ToList();
        var paid = payments.Where(payment => payment.Text("status") is "success" or null).ToList();
        var goods = refund.Items("refund_line_items").Select(LineOf).ToList();
        if (payments.Count == 0)
        {
            return new Refund(GoodsOf(refund, goods)) { Lines = [.. goods] };
        }

        if (paid.Count == 0)
        {
            return new Refund(0m); // The payment failed or is under way: no money has gone back.
        }

        var currencies = paid.Select(payment => payment.Currency("currency")).OfType<string>().Distinct().ToList();
        if (currencies.All(one => one == ours))
        {
            return new Refund(paid.Sum(payment => payment.Money("amount") ?? 0m)) { Lines = [.. goods] };
        }

        if (ours is not null && GoodsOf(refund, goods) is > 0m and var worth)
        {
            return new Refund(worth) { Lines = [.. goods] };
        }

        // All there is to tell is a sum in the money the buyer paid with: it counts if that is the order's.
        var foreign = currencies[0];
        var sum = paid.Where(payment => payment.Currency("currency") == foreign).Sum(payment => payment.Money("amount") ?? 0m);
        return new Refund(sum, foreign) { Lines = [.. goods] };
    }

    /// <summary>Says when goods came back, if they did.</summary>
    public static void SayReturn(CaptureBuilder capture, Webhook webhook, string orderId, JsonElement refund)
    {
        if (refund.Items("refund_line_items").Any(line => line.Text("restock_type") == "return"))
        {
            capture.Milestone(webhook.Shop, orderId, OrderMilestone.Returned, refund.Instant("created_at") ?? webhook.TriggeredAt());
        }
    }

    private static RefundLine LineOf(JsonElement line) => new(
        line.Member("line_item").Id("product_id"),
        line.Money("quantity") ?? 0m,
        (line.ShopMoney("subtotal") ?? 0m) + (line.ShopMoney("total_tax") ?? 0m));

    // Adjustments are negative where more was returned than the goods cost: the delivery.
    private static decimal GoodsOf(JsonElement refund, List<RefundLine> goods) => goods.Sum(line => line.Amount)
        - refund.Items("order_adjustments").Sum(one => (one.ShopMoney("amount") ?? 0m) + (one.ShopMoney("tax_amount") ?? 0m));

    private static string? ShopCurrencyOf(JsonElement refund) => refund.Items("refund_line_items")
        .Concat(refund.Items("order_adjustments")).Append(refund)
        .SelectMany(thing => MoneySets.Select(set => thing.Member(set).Member("shop_money").Currency("currency_code")))
        .FirstOrDefault(currency => currency is not null);
}
