using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments;

/// <summary>Shows the segments: their rules, and how many are in them.</summary>
public sealed class ShowSegments(SegmentDirectory directory, SegmentViews show)
{
    private const int AllAtOnce = 1000;

    /// <summary>All segments: on one page, unless less is asked for.</summary>
    [Function("ListSegments")]
    [AsksPaging]
    [Answers<Page<SegmentView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        paging = request.Query.ContainsKey("take") ? paging : paging with { Take = AllAtOnce };
        var all = await directory.ListAsync(cancellationToken);
        if (paging.Continuation is not null && all.All(segment => segment.Id != paging.Continuation))
        {
            return Paging.NotOurs();
        }

        var rest = all.SkipWhile(segment => paging.Continuation is not null && segment.Id != paging.Continuation)
            .Skip(paging.Continuation is null ? 0 : 1).ToList();
        var views = await show.OfAsync(request, [.. rest.Take(paging.Take)], cancellationToken);
        return Results.Json(new Page<SegmentView>(views, rest.Count > paging.Take ? Paging.Encode(views[^1].Id) : null));
    }

    /// <summary>A segment.</summary>
    [Function("GetSegment")]
    [Answers<SegmentView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await directory.FindAsync(id, cancellationToken) is { } segment
            ? Results.Json((await show.OfAsync(request, [segment], cancellationToken))[0])
            : Unknown(id);

    /// <summary>The refusal of an id that no segment has.</summary>
    internal static IResult Unknown(string id) => Problems.NotFound($"There is no segment '{id}'.");
}
