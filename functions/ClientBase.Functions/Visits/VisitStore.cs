using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Caching.Memory;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Visits;

/// <summary>Keeps what visitors did: one batch in the visitor's partition, and nothing waits in a queue.</summary>
public sealed class VisitStore(TableServiceClient service, QueueServiceClient queues, CommitsByTable commits) : IDisposable
{
    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly TableCommits _commits = commits.Of(Tables.Visits);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly QueueClient _identified = queues.GetQueueClient(Queues.Identified);

    /// <summary>Keeps a post. What was kept before stays as it is.</summary>
    internal async Task SaveAsync(VisitPost post, CancellationToken cancellationToken)
    {
        var partition = VisitRow.Partition(post.VisitorId);
        await NoteDaysAsync(post, partition, cancellationToken);
        for (var visits = post.Visits; visits.Count > 0; visits = await NewOnesAsync(partition, visits, cancellationToken))
        {
            List<TableTransactionAction> rows =
            [
                .. visits.Select(visit => new TableTransactionAction(Add, VisitRow.Kept(partition, visit.Entry))),
                .. visits.Select(visit =>
                    new TableTransactionAction(UpsertReplace, VisitRow.Of(post.VisitorId, visit.Entry, visit.At, visit.Data))),
            ];
            if ((await _commits.SubmitAsync(partition, rows, cancellationToken)).IsApplied)
            {
                break;
            }
        }

        if (post.Identified is { } identified)
        {
            await _identified.SendMessageAsync(JsonSerializer.Serialize(identified, JsonSerializerOptions.Web), cancellationToken);
        }
    }

    public void Dispose() => _known.Dispose();

    // Before the visits, so that retention finds each. Written once for a visitor and day by an instance that has not forgotten it.
    private async Task NoteDaysAsync(VisitPost post, string partition, CancellationToken cancellationToken)
    {
        foreach (var day in post.Visits.Select(visit => VisitDayRow.Of(visit.At, partition)).DistinctBy(row => row.PartitionKey))
        {
            var key = (nameof(VisitDayRow), day.PartitionKey, partition);
            if (!_known.TryGetValue(key, out _))
            {
                await _commits.SubmitAsync(day.PartitionKey, [new(UpsertReplace, day)], cancellationToken);
                using var entry = _known.CreateEntry(key);
                (entry.Value, entry.Size) = (true, 1);
            }
        }
    }

    // Some were kept before: the post is a repeat, or goes on with what an earlier one had begun.
    private async Task<IReadOnlyList<SiteVisit>> NewOnesAsync(
        string partition, IReadOnlyList<SiteVisit> visits, CancellationToken cancellationToken)
    {
        var kept = await Task.WhenAll(visits.Select(visit => _table.GetEntityIfExistsAsync<TableEntity>(
            partition, VisitRow.KeptKey(visit.Entry), KeyOnly, cancellationToken)));
        return [.. visits.Zip(kept).Where(one => !one.Second.HasValue).Select(one => one.First)];
    }
}
