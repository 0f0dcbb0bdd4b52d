using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments;

/// <summary>Shows who entered a segment and who left it.</summary>
public sealed class ShowChanges(SegmentDirectory directory, SegmentChanges changes)
{
    /// <summary>The changes of a segment, the latest first; <c>?since=</c> leaves out the earlier ones.</summary>
    [Function("ListSegmentChanges")]
    [Asks("since", "Leaves out the earlier ones.")]
    [AsksPaging]
    [Answers<Page<SegmentChangeView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/changes")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } segment)
        {
            return ShowSegments.Unknown(id);
        }

        if (!Paging.TryRead(request, out var paging, out var problem)
            || !Times.TryRead(request, "since", isEnd: false, out var since, out problem))
        {
            return problem;
        }

        return Results.Json(await changes.ListAsync(segment.Id, since ?? DateTimeOffset.MinValue, paging, cancellationToken));
    }
}
