namespace ClientBase.Functions.Products;

/// <summary>A product as the API shows it. Unknown is null.</summary>
/// <param name="Id">Its id in the shop.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Title">Its name.</param>
/// <param name="Category">What kind of thing it is.</param>
/// <param name="Brand">Who makes it.</param>
/// <param name="Price">Its price now: of several variants the lowest.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Available">Whether it can be bought now.</param>
/// <param name="Stock">How many are in stock, where the shop counts.</param>
/// <param name="Url">Its page in the shop.</param>
/// <param name="Image">A picture of it.</param>
/// <param name="UpdatedAt">When the shop last changed it.</param>
/// <param name="Watchers">How many people wait for it; null in lists.</param>
/// <param name="Variants">Its variants, where it has several.</param>
public sealed record ProductView(
    string Id,
    string Shop,
    string? Title,
    string? Category,
    string? Brand,
    decimal? Price,
    string? Currency,
    bool? Available,
    decimal? Stock,
    string? Url,
    string? Image,
    DateTimeOffset UpdatedAt,
    int? Watchers,
    IReadOnlyList<ProductVariantView> Variants)
{
    internal static ProductView Of(StoredProduct stored, int? watchers = null)
    {
        var product = stored.Product.Version!;
        return new ProductView(
            stored.Id, stored.Shop, product.Title, product.Category, product.Brand, product.Price, product.Currency,
            product.IsAvailable, product.Stock, product.Url, product.Image, product.Said.At, watchers,
            [.. product.Variants.Select(variant => new ProductVariantView(variant.Id, variant.Title, variant.Sku, variant.Price))]);
    }
}

/// <summary>A variant of a product.</summary>
/// <param name="Id">Its id in the shop.</param>
/// <param name="Title">What tells it from the others.</param>
/// <param name="Sku">The shop's stock code.</param>
/// <param name="Price">Its price now.</param>
public sealed record ProductVariantView(string Id, string? Title, string? Sku, decimal? Price);
