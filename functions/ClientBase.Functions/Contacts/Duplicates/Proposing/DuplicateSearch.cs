using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>Where a search for duplicates is to go on.</summary>
/// <param name="Shard">The shard; null: a search is to begin in all of them.</param>
/// <param name="IsWhole">Everybody is to be compared and not only who has changed: the first search of a base.</param>
/// <param name="After">The last contact compared, of a whole shard.</param>
/// <param name="Compared">How many contacts were compared so far.</param>
/// <param name="Proposed">How many pairs were found.</param>
/// <param name="Merged">How many were merged.</param>
public sealed record DuplicateSearch(
    string? Shard = null, bool IsWhole = false, string? After = null, int Compared = 0, int Proposed = 0, int Merged = 0);

/// <summary>Puts searches for duplicates on their queue.</summary>
public sealed class DuplicateSearches(QueueServiceClient queues)
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Duplicates);

    /// <summary>Puts one on the queue.</summary>
    public Task PutAsync(DuplicateSearch search, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(JsonSerializer.Serialize(search), cancellationToken);
}
