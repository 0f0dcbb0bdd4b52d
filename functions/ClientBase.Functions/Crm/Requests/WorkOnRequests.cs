using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Crm.Requests;

/// <summary>Opens, lists and answers requests.</summary>
public sealed class WorkOnRequests(RequestStore requests, ContactReader contacts, ClientsInSight sight, TimeProvider clock)
{
    private const int MaxSubject = 500;
    private const int MaxText = 100_000;
    private static readonly string[] States = [.. Enum.GetValues<RequestState>().Select(RequestStore.WordOf)];

    /// <summary>Opens a request.</summary>
    [Function("AddRequest")]
    [Takes<RequestBody>(Example = """{"subject":"Delivery","text":"When does it come?"}""")]
    [AsksIdempotencyKey]
    [Answers<CreatedView>(201)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "contacts/{id}/requests")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (subject, text) = (body.Text("subject", MaxSubject, isRequired: true), body.Text("text", MaxText));
        var asked = new ClientRequest(subject ?? "", text, clock.GetUtcNow(), "api") { By = ManagerNames.By(request, body) };
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (await contacts.FindAsync(id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var requestId = NewIds.Of(request, body, contact.Id);
        await requests.AddAsync(contact, requestId, asked, isOnTimeline: false, cancellationToken);
        return CreatedView.Answer(requestId);
    }

    /// <summary>Requests in a state, or all: the open ones in the order they wait, the others the latest first.</summary>
    [Function("ListRequests")]
    [Asks("state", "Only in this state.", Words = ["open", "answered", "closed"])]
    [AsksPaging]
    [Answers<Page<RequestView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "requests")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var asked = request.Query["state"].ToString().Trim();
        var state = Array.IndexOf(States, asked);
        if (asked.Length > 0 && state < 0)
        {
            return Problems.BadRequest(
                "'state' is open, answered or closed.", new Dictionary<string, string[]> { ["state"] = ["one of open, answered, closed"] });
        }

        var isSeen = sight.Of<ClientRequest>(Caller.Of(request), cancellationToken);
        return await requests.ListAsync(state < 0 ? null : (RequestState)state, paging, isSeen, cancellationToken) is { } page
            ? Results.Json(new Page<RequestView>([.. page.Items.Select(one => RequestView.Of(one.Id, one.Value))], page.Continuation))
            : Paging.NotOurs();
    }

    /// <summary>One request.</summary>
    [Function("GetRequest")]
    [Answers<RequestView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "requests/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await requests.GetAsync(id, cancellationToken) is { } one ? Results.Json(RequestView.Of(id, one.Value)) : Unknown(id);

    /// <summary>Answers a request, closes it, or opens it again.</summary>
    [Function("ChangeRequest")]
    [Takes<RequestChangeBody>(Example = """{"state":"answered","text":"Tomorrow"}""")]
    [Answers<RequestView>]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "requests/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (state, text) = (body.OneOf("state", States, isRequired: true), body.Text("text", MaxText));
        var by = ManagerNames.By(request, body);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (!ItemId.IsValid(id) || await contacts.FindAsync(ItemId.ContactOf(id), cancellationToken) is not { } contact)
        {
            return Unknown(id);
        }

        var step = new RequestStep(clock.GetUtcNow(), (RequestState)Array.IndexOf(States, state), text, by);
        return await requests.TakeAsync(contact, id, step, cancellationToken) is { } changed
            ? Results.Json(RequestView.Of(id, changed))
            : Unknown(id);
    }

    private static IResult Unknown(string id) => Problems.NotFound($"There is no request '{id}'.");
}
