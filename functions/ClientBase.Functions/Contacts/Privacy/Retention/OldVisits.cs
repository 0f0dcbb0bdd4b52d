using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Privacy.Retention;

/// <summary>Visits that have been kept long enough.</summary>
public sealed class OldVisits(TableServiceClient service, CommitsByTable commits)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly TableCommits _commits = commits.Of(Tables.Visits);

    /// <summary>Deletes what happened before a time; how many visits that were.</summary>
    public async Task<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var day in _table.QueryAsync<TableEntity>(VisitDayRow.FilterUntil(before), cancellationToken: cancellationToken))
        {
            deleted += await DeleteAsync(day.RowKey, before, cancellationToken);
            if (day.PartitionKey != VisitDayRow.Partition(before))
            {
                await _table.DeleteEntityAsync(day.PartitionKey, day.RowKey, ETag.All, cancellationToken);
            }
        }

        return deleted;
    }

    // The visit goes after the row that makes its repeat known: cut short between them, the visit is found again.
    private async Task<int> DeleteAsync(string visitor, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deletions = new List<TableTransactionAction>();
        var old = TableKeys.Between(visitor, VisitRow.Key(before, "~"), "t}");
        await foreach (var row in _table.QueryAsync<TableEntity>(old, cancellationToken: cancellationToken))
        {
            deletions.Add(new(Delete, new TableEntity(visitor, VisitRow.KeptKey(VisitRow.EntryOf(row))), ETag.All));
            deletions.Add(new(Delete, new TableEntity(visitor, row.RowKey), ETag.All));
        }

        var visits = deletions.Count / 2;
        var waiting = TableKeys.Range(visitor, VisitorRow.PushPrefix);
        await foreach (var row in _table.QueryAsync<TableEntity>(waiting, cancellationToken: cancellationToken))
        {
            if (VisitorRow.TimeOf(row) < before)
            {
                deletions.Add(new(Delete, new TableEntity(visitor, row.RowKey), ETag.All));
            }
        }

        await _commits.ApplyAsync(visitor, deletions, cancellationToken);
        return visits;
    }
}
