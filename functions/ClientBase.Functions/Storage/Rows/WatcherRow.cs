using Azure.Data.Tables;
using ClientBase.Domain.Forms;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>What somebody waits for.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Product">Its product.</param>
/// <param name="Stock">Since when until it can be bought again; null: not for that.</param>
/// <param name="Price">Since when until it becomes cheaper; null: not for that.</param>
internal sealed record StoredWatch(string Shop, string Product, DateTimeOffset? Stock, DateTimeOffset? Price)
{
    /// <summary>When they were told last that it can be bought; null: never.</summary>
    public DateTimeOffset? StockTold { get; init; }

    /// <summary>When they were told last that it is cheaper; null: never.</summary>
    public DateTimeOffset? PriceTold { get; init; }

    /// <summary>Whether they wait until it can be bought: who was told waits no more, unless they ask again.</summary>
    public bool WaitsForStock => Stock is { } since && !(StockTold >= since);

    /// <summary>Whether they wait until it becomes cheaper.</summary>
    public bool WaitsForPrice => Price is { } since && !(PriceTold >= since);
}

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
        row.GetDateTimeOffset(SinceOf(ProductWatch.Stock)),
        row.GetDateTimeOffset(SinceOf(ProductWatch.Price)))
    {
        StockTold = row.GetDateTimeOffset(ToldOf(ProductWatch.Stock)),
        PriceTold = row.GetDateTimeOffset(ToldOf(ProductWatch.Price)),
    };

    /// <summary>That somebody was told, merged into both rows. What they ask for later is newer.</summary>
    public static IReadOnlyList<TableEntity> Told(string shop, string product, string contactId, string kind, DateTimeOffset at)
    {
        var rows = Of(shop, product, contactId, kind, at);
        foreach (var row in rows)
        {
            row.Remove(SinceOf(kind));
            row[ToldOf(kind)] = at;
        }

        return rows;
    }

    private static string SinceOf(string kind) => kind == ProductWatch.Stock ? "StockSince" : "PriceSince";

    private static string ToldOf(string kind) => kind == ProductWatch.Stock ? "StockTold" : "PriceTold";
}
