using System.Collections.Immutable;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Products;

/// <summary>A variant of a product, such as a size.</summary>
/// <param name="Id">Its id in the shop.</param>
/// <param name="Title">What tells it from the others.</param>
/// <param name="Sku">The shop's stock code.</param>
/// <param name="Price">Its price now; null when not told.</param>
public sealed record ProductVariant(string Id, string? Title, string? Sku, decimal? Price);

/// <summary>A product in the version the shop last sent.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Said">The product's own time of change, and the delivery that told: the later version wins.</param>
public sealed record ProductVersion(string? Title, Stamp Said)
{
    /// <summary>What kind of thing it is.</summary>
    public string? Category { get; init; }

    /// <summary>Who makes it.</summary>
    public string? Brand { get; init; }

    /// <summary>Its price now: of several variants the lowest. Null when not told.</summary>
    public decimal? Price { get; init; }

    /// <summary>ISO 4217; null when not known.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether it can be bought now; null when not told.</summary>
    public bool? IsAvailable { get; init; }

    /// <summary>How many are in stock; null where the shop does not count.</summary>
    public decimal? Stock { get; init; }

    /// <summary>Its page in the shop.</summary>
    public string? Url { get; init; }

    /// <summary>A picture of it.</summary>
    public string? Image { get; init; }

    /// <summary>Its variants, where it has several.</summary>
    public ImmutableArray<ProductVariant> Variants { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ProductVersion? other) =>
        other is not null && Title == other.Title && Said == other.Said && Category == other.Category && Brand == other.Brand
        && Price == other.Price && Currency == other.Currency && IsAvailable == other.IsAvailable && Stock == other.Stock
        && Url == other.Url && Image == other.Image && Variants.SequenceEqual(other.Variants);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Said, Price, Stock, Variants.Length);
}

/// <summary>What is known of a product. Its deletion may be known before the product itself is.</summary>
/// <param name="Version">The latest version; null while only a deletion has come.</param>
/// <param name="DeletedAt">When the shop last told that it was deleted; null when it never did.</param>
public sealed record ProductState(ProductVersion? Version, DateTimeOffset? DeletedAt)
{
    /// <summary>Whether the shop offers it at all: told of, and not deleted since.</summary>
    public bool Exists => Version is not null && !(DeletedAt >= Version.Said.At);

    /// <summary>Everything both know of one product. The order in which states are joined makes no difference.</summary>
    public ProductState Join(ProductState other) => new(Later(Version, other.Version), Later(DeletedAt, other.DeletedAt));

    private static ProductVersion? Later(ProductVersion? a, ProductVersion? b) =>
        a is null || b is null ? a ?? b : a.Said >= b.Said ? a : b;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b is null ? a ?? b : a >= b ? a : b;
}
