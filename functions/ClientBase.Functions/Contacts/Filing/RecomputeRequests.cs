using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Asks for the segments to be recomputed.</summary>
/// <param name="Id">Tells a repeat of this message from another one.</param>
/// <param name="IsRebuild">From the contacts themselves rather than from what changed.</param>
/// <param name="IsSoon">Because something changed just now: waits its turn in a large base.</param>
public sealed record RecomputeAsked(string Id, bool IsRebuild, bool IsSoon);

/// <summary>Asks for recomputes of the segments.</summary>
public sealed class RecomputeRequests(QueueServiceClient queues, IOptions<FilingOptions> options, TimeProvider clock)
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Recompute);
    private readonly Lock _lock = new();
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <summary>Asks for a recompute now.</summary>
    public Task AskAsync(bool isRebuild, CancellationToken cancellationToken) =>
        PutAsync(new RecomputeAsked(Guid.NewGuid().ToString("n"), isRebuild, IsSoon: false), TimeSpan.Zero, cancellationToken);

    /// <summary>Puts a request back for later.</summary>
    public Task PostponeAsync(RecomputeAsked asked, TimeSpan delay, CancellationToken cancellationToken) =>
        PutAsync(asked with { Id = Guid.NewGuid().ToString("n") }, delay, cancellationToken);

    /// <summary>Asks for a recompute soon after a change: once for all the changes of the next seconds.</summary>
    public Task AskSoonAsync(CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromSeconds(options.Value.RecomputeAfterSeconds);
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (delay == TimeSpan.Zero || now - _askedAt < delay)
            {
                return Task.CompletedTask;
            }

            _askedAt = now;
        }

        return PutAsync(new RecomputeAsked(Guid.NewGuid().ToString("n"), IsRebuild: false, IsSoon: true), delay, cancellationToken);
    }

    private async Task PutAsync(RecomputeAsked asked, TimeSpan delay, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(asked), delay, cancellationToken: cancellationToken);
}
