using System.Text;
using System.Text.Json;
using ClientBase.Functions.Capture;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>Keeps what was read from shops' APIs as if webhooks had brought it: read by the same code, it is the same capture.</summary>
public sealed class PulledThings(
    IOptions<CaptureOptions> habits, IEnumerable<IShopWebhooks> software, WebhookKeeper keeper, TimeProvider clock)
{
    private const int AtOnce = 8;

    /// <summary>Keeps some things of one kind.</summary>
    /// <param name="items">The things.</param>
    /// <param name="name">The shop.</param>
    /// <param name="shop">Its settings.</param>
    /// <param name="topic">What a webhook about one would be about.</param>
    /// <param name="isHistory">Whether they are read because of what happened long ago.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task SaveAsync(
        IReadOnlyList<JsonElement> items,
        string name,
        ShopOptions shop,
        string topic,
        bool isHistory,
        CancellationToken cancellationToken)
    {
        var hooks = software.First(one => one.Kind == shop.Kind);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(items, options, async (item, token) =>
        {
            var webhook = WebhookOf(name, shop, topic, item) with { IsHistory = isHistory };
            await keeper.SaveAsync(ReceiveWebhook.Read(hooks, webhook), webhook, topic, token);
        });
    }

    private Webhook WebhookOf(string name, ShopOptions shop, string topic, JsonElement item)
    {
        // Addresses of products are made of it.
        var headers = new HeaderDictionary { ["X-Shopify-Shop-Domain"] = new Uri(shop.BaseUrl).Host };
        return new Webhook(name, headers, Encoding.UTF8.GetBytes(item.GetRawText()), clock.GetUtcNow())
        {
            Topic = topic,
            Country = habits.Value.Country,
            Currency = shop.Currency is { Length: > 0 } currency ? currency : null,
        };
    }
}
