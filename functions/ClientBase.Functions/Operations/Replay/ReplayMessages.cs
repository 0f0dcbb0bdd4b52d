using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Operations.Replay;

/// <summary>A page of a shard's captures is to be filed again.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="From">The earliest event wanted.</param>
/// <param name="To">The latest.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Read">Captures read before.</param>
/// <param name="Filed">Of these, such as had not been filed.</param>
public sealed record ReplayPage(string Shard, DateTimeOffset From, DateTimeOffset To, string? After, int Read, int Filed);

/// <summary>The queue of replays: a message is where a shard's replay stands, so it goes on after any stop.</summary>
public sealed class ReplayMessages(QueueServiceClient queues)
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Replay);

    /// <summary>Starts a replay of all shards.</summary>
    public Task StartAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.WhenAll(ContactId.Shards.Select(shard => PutAsync(new ReplayPage(shard, from, to, null, 0, 0), cancellationToken)));

    /// <summary>Puts the next page.</summary>
    public async Task PutAsync(ReplayPage page, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(page, JsonSerializerOptions.Web), cancellationToken);
}
