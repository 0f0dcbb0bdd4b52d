using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Products;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>The products a run is about, as templates name them: the one that came back, or what lies in the cart.</summary>
public sealed class RunProducts(TableServiceClient service, ProductStore products)
{
    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>Finds them.</summary>
    public async Task<IReadOnlyList<ProductInTemplate>> OfAsync(AutomationRun run, Contact contact, CancellationToken cancellationToken)
    {
        if (run.Because.Product?.Split(':', 2) is [var shop, var id])
        {
            return await products.GetAsync(shop, id, cancellationToken) is { } found
                ? [InTemplate(found.Product)]
                : [new ProductInTemplate(shop, id, null, null, null, null, null, null)];
        }

        return run.Because.Cart is { } cart ? await InCartAsync(cart, contact, cancellationToken) : [];
    }

    private async Task<IReadOnlyList<ProductInTemplate>> InCartAsync(string key, Contact contact, CancellationToken cancellationToken)
    {
        foreach (var contactId in contact.AllIds)
        {
            var row = await _contacts.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(contactId), CartRow.Key(contactId, key), cancellationToken: cancellationToken);
            if (row.HasValue && CartRow.Read(row.Value!).Cart is { Content: { } content } cart)
            {
                var shop = key.Split(':', 2)[0];
                return
                [
                    .. content.Items.Select(item => new ProductInTemplate(
                        shop, item.ProductId ?? "", item.Title, item.Price, content.Currency, null, cart.Url?.Value, null)),
                ];
            }
        }

        return [];
    }

    private static ProductInTemplate InTemplate(StoredProduct product)
    {
        var version = product.Product.Version!;
        return new ProductInTemplate(
            product.Shop, product.Id, version.Title, version.Price, version.Currency, version.IsAvailable, version.Url, version.Image);
    }
}
