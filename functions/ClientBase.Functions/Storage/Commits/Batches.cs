using Azure;
using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Storage.Commits;

/// <summary>Changes of one partition that may be more than one batch holds.</summary>
public static class Batches
{
    /// <summary>Applies them in their order, in as few batches as they fit in.</summary>
    /// <returns>False when a row that had to be as it was read has changed: what came before it may be applied.</returns>
    /// <remarks>A deletion of a row that is gone is done already, so what was cut short may simply be applied again.</remarks>
    public static async Task<bool> ApplyAsync(
        this TableCommits commits, string partition, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (var batch in Split(actions))
        {
            while (batch.Count > 0
                && await commits.SubmitAsync(partition, batch, cancellationToken) is { IsApplied: false, RefusedAction: var refused })
            {
                if (batch[refused] is not { ActionType: Delete } deletion || deletion.ETag != ETag.All)
                {
                    return false;
                }

                batch.RemoveAt(refused);
            }
        }

        return true;
    }

    /// <summary>Deletes rows that are as they were read, in full batches. One that has changed since stays.</summary>
    public static async Task DeleteUnchangedAsync(
        this TableCommits commits,
        string partition,
        IEnumerable<(string RowKey, ETag ETag)> rows,
        CancellationToken cancellationToken)
    {
        foreach (var some in rows.Chunk(Limits.BatchActions))
        {
            var batch = some.Select(row => new TableTransactionAction(Delete, new TableEntity(partition, row.RowKey), row.ETag)).ToList();
            while (batch.Count > 0
                && await commits.SubmitAsync(partition, batch, cancellationToken) is { IsApplied: false, RefusedAction: var refused })
            {
                batch.RemoveAt(refused);
            }
        }
    }

    private static IEnumerable<List<TableTransactionAction>> Split(IReadOnlyList<TableTransactionAction> actions)
    {
        var (batch, bytes) = (new List<TableTransactionAction>(), 0);
        foreach (var action in actions)
        {
            var more = Limits.WireBytes(action);
            if (batch.Count == Limits.BatchActions || (batch.Count > 0 && bytes + more > Limits.BatchBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(action);
            bytes += more;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
