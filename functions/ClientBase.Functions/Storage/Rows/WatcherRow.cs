using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>What somebody waits for.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Product">Its product.</param>
/// <param name="Stock">Since when until it can be bought again; null: not for that.</param>
/// <param name="Price">Since when until it becomes cheaper; null: not for that.</param>
internal sealed record StoredWatch(string Shop, string Product, DateTimeOffset? Stock, DateTimeOffset? Price);

/// <summary>
/// Who waits for a product, in table <c>Products</c>: <c>w|{product}|{contact}</c> beside the product, and the same once more in partition
/// <c>w|{contact}</c>, where it is found when the person is handed out or erased.
/// </summary>
internal static class WatcherRow
{
    private const string Shop = "Shop";
    private const string Product = "ProductId";

    public static string PartitionOf(string contactId) => ProductRow.Watchers + contactId;

    /// <summary>The contact of a row in its own partition.</summary>
    public static string ContactOf(TableEntity row) => row.PartitionKey[ProductRow.Watchers.Length..];

    /// <summary>The row beside the product, without its content.</summary>
    public static TableEntity BesideProduct(string shop, string product, string contactId) =>
        RowVersions.New(ProductRow.Partition(shop, product), ProductRow.WatchersOf(product) + contactId);

    /// <summary>Both rows, the contact's own first. Merged into what is there: one kind of waiting does not end the other.</summary>
    public static IReadOnlyList<TableEntity> Of(string shop, string product, string contactId, string kind, DateTimeOffset since)
    {
        var key = $"{ProductRow.Watchers}{TableKeys.Escape(shop)}|{TableKeys.Escape(product)}";
        var own = RowVersions.New(PartitionOf(contactId), key);
        var beside = BesideProduct(shop, product, contactId);
        foreach (var row in new[] { own, beside })
        {
            row[Shop] = shop;
            row[Product] = product;
            row[SinceOf(kind)] = since;
        }

        return [own, beside];
    }

    public static StoredWatch Read(TableEntity row) => new(
        row.GetString(Shop)!,
        row.GetString(Product)!,
        row.GetDateTimeOffset(SinceOf("stock")),
        row.GetDateTimeOffset(SinceOf("price")));

    private static string SinceOf(string kind) => kind == "stock" ? "StockSince" : "PriceSince";
}
