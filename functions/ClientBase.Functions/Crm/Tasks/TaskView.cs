using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Tasks;

/// <summary>A task as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Contact">Whose it is.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Assignee">By whom; null: nobody yet.</param>
/// <param name="State"><c>open</c> or <c>done</c>.</param>
/// <param name="Overdue">Whether it should have been done by now.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Repeat">How long after it was due it comes again, such as <c>7d</c>; null: never.</param>
/// <param name="Script">What to say.</param>
/// <param name="CallList">The call list it was dealt out by.</param>
/// <param name="By">Who set it.</param>
/// <param name="CreatedAt">When it was set.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="Next">Id of the task that follows it, once it is done and recurs.</param>
public sealed record TaskView(
    string Id,
    string Contact,
    string Title,
    DateTimeOffset DueAt,
    string? Assignee,
    string State,
    bool Overdue,
    string? Result,
    string? Repeat,
    string? Script,
    string? CallList,
    string? By,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DoneAt,
    string? Next)
{
    internal static TaskView Of(Stored<ClientTask> stored, DateTimeOffset now)
    {
        var task = stored.Value;
        return new TaskView(
            stored.Id,
            ItemId.ContactOf(stored.Id),
            task.Title,
            task.DueAt,
            task.Assignee,
            task.IsDone ? "done" : "open",
            task.IsOverdue(now),
            task.Result,
            task.Repeat is { } repeat ? Durations.Write(repeat) : null,
            task.Script,
            task.CallList,
            task.By,
            task.CreatedAt,
            task.DoneAt,
            task is { IsDone: true, Repeat: not null } ? TaskStore.NextOf(stored.Id) : null);
    }
}
