using Azure.Data.Tables;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute.Reading;

/// <summary>Reads what kinds the shops' products are of: all of them, since they are thousands and rules that ask for them few.</summary>
public sealed class ProductKindReader(TableServiceClient service)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Products);

    public async Task<ProductKinds> ReadAsync(CancellationToken cancellationToken)
    {
        var kinds = new Dictionary<string, ProductKind>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<TableEntity>(ProductRow.NoWatchers, 1000, cancellationToken: cancellationToken))
        {
            var (shop, id, product) = ProductRow.Read(row);
            if (product.Version is { } version && (version.Category ?? version.Brand) is not null)
            {
                kinds[$"{shop}:{id}"] = new ProductKind(version.Category, version.Brand);
            }
        }

        return new ProductKinds(kinds);
    }
}
