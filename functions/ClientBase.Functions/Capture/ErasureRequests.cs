using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Capture;

/// <summary>A shop asks for one of its customers to be erased.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="CustomerId">The customer's id there.</param>
/// <param name="ContactId">Whose id that is, once it was looked up: an erasure that is cut short can no longer find it out.</param>
public sealed record ErasureAsked(string Shop, string CustomerId, string? ContactId = null);

/// <summary>The queue of erasures that shops ask for.</summary>
public sealed class ErasureRequests(QueueServiceClient queues)
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Erasures);

    /// <summary>Makes a request durable.</summary>
    public async Task PutAsync(ErasureAsked asked, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(asked, JsonSerializerOptions.Web), cancellationToken);
}
