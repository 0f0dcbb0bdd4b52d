using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Puts the messages of the timer, so that they wait in their queues before it ends: nothing else would tell that there is work.</summary>
public sealed class SegmentQueues(QueueServiceClient queues)
{
    /// <summary>Puts what a step sends on.</summary>
    public Task PutAsync(SegmentWork work, CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. (work.Gather ?? []).Select(shard => PutAsync(Queues.SegmentsGather, shard, cancellationToken)),
        .. work.Combine is { } run ? new[] { PutAsync(Queues.SegmentsCombine, run, cancellationToken) } : [],
        .. (work.Apply ?? []).Select(shard => PutAsync(Queues.SegmentsApply, shard, cancellationToken)),
    ]);

    private async Task PutAsync<T>(string queue, T message, CancellationToken cancellationToken) =>
        await queues.GetQueueClient(queue).SendMessageAsync(JsonSerializer.Serialize(message), cancellationToken);
}
