using System.Collections.Immutable;
using ClientBase.Domain.Products;

namespace ClientBase.Functions.Shops;

/// <summary>What reading products of all shops has in common.</summary>
internal static class ProductReading
{
    private const int MaxVariants = 100;

    /// <summary>The variants a row has room for; one variant is the product itself.</summary>
    public static ImmutableArray<ProductVariant> Cut(IEnumerable<ProductVariant> variants)
    {
        var all = variants.Take(MaxVariants).ToImmutableArray();
        return all.Length > 1 ? all : [.. all.Where(variant => variant.Sku is not null)];
    }
}
