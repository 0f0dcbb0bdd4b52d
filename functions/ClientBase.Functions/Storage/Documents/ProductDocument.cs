using ClientBase.Domain.Contacts;
using ClientBase.Domain.Products;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>A version of a product as JSON.</summary>
internal sealed record ProductDocument(string? Title, long At, string Delivery)
{
    public string? Category { get; init; }

    public string? Brand { get; init; }

    public decimal? Price { get; init; }

    public string? Currency { get; init; }

    public bool? Available { get; init; }

    public decimal? Stock { get; init; }

    public string? Url { get; init; }

    public string? Image { get; init; }

    public List<ProductVariant>? Variants { get; init; }

    public static ProductDocument Of(ProductVersion product) => new(
        product.Title, product.Said.At.ToUnixTimeMilliseconds(), product.Said.CaptureId)
    {
        Category = product.Category,
        Brand = product.Brand,
        Price = product.Price,
        Currency = product.Currency,
        Available = product.IsAvailable,
        Stock = product.Stock,
        Url = product.Url,
        Image = product.Image,
        Variants = product.Variants.IsEmpty ? null : [.. product.Variants],
    };

    public ProductVersion ToVersion() => new(Title, new Stamp(DateTimeOffset.FromUnixTimeMilliseconds(At), Delivery))
    {
        Category = Category,
        Brand = Brand,
        Price = Price,
        Currency = Currency,
        IsAvailable = Available,
        Stock = Stock,
        Url = Url,
        Image = Image,
        Variants = [.. Variants ?? []],
    };
}
