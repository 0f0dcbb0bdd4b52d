using Azure.Data.Tables;
using ClientBase.Domain.Products;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ETag = Azure.ETag;
using RequestFailedException = Azure.RequestFailedException;

namespace ClientBase.Functions.Products;

/// <summary>A product, and whose it is.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Product">What is known of it.</param>
public sealed record StoredProduct(string Shop, string Id, ProductState Product);

/// <summary>The shops' products.</summary>
public sealed class ProductStore(TableServiceClient service, IEnumerable<IProductFollower> followers)
{
    private const int MaxTries = 20;
    private const int MaxRowsRead = 5_000; // In one request: who searches a larger shop gets it in parts.
    private const int PageSize = 1_000;

    private readonly TableClient _table = service.GetTableClient(Tables.Products);

    /// <summary>Joins what a shop says of a product into what is known. Repeats and the order of arrival make no difference.</summary>
    /// <returns>What is known before and after: what was told of it may be old news.</returns>
    public async Task<(ProductState Before, ProductState After)> SaveAsync(StoredProduct said, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var (known, etag) = await ReadAsync(said.Shop, said.Id, cancellationToken);
            var joined = known.Join(said.Product);
            foreach (var follower in joined == known ? [] : followers)
            {
                await follower.FollowAsync(said with { Product = joined }, known, cancellationToken);
            }

            if (joined == known || await TryWriteAsync(ProductRow.Of(said.Shop, said.Id, joined), etag, cancellationToken))
            {
                return (known, joined);
            }

            if (tries == MaxTries)
            {
                throw new InvalidOperationException(
                    $"A product of shop {said.Shop} was not saved in {MaxTries} tries: others change it all the time.");
            }
        }
    }

    /// <summary>A product, with how many people wait for it; null when the shop does not have it.</summary>
    public async Task<(StoredProduct Product, int Watchers)?> GetAsync(string shop, string productId, CancellationToken cancellationToken)
    {
        var (product, _) = await ReadAsync(shop, productId, cancellationToken);
        return product.Exists
            ? (new StoredProduct(shop, productId, product), await CountWatchersAsync(shop, productId, cancellationToken))
            : null;
    }

    /// <summary>A page of products that fit a text.</summary>
    /// <param name="shop">Of which shop; null: of all.</param>
    /// <param name="text">Words that each begin a word of the title, brand, category or stock code; null: all products.</param>
    /// <param name="paging">Which page. One that ends because much was looked through may hold fewer than asked for.</param>
    public async Task<Page<StoredProduct>> ListAsync(string? shop, string? text, Paging paging, CancellationToken cancellationToken)
    {
        var words = ProductWords.In(text);
        var page = new List<StoredProduct>();
        var read = 0;
        TableEntity? last = null;
        var rows = _table.QueryAsync<TableEntity>(FilterOf(shop, paging.Continuation), PageSize, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (last is not null && (page.Count == paging.Take || read == MaxRowsRead))
            {
                return new Page<StoredProduct>(page, Paging.Encode(PlaceOf(last)));
            }

            var (owner, id, product) = ProductRow.Read(row);
            if (product.Exists && ProductWords.Fit(product.Version!, words))
            {
                page.Add(new StoredProduct(owner, id, product));
            }

            (last, read) = (row, read + 1);
        }

        return new Page<StoredProduct>(page, null);
    }

    /// <summary>Whether a continuation has the form of ours.</summary>
    public static bool IsPlace(string? continuation) =>
        continuation is null || continuation.Split('\n') is [{ Length: > 0 }, { Length: > 0 }];

    private async Task<(ProductState Product, ETag? ETag)> ReadAsync(string shop, string productId, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ProductRow.Partition(shop, productId), ProductRow.Key(productId), cancellationToken: cancellationToken);
        return row.HasValue ? (ProductRow.Read(row.Value!).Product, row.Value!.ETag) : (new ProductState(null, null), null);
    }

    private async Task<bool> TryWriteAsync(TableEntity row, ETag? known, CancellationToken cancellationToken)
    {
        try
        {
            await (known is { } etag
                ? _table.UpdateEntityAsync(Limits.Checked(row), etag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(Limits.Checked(row), cancellationToken));
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false; // Somebody else was quicker.
        }
    }

    private async Task<int> CountWatchersAsync(string shop, string productId, CancellationToken cancellationToken)
    {
        var filter = TableKeys.Range(ProductRow.Partition(shop, productId), ProductRow.WatchersOf(productId));
        return await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select(WatcherRow.Read).CountAsync(watch => watch.WaitsForStock || watch.WaitsForPrice, cancellationToken);
    }

    private static string PlaceOf(TableEntity row) => $"{row.PartitionKey}\n{row.RowKey}";

    private static string FilterOf(string? shop, string? after)
    {
        var parts = new List<string> { ProductRow.NoWatchers };
        if (shop is not null)
        {
            var partitions = ProductRow.Partitions(shop);
            var end = partitions[..^1] + (char)('|' + 1);
            parts.Add(TableClient.CreateQueryFilter($"(PartitionKey ge {partitions} and PartitionKey lt {end})"));
        }

        if (after?.Split('\n') is [var partition, var row])
        {
            parts.Add(TableClient.CreateQueryFilter($"(PartitionKey gt {partition} or (PartitionKey eq {partition} and RowKey gt {row}))"));
        }

        return string.Join(" and ", parts);
    }
}
