using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Tasks;

/// <summary>Sets, lists and does tasks.</summary>
public sealed class WorkOnTasks(
    TaskStore tasks,
    ContactReader contacts,
    ManagerStore managers,
    ClientsInSight sight,
    IOptions<ManagersOptions> zones,
    IOptions<CrmOptions> options,
    TimeProvider clock)
{
    private static readonly string[] States = ["open", "done"];
    private static readonly string[] Filters = ["open", "overdue", "done"];

    /// <summary>Sets a task. Without an assignee it is the manager's of the contact, and nobody's when it has none.</summary>
    [Function("AddTask")]
    [Takes<TaskBody>(Example = """{"title":"Call back","dueAt":"2030-03-01T09:00:00Z"}""")]
    [AsksIdempotencyKey]
    [Answers<CreatedView>(201)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "contacts/{id}/tasks")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var contact = await contacts.FindAsync(id, cancellationToken);
        var manager = contact is null ? null : (await managers.OfAsync(contact, cancellationToken))?.Manager;
        var fields = FieldsOf(request, body);
        var assignee = fields.Assignee() ?? manager;
        var (title, dueAt) = (fields.Title(isRequired: true), fields.DueAt(assignee));
        if (dueAt is null && !body.Has("dueAt"))
        {
            body.Refuse("dueAt", "is required");
        }

        var task = new ClientTask(title ?? "", dueAt ?? default, assignee, clock.GetUtcNow())
        {
            Repeat = fields.Repeat(),
            Script = fields.Script(),
            By = fields.By(),
        };
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (contact is null)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var taskId = NewIds.Of(request, body, contact.Id);
        await tasks.AddAsync(taskId, task, cancellationToken);
        return CreatedView.Answer(taskId);
    }

    /// <summary>Tasks of a manager or of all, in the order they fall due; done ones the latest first. Without a state: open ones.</summary>
    [Function("ListTasks")]
    [Asks("assignee", "Whose they are.")]
    [Asks("state", "Which.", Words = ["open", "overdue", "done"])]
    [AsksPaging]
    [Answers<Page<TaskView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "tasks")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        string? Asked(string name) => request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var filter = Array.IndexOf(Filters, Asked("state") ?? Filters[0]);
        if (filter < 0)
        {
            return Problems.BadRequest(
                "'state' is open, overdue or done.", new Dictionary<string, string[]> { ["state"] = ["one of open, overdue, done"] });
        }

        var now = clock.GetUtcNow();
        var isSeen = sight.TasksOf(Caller.Of(request), cancellationToken);
        return await tasks.ListAsync(Asked("assignee"), (TaskFilter)filter, now, paging, cancellationToken, isSeen) is { } page
            ? Results.Json(new Page<TaskView>([.. page.Items.Select(task => TaskView.Of(task, now))], page.Continuation))
            : Paging.NotOurs();
    }

    /// <summary>One task.</summary>
    [Function("GetTask")]
    [Answers<TaskView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "tasks/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await tasks.GetAsync(id, cancellationToken) is { } task ? Results.Json(TaskView.Of(task, clock.GetUtcNow())) : Unknown(id);

    /// <summary>Changes a task: done with its result, put off, given to somebody else.</summary>
    [Function("ChangeTask")]
    [Takes<TaskChangeBody>(Example = """{"state":"done","result":"Reached"}""")]
    [Answers<TaskView>]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "tasks/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (await tasks.GetAsync(id, cancellationToken) is not { } known)
        {
            return Unknown(id);
        }

        var change = Read(request, body, known.Value.Assignee);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        var now = clock.GetUtcNow();
        return await tasks.ChangeAsync(id, change, FieldsOf(request, body).By(), now, cancellationToken) is var (before, after)
            ? Results.Json(TaskView.Of(before with { Value = after }, now))
            : Unknown(id);
    }

    private Func<ClientTask, ClientTask> Read(HttpRequest request, BodyFields body, string? knownAssignee)
    {
        var fields = FieldsOf(request, body);
        var (state, result) = (body.OneOf("state", States), fields.Result());
        var assignee = body.Has("assignee") ? fields.Assignee() : knownAssignee;
        var (title, dueAt) = (fields.Title(isRequired: body.Has("title")), fields.DueAt(assignee));
        var (repeat, now) = (fields.Repeat(), clock.GetUtcNow());
        if (body.Has("dueAt") && dueAt is null)
        {
            body.Refuse("dueAt", "a task is due at some time");
        }

        return task =>
        {
            var changed = task with
            {
                Title = title ?? task.Title,
                DueAt = dueAt ?? task.DueAt,
                Assignee = body.Has("assignee") ? assignee : task.Assignee,
                Repeat = body.Has("repeat") ? repeat : task.Repeat,
                Result = body.Has("result") ? result : task.Result,
            };
            return state switch
            {
                "done" => changed.Done(result, now),
                "open" => changed.Reopened(),
                _ => changed,
            };
        };
    }

    private TaskFields FieldsOf(HttpRequest request, BodyFields body) => new(request, body, zones.Value, options.Value);

    private static IResult Unknown(string id) => Problems.NotFound($"There is no task '{id}'.");
}
