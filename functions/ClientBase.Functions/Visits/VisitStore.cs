using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Caching.Memory;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Visits;

/// <summary>Keeps what visitors did: one batch in the visitor's partition, and nothing waits in a queue.</summary>
public sealed class VisitStore(
    TableServiceClient service, QueueServiceClient queues, CommitsByTable commits, TimeProvider clock) : IDisposable
{
    private const int MostAtOnce = (Limits.BatchActions - 1) / 2; // Two rows each, and the one that guards them.

    // By then it is known whether a person followed the mail's link.
    private static readonly TimeSpan UntilJudged = TimeSpan.FromSeconds(30);

    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly TableCommits _commits = commits.Of(Tables.Visits);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly BrowserMemory _browsers = new();
    private readonly QueueClient _identified = queues.GetQueueClient(Queues.Identified);

    /// <summary>Keeps a post. What was kept before stays as it is.</summary>
    /// <remarks>
    /// Most browsers are nobody's, and for these there is no look-up: the batch also writes a row that changes when somebody becomes known.
    /// If it is refused by that row, we look.
    /// </remarks>
    internal async Task SaveAsync(VisitPost post, CancellationToken cancellationToken)
    {
        var partition = VisitRow.Partition(post.VisitorId);
        await NoteDaysAsync(post, partition, cancellationToken);
        var browser = _browsers.Recall(partition);
        for (var left = post.Visits; left.Count > 0;)
        {
            var visits = left.Take(MostAtOnce).ToList();
            List<TableTransactionAction> rows =
            [
                .. visits.Select(visit => new TableTransactionAction(Add, VisitRow.Kept(partition, visit.Entry))),
                .. visits.Select(visit =>
                    new TableTransactionAction(UpsertReplace, VisitRow.Of(post.VisitorId, visit.Entry, visit.At, visit.Data))),
                .. Guard(post.VisitorId, browser),
            ];
            var result = await _commits.SubmitAsync(partition, rows, cancellationToken);
            if (result.IsApplied)
            {
                browser = browser.IsKnown ? browser : browser with { Version = result.ETags[^1] };
                _browsers.Remember(partition, browser);
                left = [.. left.Skip(visits.Count)];
            }
            else if (result.RefusedAction == rows.Count - 1 && !browser.IsKnown)
            {
                browser = await LookAsync(partition, cancellationToken);
            }
            else
            {
                left = await NewOnesAsync(partition, left, cancellationToken);
            }
        }

        if (ToTell(post, browser) is { } identified)
        {
            await _identified.SendMessageAsync(
                JsonSerializer.Serialize(identified, JsonSerializerOptions.Web),
                visibilityTimeout: identified.Pass is null ? null : UntilJudged,
                cancellationToken: cancellationToken);
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

    private static IEnumerable<TableTransactionAction> Guard(string visitorId, BrowserState browser) => browser switch
    {
        { IsKnown: true } => [],
        { Version: { } version } => [new(UpdateReplace, VisitorRow.UnknownOf(visitorId), version)],
        _ => [new(Add, VisitorRow.UnknownOf(visitorId))],
    };

    // A login, or that a known browser did something.
    private VisitorIdentified? ToTell(VisitPost post, BrowserState browser) => post.Identified
        ?? (post.Visits.Count > 0 && browser.IsKnown ? new VisitorIdentified(post.VisitorId, null, null, clock.GetUtcNow()) : null);

    // The row first: whoever becomes known after it was read changes it, and the batch is refused once more.
    private async Task<BrowserState> LookAsync(string partition, CancellationToken cancellationToken)
    {
        var owners = TableKeys.Range(partition, VisitorRow.OwnerPrefix);
        var unknown = await _table.GetEntityIfExistsAsync<TableEntity>(partition, VisitorRow.Unknown, KeyOnly, cancellationToken);
        await foreach (var _ in _table.QueryAsync<TableEntity>(owners, 1, KeyOnly, cancellationToken))
        {
            return new BrowserState(IsKnown: true, null);
        }

        return new BrowserState(IsKnown: false, unknown.HasValue ? unknown.Value!.ETag : null);
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
