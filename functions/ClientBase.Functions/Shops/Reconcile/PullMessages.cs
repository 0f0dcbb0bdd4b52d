using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>A page of a run is to be read.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="IsBackfill">Whether it is of the back-fill.</param>
/// <param name="Run">Which run.</param>
/// <param name="Pages">How many pages were read before it.</param>
public sealed record PagePull(string Shop, bool IsBackfill, string Run, int Pages);

/// <summary>Something that a webhook told of is to be read.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Topic">What the webhook was about.</param>
/// <param name="Id">Its id.</param>
public sealed record ThingPull(string Shop, string Topic, string Id);

/// <summary>One of the two.</summary>
public sealed record PullMessage(PagePull? Page, ThingPull? Thing);

/// <summary>The queue of what is to be read from shops.</summary>
public sealed class PullMessages(QueueServiceClient queues)
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.ShopPull);

    /// <summary>Puts a page.</summary>
    public Task PutAsync(PagePull page, CancellationToken cancellationToken) => PutAsync(new PullMessage(page, null), cancellationToken);

    /// <summary>Puts a thing.</summary>
    public Task PutAsync(ThingPull thing, CancellationToken cancellationToken) => PutAsync(new PullMessage(null, thing), cancellationToken);

    private async Task PutAsync(PullMessage message, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(message, JsonSerializerOptions.Web), cancellationToken);
}
