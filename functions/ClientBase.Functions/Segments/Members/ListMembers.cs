using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Members;

/// <summary>Shows who is in a segment, now or at a time past.</summary>
public sealed class ListMembers(SegmentDirectory directory, SegmentMembers members, PastMembers past)
{
    /// <summary>The contacts of a segment; with <c>?at=</c> those who were in it then, as they are now.</summary>
    [Function("ListSegmentMembers")]
    [AsksPaging]
    [Answers<Page<ContactView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/members")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } segment)
        {
            return ShowSegments.Unknown(id);
        }

        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (paging.Continuation is not null && !ContactId.IsValid(paging.Continuation))
        {
            return Paging.NotOurs();
        }

        if (!Times.TryRead(request, "at", isEnd: true, out var at, out problem))
        {
            return problem;
        }

        var page = at is { } then
            ? await past.PageAsync(segment.Id, then, paging, cancellationToken)
            : await members.PageAsync(segment.Id, paging, cancellationToken);
        return Results.Json(new Page<ContactView>([.. page.Items.Select(ContactView.Of)], page.Continuation));
    }
}
