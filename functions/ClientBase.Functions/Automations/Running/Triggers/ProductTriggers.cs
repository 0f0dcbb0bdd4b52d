using System.Globalization;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Products;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Products;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Those who wait for a product are to be told.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Product">The product's id there.</param>
/// <param name="What">What happened.</param>
/// <param name="After">The row of the last one who was told; null: nobody was yet.</param>
public sealed record WatchersToTell(string Shop, string Product, Happening What, string? After);

/// <summary>Hears of products that can be bought again, or became cheaper.</summary>
public sealed class ProductTriggers(KnownAutomations automations, RunQueues queues) : IProductFollower
{
    /// <inheritdoc/>
    public async Task FollowAsync(StoredProduct product, ProductState before, CancellationToken cancellationToken)
    {
        var listeners = await automations.GetAsync(cancellationToken);
        if (listeners.IsEmpty || !product.Product.Exists)
        {
            return;
        }

        var (was, now) = (before.Exists ? before.Version : null, product.Product.Version!);
        if (was?.IsAvailable != true && now.IsAvailable == true)
        {
            await TellAsync(product, Happening.BackInStock, listeners.With<BackInStockTrigger>(), cancellationToken);
        }

        if (DropOf(was, now) is > 0 and var percent)
        {
            var listening = listeners.With<PriceDropTrigger>(one => percent >= one.Percent);
            await TellAsync(product, Happening.PriceDrop, listening, cancellationToken);
        }
    }

    private static decimal? DropOf(ProductVersion? was, ProductVersion now) =>
        was?.Price is > 0 and var before && now.Price is { } price && was.Currency == now.Currency
            ? (before - price) / before * 100m
            : null;

    private Task TellAsync(
        StoredProduct product, string name, IEnumerable<KnownAutomation> listening, CancellationToken cancellationToken)
    {
        var enter = listening.Select(one => one.Id).ToList();
        if (enter.Count == 0)
        {
            return Task.CompletedTask;
        }

        // Named by the version: a repeat is the same.
        var key = $"{product.Shop}:{product.Id}";
        var at = product.Product.Version!.Said.At.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var what = new Happening(name, $"{name} {key} {at}") { Product = key, Enter = enter };
        return queues.PutAsync(new WatchersToTell(product.Shop, product.Id, what, null), cancellationToken);
    }
}
