using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments.Defining;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Members;

/// <summary>Puts people on the list of a static segment, and takes them off.</summary>
public sealed class ChangeMembers(
    SegmentDirectory directory, StaticLists lists, RecomputeRequests recompute, TimeProvider clock)
{
    private const int MaxIds = 1000;
    private const int MaxIdLength = 64;

    /// <summary>200; the members change with the recompute that is asked for.</summary>
    [Function("ChangeSegmentMembers")]
    [Takes<MembersBody>(Example = """{"add":[]}""")]
    [Answers<ListChangeView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "segments/{id}/members")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (add, remove) = (body.Texts("add", MaxIds, MaxIdLength) ?? [], body.Texts("remove", MaxIds, MaxIdLength) ?? []);
        if (!body.Has("add") && !body.Has("remove"))
        {
            body.Refuse("add", "name contacts to add or to remove, by their ids");
        }

        if (add.Intersect(remove).Any())
        {
            body.Refuse("remove", "holds a contact that is also to be added");
        }

        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (await directory.FindAsync(id, cancellationToken) is not { } segment)
        {
            return ShowSegments.Unknown(id);
        }

        if (segment.Own is not { IsStatic: true } list)
        {
            return Problems.Conflict($"Segment '{id}' goes by a rule: only a static one has members put on its list.");
        }

        var by = Caller.Of(request)?.Name;
        var changed = await lists.ChangeAsync(list, add, remove, by, clock.GetUtcNow(), cancellationToken);
        await recompute.AskAsync(isRebuild: false, cancellationToken);
        return Results.Json(changed);
    }
}
