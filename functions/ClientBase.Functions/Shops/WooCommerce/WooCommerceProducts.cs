using System.Net;
using System.Text.Json;
using ClientBase.Domain.Products;
using ClientBase.Functions.Products;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>WooCommerce's products.</summary>
internal static class WooCommerceProducts
{
    public static WebhookReading Read(Webhook webhook, JsonElement product) => Read(webhook, product, webhook.ModifiedAt(product));

    /// <summary>A product out of the bin is as old as its coming out: the deletion before it has only the time it was received.</summary>
    public static WebhookReading ReadRestored(Webhook webhook, JsonElement product) => Read(webhook, product, webhook.ReceivedAt);

    public static WebhookReading ReadDeleted(Webhook webhook, JsonElement product) => product.Id("id") is { } id
        ? WebhookReading.Of(new StoredProduct(webhook.Shop, id, new ProductState(null, webhook.ReceivedAt)))
        : WebhookReading.Incomplete("A deleted product", ("id", false));

    private static WebhookReading Read(Webhook webhook, JsonElement product, DateTimeOffset at)
    {
        if (product.Id("id") is not { } id)
        {
            return WebhookReading.Incomplete("A product", ("id", false));
        }

        var version = new ProductVersion(WebUtility.HtmlDecode(product.Text("name")), default)
        {
            Category = WebUtility.HtmlDecode(NameOfFirst(product, "categories")),
            Brand = WebUtility.HtmlDecode(NameOfFirst(product, "brands")),
            Price = product.Money("price") ?? product.Money("regular_price"),
            Currency = product.Currency("currency") ?? webhook.Currency,
            IsAvailable = product.Text("status") is "publish" or null && IsInStock(product),
            Stock = product.IsTrue("manage_stock") ? product.Money("stock_quantity") : null,
            Url = product.Text("permalink"),
            Image = product.Items("images").Select(image => image.Text("src")).FirstOrDefault(src => src is not null),
            Variants = product.Text("sku") is { } sku ? [new ProductVariant(id, null, sku, product.Money("price"))] : [],
        };
        return ProductReading.Read(webhook, id, at, version);
    }

    // What is on back-order can be bought. Before version 3.5 there was a flag instead of the state.
    private static bool IsInStock(JsonElement product) =>
        product.Text("stock_status") is { } state
            ? state is "instock" or "onbackorder"
            : product.Member("in_stock").ValueKind != JsonValueKind.False;

    private static string? NameOfFirst(JsonElement product, string list) =>
        product.Items(list).Select(one => one.Text("name")).FirstOrDefault(name => name is not null);
}
