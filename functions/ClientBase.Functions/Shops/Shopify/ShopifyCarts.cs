using System.Collections.Immutable;
using System.Text.Json;
using ClientBase.Domain.Behaviour;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>
/// Shopify's carts, which name nobody, and its checkouts, which name the person once that is known. Both have the cart's token.
/// </summary>
internal static class ShopifyCarts
{
    private const int MaxItems = 200;

    public static WebhookReading ReadCart(Webhook webhook, JsonElement cart)
    {
        if ((cart.Id("token") ?? cart.Id("id")) is not { } token)
        {
            return WebhookReading.Useless("the token of a cart is missing");
        }

        var items = ItemsOf(cart);
        var currency = cart.Items("line_items").Select(line => line.Member("price_set").Member("shop_money").Currency("currency_code"))
            .FirstOrDefault(code => code is not null);
        var total = cart.Items("line_items").Sum(line => line.Money("line_price") ?? 0m);
        return WebhookReading.Of(webhook.Start("cart", cart)
            .Cart(webhook.Shop, token, items, total, currency, url: null)
            .Data("items", items.Length).Data("total", total).Data("currency", currency).Build());
    }

    public static WebhookReading ReadCheckout(Webhook webhook, JsonElement checkout)
    {
        if ((checkout.Id("cart_token") ?? checkout.Id("token") ?? checkout.Id("id")) is not { } token)
        {
            return WebhookReading.Useless("the cart_token or token of a checkout is missing");
        }

        var customer = checkout.Member("customer");
        var items = ItemsOf(checkout);
        var total = checkout.Money("total_price");
        var currency = checkout.Currency("currency");
        var capture = webhook.Start("cart", checkout)
            .ShopCustomer(webhook.Shop, customer.Id("id"))
            .FirstEmail(checkout.Text("email"), customer.Text("email"))
            .Person(webhook.Country, ShopifyCustomers.PlacesOf(checkout, customer))
            .Cart(webhook.Shop, token, items, total, currency, checkout.Text("abandoned_checkout_url"));
        ShopifyConsents.SaySnapshot(capture, customer, null);
        if ((checkout.Instant("completed_at") ?? checkout.Instant("closed_at")) is { } completedAt)
        {
            capture.CartEnded(webhook.Shop, token, completedAt);
        }

        return WebhookReading.Of(capture.Data("items", items.Length).Data("total", total).Data("currency", currency).Build());
    }

    private static ImmutableArray<CartItem> ItemsOf(JsonElement cart) => [.. cart.Items("line_items").Take(MaxItems).Select(ItemOf)];

    private static CartItem ItemOf(JsonElement line) => new(
        line.Id("product_id"),
        line.Id("variant_id"),
        line.Text("sku"),
        line.Text("title") is { Length: > 200 } longTitle ? longTitle[..200] : line.Text("title"),
        line.Money("quantity") ?? 0m,
        line.Money("price") ?? 0m);
}
