using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Tasks;

/// <summary>Which tasks a list is of.</summary>
public enum TaskFilter
{
    /// <summary>Not done, overdue ones too.</summary>
    Open = 0,

    /// <summary>Should have been done by now.</summary>
    Overdue = 1,

    /// <summary>Done.</summary>
    Done = 2,
}

/// <summary>Tasks. A manager's open ones are one range in the order they fall due.</summary>
public sealed class TaskStore(TableServiceClient service, CommitsByTable commits)
{
    private readonly ItemRepository<ClientTask> _tasks = new(service, commits, ItemRows.Tasks, Pointers);
    private readonly WorkIndex _index = new(service, commits);

    /// <summary>A task, or null.</summary>
    public Task<Stored<ClientTask>?> GetAsync(string id, CancellationToken cancellationToken) => _tasks.GetAsync(id, cancellationToken);

    /// <summary>The tasks of a contact.</summary>
    public Task<IReadOnlyList<Stored<ClientTask>>> OfContactAsync(IEnumerable<string> contactIds, CancellationToken cancellationToken) =>
        _tasks.OfContactAsync(contactIds, cancellationToken);

    /// <summary>Sets a task; false for a repeat.</summary>
    public Task<bool> AddAsync(string id, ClientTask task, CancellationToken cancellationToken) =>
        _tasks.AddAsync(id, task, [Entry(id, id, task.CreatedAt, task, task.By)], cancellationToken);

    /// <summary>Changes a task. One that recurs and is done leaves the next in the same batch.</summary>
    /// <returns>How it was, and how it is now; null when there is none.</returns>
    public async Task<(Stored<ClientTask> Before, ClientTask After)?> ChangeAsync(
        string id, Func<ClientTask, ClientTask> change, string? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (nextId, isFollowed) = (NextOf(id), await GetAsync(NextOf(id), cancellationToken) is not null);
        var changed = await _tasks.ChangeAsync(
            id,
            before =>
            {
                var after = change(before);
                var next = after.IsDone && !before.IsDone && !isFollowed ? after.Next(now) : null;
                return new Change<ClientTask>(after, [.. Beside(id, before, after, by, now), .. Following(nextId, next)]);
            },
            cancellationToken);

        // Its pointers come last, and a repeat of the request makes up for those that a crash has left out.
        if (changed is { After: { IsDone: true, Repeat: not null } } && await GetAsync(nextId, cancellationToken) is { } following)
        {
            await _index.AddAsync(Pointers(following.Id, following.Value), cancellationToken);
        }

        return changed;
    }

    /// <summary>A page of tasks: of one manager or of all. Null for a continuation that is not of this list.</summary>
    /// <param name="assignee">Whose; null: all.</param>
    /// <param name="filter">Which.</param>
    /// <param name="now">The time.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isSeen">Whether whoever asks may see one; null: all.</param>
    public Task<Page<Stored<ClientTask>>?> ListAsync(
        string? assignee,
        TaskFilter filter,
        DateTimeOffset now,
        Paging paging,
        CancellationToken cancellationToken,
        Func<Stored<ClientTask>, Task<bool>>? isSeen = null)
    {
        var partition = assignee is null ? WorkRow.Everybody : WorkRow.Of(assignee);
        return filter switch
        {
            TaskFilter.Done => _tasks.PageAsync(
                partition, WorkRow.DoneTasks, TableKeys.After(WorkRow.DoneTasks), paging, cancellationToken, isSeen),
            TaskFilter.Overdue => _tasks.PageAsync(
                partition, WorkRow.OpenTasks, TableKeys.After(WorkRow.OpenTasksFrom(now) + "|"), paging, cancellationToken,
                async item => item.Value.IsOverdue(now) && (isSeen is null || await isSeen(item))),
            _ => _tasks.PageAsync(partition, WorkRow.OpenTasks, TableKeys.After(WorkRow.OpenTasks), paging, cancellationToken, isSeen),
        };
    }

    /// <summary>A manager's open tasks that fall due before an instant, or at it.</summary>
    public async Task<IReadOnlyList<Stored<ClientTask>>> DueAsync(
        string assignee, DateTimeOffset until, int atMost, CancellationToken cancellationToken)
    {
        var page = await _tasks.PageAsync(
            WorkRow.Of(assignee),
            WorkRow.OpenTasks,
            TableKeys.After(WorkRow.OpenTasksFrom(until) + "|"),
            new Paging(atMost, null),
            cancellationToken,
            item => Task.FromResult(item.Value.DueAt <= until));
        return page!.Items;
    }

    /// <summary>The id of the task that follows a recurring one: the same, however often it is done.</summary>
    public static string NextOf(string id) => NewIds.Following(ItemId.ContactOf(id), "next", id);

    internal static IEnumerable<(string Partition, string RowKey)> Pointers(string id, ClientTask task)
    {
        var key = task.DoneAt is { } doneAt ? WorkRow.DoneTask(doneAt, id) : WorkRow.OpenTask(task.DueAt, id);
        yield return (WorkRow.Everybody, key);
        if (task.Assignee is { } assignee)
        {
            yield return (WorkRow.Of(assignee), key);
        }
    }

    // Done, opened again, or given to somebody else: each is an entry. A word mended in the title is none.
    private static IEnumerable<TableTransactionAction> Beside(
        string id, ClientTask before, ClientTask after, string? by, DateTimeOffset now)
    {
        if (before.IsDone != after.IsDone || before.Assignee != after.Assignee || before.DueAt != after.DueAt)
        {
            yield return Entry(id, $"{id}:{now.UtcTicks}", now, after, by);
        }
    }

    private static IEnumerable<TableTransactionAction> Following(string id, ClientTask? task) =>
        task is null ? [] : [new(UpsertReplace, ItemRows.Tasks.Of(id, task))];

    private static TableTransactionAction Entry(string id, string entryId, DateTimeOffset at, ClientTask task, string? by) =>
        ClientEntries.Of(
            ItemId.ContactOf(id), entryId, "task", at,
            ("task", id), ("title", task.Title), ("dueAt", task.DueAt), ("assignee", task.Assignee),
            ("state", task.IsDone ? "done" : "open"), ("result", task.Result), ("callList", task.CallList), ("by", by));
}
