using ClientBase.Functions.Capture;
using ClientBase.Functions.Products;
using ClientBase.Functions.Shops.Reconcile;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Shops;

/// <summary>Makes durable what a shop said, and tells the operator what is wrong with it.</summary>
public sealed class WebhookKeeper(
    CaptureStore captures, ProductStore products, ErasureRequests erasures, PullMessages pulls, ILogger<WebhookKeeper> logger)
{
    /// <summary>Keeps what was read. What a shop was told 200 for is never sent again, so this ends before the answer.</summary>
    /// <returns>False when nothing of it can be understood.</returns>
    public async Task<bool> KeepAsync(
        WebhookReading reading, Webhook webhook, ShopOptions shop, string topic, CancellationToken cancellationToken)
    {
        if (reading.ToRead is { } thing && shop.CanBeAsked)
        {
            await pulls.PutAsync(new ThingPull(webhook.Shop, thing.Topic, thing.Id), cancellationToken);
            return true;
        }

        return await SaveAsync(reading, webhook, topic, cancellationToken);
    }

    /// <summary>Keeps what was read, which is believed.</summary>
    /// <returns>False when nothing of it can be understood.</returns>
    public async Task<bool> SaveAsync(WebhookReading reading, Webhook webhook, string topic, CancellationToken cancellationToken)
    {
        if (reading.Error is { } error)
        {
            logger.BodyRefused(topic, webhook.Shop, error);
            return false;
        }

        if (reading.Warning is { } warning)
        {
            logger.Questionable(topic, webhook.Shop, warning);
        }

        if (reading is { Capture: null, Products.IsEmpty: true, ToErase: null })
        {
            logger.NotUsed(topic, webhook.Shop);
        }

        if (reading.Capture is { } capture)
        {
            await captures.PutAsync(webhook.IsHistory ? capture with { IsHistory = true } : capture, cancellationToken);
        }

        foreach (var product in reading.Products)
        {
            await products.SaveAsync(product, cancellationToken);
        }

        if (reading.ToErase is { } customerId)
        {
            logger.ErasureAsked(webhook.Shop, customerId);
            await erasures.PutAsync(new ErasureAsked(webhook.Shop, customerId), cancellationToken);
        }

        return true;
    }
}
