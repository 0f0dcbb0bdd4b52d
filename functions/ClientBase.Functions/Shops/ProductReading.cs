using System.Collections.Immutable;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Products;
using ClientBase.Functions.Products;

namespace ClientBase.Functions.Shops;

/// <summary>What reading products of all shops has in common.</summary>
internal static class ProductReading
{
    private const int MaxVariants = 100;

    /// <summary>What a delivery says of a product.</summary>
    /// <param name="webhook">The delivery.</param>
    /// <param name="id">The product's id in the shop.</param>
    /// <param name="at">When the product was changed; a time that lies after the receipt is taken for it.</param>
    /// <param name="version">What is said of it.</param>
    public static WebhookReading Read(Webhook webhook, string id, DateTimeOffset at, ProductVersion version)
    {
        var said = new Stamp(at < webhook.ReceivedAt ? at : webhook.ReceivedAt, "");
        var named = VersionNames.ByContent(version with { Said = said });
        return WebhookReading.Of(new StoredProduct(webhook.Shop, id, new ProductState(named, null)));
    }

    /// <summary>The variants a row has room for; one variant is the product itself.</summary>
    public static ImmutableArray<ProductVariant> Cut(IEnumerable<ProductVariant> variants)
    {
        var all = variants.Take(MaxVariants).ToImmutableArray();
        return all.Length > 1 ? all : [.. all.Where(variant => variant.Sku is not null)];
    }
}
