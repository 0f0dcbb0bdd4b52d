using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Keeps who waits for a product. Written after the capture is filed; a retry writes the same rows again.</summary>
public sealed class ProductWatchers(TableServiceClient service, ShopNames shops) : IPersonalData
{
    private readonly TableClient _table = service.GetTableClient(Tables.Products);

    /// <inheritdoc/>
    public string Name => "watches";

    /// <summary>Notes what a filed capture says its person waits for.</summary>
    public async Task NoteAsync(CapturedEvent capture, string contactId, CancellationToken cancellationToken)
    {
        if (ProductWatch.Of(capture.Data) is not { } watch)
        {
            return;
        }

        foreach (var shop in await ShopsOfAsync(watch, cancellationToken))
        {
            // First that it is the contact's: what was written beside the product is then found when the person is erased.
            foreach (var row in WatcherRow.Of(shop, watch.Product, contactId, watch.Kind, capture.At))
            {
                await _table.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Merge, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var watches = new List<object>();
        await foreach (var row in RowsOfAsync(person, cancellationToken))
        {
            watches.Add(WatcherRow.Read(row));
        }

        return watches;
    }

    /// <inheritdoc/>
    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        await foreach (var own in RowsOfAsync(person, cancellationToken))
        {
            var watch = WatcherRow.Read(own);
            var beside = WatcherRow.BesideProduct(watch.Shop, watch.Product, WatcherRow.ContactOf(own));
            await _table.DeleteEntityAsync(beside.PartitionKey, beside.RowKey, cancellationToken: cancellationToken);
            await _table.DeleteEntityAsync(own.PartitionKey, own.RowKey, cancellationToken: cancellationToken);
        }
    }

    // The shop the form names; else those that have told of the product; else all, since one of them may tell of it yet.
    private async Task<IReadOnlyList<string>> ShopsOfAsync(ProductWatch watch, CancellationToken cancellationToken)
    {
        if (watch.Shop is { } named)
        {
            return [shops.All.FirstOrDefault(shop => string.Equals(shop, named, StringComparison.OrdinalIgnoreCase)) ?? named];
        }

        if (shops.All.Count < 2)
        {
            return shops.All;
        }

        var known = new List<string>();
        foreach (var shop in shops.All)
        {
            var product = await _table.GetEntityIfExistsAsync<TableEntity>(
                ProductRow.Partition(shop, watch.Product), ProductRow.Key(watch.Product), [nameof(ITableEntity.RowKey)], cancellationToken);
            if (product.HasValue)
            {
                known.Add(shop);
            }
        }

        return known.Count > 0 ? known : shops.All;
    }

    private async IAsyncEnumerable<TableEntity> RowsOfAsync(
        PersonInBase person, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var contact in person.ContactIds)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {WatcherRow.PartitionOf(contact)}");
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                yield return row;
            }
        }
    }
}
