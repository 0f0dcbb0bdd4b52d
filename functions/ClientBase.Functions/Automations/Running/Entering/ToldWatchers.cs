using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Notes who was told that a product is back or cheaper: they wait for it no more, unless they ask again.</summary>
/// <remarks>Two or more writes, and only for those who entered because of a product.</remarks>
public sealed class ToldWatchers(TableServiceClient service, TimeProvider clock)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Products);

    /// <summary>Notes it for a person, whichever of their contacts asked. A repeat writes the same.</summary>
    public async Task NoteAsync(Happening happening, Contact contact, CancellationToken cancellationToken)
    {
        if (happening.Product?.Split(':', 2) is not [var shop, var product])
        {
            return;
        }

        var kind = happening.Event == Happening.PriceDrop ? ProductWatch.Price : ProductWatch.Stock;
        foreach (var row in contact.AllIds.SelectMany(id => WatcherRow.Told(shop, product, id, kind, clock.GetUtcNow())))
        {
            await MergeAsync(row, cancellationToken);
        }
    }

    // Only where there is a row: a contact that is part of the person may never have asked.
    private async Task MergeAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await _table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
        }
    }
}
