using ClientBase.Domain;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.CallLists;

/// <summary>How far a call list is.</summary>
/// <param name="Id">Its id, which the tasks carry.</param>
/// <param name="Segment">The segment.</param>
/// <param name="State"><c>running</c> or <c>completed</c>.</param>
/// <param name="Dealt">How many contacts have been dealt out.</param>
public sealed record CallListView(string Id, string Segment, string State, int Dealt);

/// <summary>Deals a segment out to managers as calls: a task a contact.</summary>
public sealed class StartCallList(
    CallListStore lists, SegmentMembers segments, IOptions<ManagersOptions> zones, IOptions<CrmOptions> options)
{
    private const int MaxManagers = 200;
    private static readonly LocalText Call = new("Call", "Позвонить");

    /// <summary>202; the tasks come by and by. With an <c>Idempotency-Key</c> a repeat is the same list.</summary>
    [Function(nameof(StartCallList))]
    [Takes<CallListBody>]
    [AsksIdempotencyKey]
    [Answers<CreatedView>(202)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "segments/{id}/call-list")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var fields = new TaskFields(request, body, zones.Value, options.Value);
        var managers = body.Texts("managers", MaxManagers, ManagerNames.MaxLength) ?? [];
        var dueAt = fields.DueAt(assignee: null);
        if (managers.Count == 0)
        {
            body.Refuse("managers", "name who is to call");
        }

        if (dueAt is null)
        {
            body.Refuse("dueAt", "is required");
        }

        var title = fields.Title(isRequired: false) ?? Call.In(options.Value.Language);
        var list = new CallList(id, managers, title, fields.Script(), dueAt ?? default, fields.By(), Dealt: 0, IsFinished: false);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (!await segments.IsKnownAsync(id, cancellationToken))
        {
            return Problems.NotFound($"There is no segment '{id}'.");
        }

        var listId = request.Headers[AsksIdempotencyKeyAttribute.Header].ToString() is { Length: > 0 } key
            ? CaptureId.Of(id, key, body.Raw)
            : CaptureId.New();
        await lists.DealAsync(new DealCalls(listId, After: null, Dealt: 0), cancellationToken);
        if (await lists.GetAsync(listId, cancellationToken) is null)
        {
            await lists.PutAsync(listId, list, cancellationToken);
        }

        return Results.Json(new CreatedView(listId), statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>How far a call list is.</summary>
    [Function("GetCallList")]
    [Answers<CallListView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "call-lists/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await lists.GetAsync(id, cancellationToken) is { } list
            ? Results.Json(new CallListView(id, list.Segment, list.IsFinished ? "completed" : "running", list.Dealt))
            : Problems.NotFound($"There is no call list '{id}'.");
}
