using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Telemetry;

namespace ClientBase.Functions.Storage.Commits;

/// <summary>What became of a unit of work: it was applied whole, or not at all because a row stood in the way.</summary>
/// <param name="RefusedAction">Index of the refused action within the unit; -1 when it was applied.</param>
/// <param name="ETags">
/// The new ETags of its rows by action, when it was applied; default for a deleted one, and for the others when only a marked row tells
/// that it was.
/// </param>
public sealed record CommitResult(int RefusedAction, IReadOnlyList<ETag> ETags)
{
    /// <summary>Whether it was applied.</summary>
    public bool IsApplied => RefusedAction < 0;
}

/// <summary>Group commit: units of work that wait for the same partition go to storage as one batch.</summary>
/// <remarks>
/// A unit is applied whole or not at all. Each partition has one batch under way: a lone unit starts at once, those that come meanwhile
/// make up the next batch, and so groups grow with the load by themselves. A slow partition holds up nobody but itself, and one refused
/// unit does not hold up the others of its batch. When the reply to a batch is lost, its repeat is refused: a unit whose refused row is
/// known again (<see cref="OwnWrite"/>) was applied the first time.
/// </remarks>
public sealed class TableCommits(TableClient table)
{
    // Longer than storage takes on its worst day, shorter than a message is leased for.
    private static readonly TimeSpan BatchTimeout = TimeSpan.FromSeconds(100);

    private readonly Dictionary<string, Queue<Unit>> _partitions = new(StringComparer.Ordinal);

    /// <summary>Applies actions on rows of one partition together.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="actions">What to do; each row at most once.</param>
    /// <param name="cancellationToken">Takes the unit back while it waits. What was sent is waited for.</param>
    /// <returns>Applied, or refused for a row that exists already (insert), has changed or is gone (conditional update).</returns>
    /// <exception cref="LimitException">They are more, or larger, than a batch may be; nothing was sent.</exception>
    /// <exception cref="RequestFailedException">Storage did not take it for another reason than a conflict.</exception>
    public Task<CommitResult> SubmitAsync(
        string partition, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken = default)
    {
        var unit = new Unit(actions, Limits.Checked(actions), cancellationToken);
        lock (_partitions)
        {
            if (_partitions.TryGetValue(partition, out var waiting))
            {
                waiting.Enqueue(unit); // Whoever works for the partition comes to it.
                return unit.Result.Task;
            }

            _partitions[partition] = new Queue<Unit>([unit]);
        }

        _ = DrainAsync(partition);
        return unit.Result.Task;
    }

    private async Task DrainAsync(string partition)
    {
        while (TakeNextGroup(partition) is { } group)
        {
            await CommitAsync(group);
        }
    }

    private List<Unit>? TakeNextGroup(string partition)
    {
        lock (_partitions)
        {
            var waiting = _partitions[partition];
            while (waiting.TryPeek(out var next) && next.IsTakenBack)
            {
                waiting.Dequeue();
            }

            if (waiting.Count > 0)
            {
                return TakeGroup(waiting);
            }

            _partitions.Remove(partition);
            return null;
        }
    }

    // In the order of arrival; a unit that touches a row of the group waits for the next, since a batch may name a row once.
    private static List<Unit> TakeGroup(Queue<Unit> waiting)
    {
        var group = new List<Unit>();
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var actions = 0;
        var bytes = 0;
        while (waiting.TryPeek(out var next)
            && (group.Count == 0 || (actions + next.Actions.Count <= Limits.BatchActions && bytes + next.Bytes <= Limits.BatchBytes))
            && !next.Actions.Any(action => rows.Contains(action.Entity.RowKey)))
        {
            group.Add(waiting.Dequeue());
            rows.UnionWith(next.Actions.Select(action => action.Entity.RowKey));
            actions += next.Actions.Count;
            bytes += next.Bytes;
        }

        return group;
    }

    private async Task CommitAsync(List<Unit> group)
    {
        while (group.Count > 0)
        {
            try
            {
                using var timeout = new CancellationTokenSource(BatchTimeout);
                var responses = await table.SubmitTransactionAsync(group.SelectMany(unit => unit.Actions), timeout.Token);
                AppMetrics.BatchApplied(table.Name, responses.Value.Count);
                var etags = new Queue<ETag>(responses.Value.Select(response => response.Headers.ETag ?? default));
                foreach (var unit in group)
                {
                    unit.Result.TrySetResult(new CommitResult(-1, [.. unit.Actions.Select(_ => etags.Dequeue())]));
                }

                return;
            }
            catch (TableTransactionFailedException refused)
                when (refused.FailedTransactionActionIndex is { } index && refused.Status is 404 or 409 or 412)
            {
                var (unit, action) = Locate(group, index);
                await RefuseAsync(unit, action);
                group.Remove(unit);
            }
            catch (Exception failure) when (group.Count == 1)
            {
                group[0].Result.TrySetException(failure);
                return;
            }
            catch (Exception)
            {
                // Which of them is at fault is not said: each goes alone.
                foreach (var unit in group)
                {
                    await CommitAsync([unit]);
                }

                return;
            }
        }
    }

    private async Task RefuseAsync(Unit unit, int action)
    {
        try
        {
            var refused = unit.Actions[action].Entity;
            if (OwnWrite.IsMarked(refused) && await OwnWrite.FindAsync(table, (TableEntity)refused, default) is { } own)
            {
                unit.Result.TrySetResult(new CommitResult(-1, [.. unit.Actions.Select(one => one.Entity == refused ? own.ETag : default)]));
                return;
            }

            AppMetrics.Conflict(table.Name, refused.RowKey);
            unit.Result.TrySetResult(new CommitResult(action, []));
        }
        catch (Exception failure) // Told to who waits for the unit; the others of the partition go on.
        {
            unit.Result.TrySetException(failure);
        }
    }

    private static (Unit Unit, int Action) Locate(List<Unit> group, int index)
    {
        foreach (var unit in group)
        {
            if (index < unit.Actions.Count)
            {
                return (unit, index);
            }

            index -= unit.Actions.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(index), "The service refused an action that was not sent.");
    }

    private sealed class Unit(IReadOnlyList<TableTransactionAction> actions, int bytes, CancellationToken cancellationToken)
    {
        public IReadOnlyList<TableTransactionAction> Actions { get; } = actions;

        public int Bytes { get; } = bytes;

        // Continuations run elsewhere: the drain loop must not end up inside a caller's code.
        public TaskCompletionSource<CommitResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether its caller gave it up while it waited.</summary>
        public bool IsTakenBack => cancellationToken.IsCancellationRequested && Result.TrySetCanceled(cancellationToken);
    }
}
