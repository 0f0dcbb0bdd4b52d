using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Products;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// A product of a shop, in table <c>Products</c>: partition <c>{shop}|{two hex digits of its id's digest}</c>, row its id.
/// </summary>
/// <remarks>
/// Who waits for a product lies beside it: <c>w|{product}|{contact}</c>. An escaped id holds no bar, so the two keep apart.
/// </remarks>
internal static class ProductRow
{
    /// <summary>Where rows of watchers begin, and where they end.</summary>
    public const string Watchers = "w|";

    /// <summary>Filter for products alone.</summary>
    public const string NoWatchers = $"(RowKey lt '{Watchers}' or RowKey ge 'w}}')";

    private const string Shop = "Shop";
    private const string Id = "Id";
    private const string Version = "Product";
    private const string DeletedAt = "DeletedAt";

    /// <summary>What the partitions of a shop begin with.</summary>
    public static string Partitions(string shop) => TableKeys.Escape(shop) + "|";

    public static string Partition(string shop, string productId) =>
        Partitions(shop) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(productId)).AsSpan(0, 1));

    public static string Key(string productId) => TableKeys.Escape(productId);

    /// <summary>What the rows of those begin with who wait for a product.</summary>
    public static string WatchersOf(string productId) => $"{Watchers}{Key(productId)}|";

    public static TableEntity Of(string shop, string productId, ProductState product)
    {
        var row = RowVersions.New(Partition(shop, productId), Key(productId));
        row[Shop] = shop;
        row[Id] = productId;
        row[DeletedAt] = product.DeletedAt?.ToUnixTimeMilliseconds();
        if (product.Version is { } version)
        {
            LongText.Write(row, Version, JsonSerializer.Serialize(ProductDocument.Of(version), DocumentJson.Compact.ProductDocument));
        }

        return row;
    }

    public static (string Shop, string Id, ProductState Product) Read(TableEntity row) => (
        RowVersions.Known(row).GetString(Shop)!,
        row.GetString(Id)!,
        new ProductState(
            LongText.Read(row, Version) is { } json
                ? JsonSerializer.Deserialize(json, DocumentJson.Compact.ProductDocument)!.ToVersion()
                : null,
            row.GetInt64(DeletedAt) is { } deleted ? DateTimeOffset.FromUnixTimeMilliseconds(deleted) : null));
}
