using System.Collections.Immutable;
using System.Text.Json;
using ClientBase.Domain.Products;
using ClientBase.Functions.Products;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>InSales's products, which come in lists.</summary>
internal static class InSalesProducts
{
    private const int MaxProducts = 1_000;

    public static WebhookReading Read(Webhook webhook, JsonElement body)
    {
        IEnumerable<JsonElement> all = body.ValueKind == JsonValueKind.Array ? body.EnumerateArray() : [body];
        var products = all.Take(MaxProducts).SelectMany(product => ProductOf(webhook, product)).ToImmutableArray();
        return products.IsEmpty
            ? WebhookReading.Useless("the id of a product is missing")
            : WebhookReading.Of(products);
    }

    private static ImmutableArray<StoredProduct> ProductOf(Webhook webhook, JsonElement product)
    {
        if (product.Id("id") is not { } id)
        {
            return [];
        }

        var variants = product.Items("variants").ToList();
        var version = new ProductVersion(product.Text("title"), default)
        {
            Price = variants.Min(variant => variant.Money("price")) ?? product.Money("price"),
            Currency = product.InSalesCurrency() ?? webhook.Currency,
            IsAvailable = !product.IsTrue("archived") && !product.IsTrue("is_hidden")
                && (product.Member("available").ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? product.IsTrue("available")
                    : variants.Exists(variant => variant.Money("quantity") is null or > 0m)),
            Stock = variants.Count > 0 && variants.TrueForAll(variant => variant.Money("quantity") is not null)
                ? variants.Sum(variant => variant.Money("quantity") ?? 0m)
                : null,
            Url = product.Text("url") is { } url && url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? url : null,
            Image = product.Items("images").Select(image => image.Text("original_url") ?? image.Text("url"))
                .FirstOrDefault(src => src is not null),
            Variants = ProductReading.Cut(variants.Select(VariantOf).OfType<ProductVariant>()),
        };
        return ProductReading.Read(webhook, id, webhook.ChangedAt(product), version).Products;
    }

    private static ProductVariant? VariantOf(JsonElement variant) => variant.Id("id") is { } id
        ? new ProductVariant(id, variant.Text("title"), variant.Text("sku"), variant.Money("price"))
        : null;
}
