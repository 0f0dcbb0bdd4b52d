using System.Text.Json;
using ClientBase.Domain.Products;
using ClientBase.Functions.Products;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's products.</summary>
internal static class ShopifyProducts
{
    public static WebhookReading Read(Webhook webhook, JsonElement product) => Read(webhook, product, webhook.ChangedAt(product));

    /// <summary>
    /// A level names a thing in stock that no notice of a product names by itself, so the product is asked for. What was read then is as
    /// old as the reading: stock changes do not count as changes of the product.
    /// </summary>
    public static WebhookReading ReadLevel(Webhook webhook, JsonElement body)
    {
        if (webhook.Topic is not null)
        {
            return Read(webhook, body, webhook.ReceivedAt);
        }

        return body.Id("inventory_item_id") is { } item
            ? WebhookReading.NotUsed with { ToRead = new ThingToRead("inventory_levels/update", item) }
            : WebhookReading.Useless("the inventory_item_id of a level is missing");
    }

    private static WebhookReading Read(Webhook webhook, JsonElement product, DateTimeOffset at)
    {
        if (product.Id("id") is not { } id)
        {
            return WebhookReading.Incomplete("A product", ("id", false));
        }

        var variants = product.Items("variants").ToList();
        var version = new ProductVersion(product.Text("title"), default)
        {
            Category = product.Text("product_type") ?? product.Member("category").Text("name"),
            Brand = product.Text("vendor"),
            Price = variants.Min(variant => variant.Money("price")),
            Currency = variants.Select(CurrencyOf).FirstOrDefault(code => code is not null) ?? webhook.Currency,
            IsAvailable = product.Text("status") is "active" or null && variants.Any(IsAvailable),
            Stock = variants.Count > 0 && variants.All(IsCounted)
                ? variants.Sum(variant => variant.Money("inventory_quantity") ?? 0m)
                : null,
            Url = UrlOf(webhook, product),
            Image = ImageOf(product),
            Variants = ProductReading.Cut(variants.Select(VariantOf).OfType<ProductVariant>()),
        };
        return ProductReading.Read(webhook, id, at, version);
    }

    public static WebhookReading ReadDeleted(Webhook webhook, JsonElement product) => product.Id("id") is { } id
        ? WebhookReading.Of(new StoredProduct(webhook.Shop, id, new ProductState(null, webhook.TriggeredAt())))
        : WebhookReading.Incomplete("A deleted product", ("id", false));

    private static ProductVariant? VariantOf(JsonElement variant) => variant.Id("id") is { } id
        ? new ProductVariant(id, variant.Text("title"), variant.Text("sku"), variant.Money("price"))
        : null;

    private static bool IsCounted(JsonElement variant) => variant.Text("inventory_management") is not null;

    private static bool IsAvailable(JsonElement variant) =>
        !IsCounted(variant) || variant.Text("inventory_policy") == "continue" || variant.Money("inventory_quantity") > 0m;

    private static string? CurrencyOf(JsonElement variant) =>
        variant.Items("presentment_prices").Select(price => price.Member("price").Currency("currency_code")).FirstOrDefault();

    private static string? UrlOf(Webhook webhook, JsonElement product) =>
        product.Text("handle") is { } handle && webhook.Header("X-Shopify-Shop-Domain") is { Length: > 0 } domain
        && Uri.TryCreate($"https://{domain}/products/{Uri.EscapeDataString(handle)}", UriKind.Absolute, out var url)
            ? url.AbsoluteUri
            : null;

    private static string? ImageOf(JsonElement product)
    {
        var images = product.Items("images").Prepend(product.Member("image")).Select(image => image.Text("src"));
        var src = images.FirstOrDefault(one => one is not null);
        return src is not null && src.StartsWith("//", StringComparison.Ordinal) ? "https:" + src : src;
    }
}
