using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Segments.Recompute;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments;

/// <summary>Shows the segments: their rules, how many are in them, and who.</summary>
public sealed class ShowSegments(SegmentCatalogue catalogue, SegmentStore segments, RecomputeRuns runs, SegmentMembers members)
{
    /// <summary>All segments.</summary>
    [Function("ListSegments")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (paging.Continuation is not null && catalogue.Find(paging.Continuation) is null)
        {
            return Paging.NotOurs();
        }

        var rest = catalogue.All.SkipWhile(segment => paging.Continuation is not null && segment.Id != paging.Continuation)
            .Skip(paging.Continuation is null ? 0 : 1).ToList();
        var views = await ViewsAsync([.. rest.Take(paging.Take)], cancellationToken);
        return Results.Json(new Page<SegmentView>(views, rest.Count > paging.Take ? Paging.Encode(views[^1].Id) : null));
    }

    /// <summary>A segment.</summary>
    [Function("GetSegment")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        catalogue.Find(id) is { } segment
            ? Results.Json((await ViewsAsync([segment], cancellationToken))[0])
            : Problems.NotFound($"There is no segment '{id}'.");

    /// <summary>The contacts of a segment.</summary>
    [Function("ListSegmentMembers")]
    public async Task<IResult> MembersAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/members")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (catalogue.Find(id) is not { } segment)
        {
            return Problems.NotFound($"There is no segment '{id}'.");
        }

        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (paging.Continuation is not null && !ContactId.IsValid(paging.Continuation))
        {
            return Paging.NotOurs();
        }

        var page = await members.PageAsync(segment.Id, paging, cancellationToken);
        return Results.Json(new Page<ContactView>([.. page.Items.Select(ContactView.Of)], page.Continuation));
    }

    private async Task<IReadOnlyList<SegmentView>> ViewsAsync(IReadOnlyList<Segment> shown, CancellationToken cancellationToken)
    {
        var counts = segments.CountAsync(cancellationToken);
        var run = runs.GetAsync(cancellationToken);
        await Task.WhenAll(counts, run);
        return [.. shown.Select(segment => SegmentView.Of(segment, counts.Result, run.Result?.UpdatedAt))];
    }
}
