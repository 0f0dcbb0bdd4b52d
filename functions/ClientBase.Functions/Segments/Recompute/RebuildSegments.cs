using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>
/// An operator's command: all segments anew from the contacts' own rows. It gives the same as the recompute of what changed.
/// </summary>
public sealed class RebuildSegments(RecomputeRequests requests)
{
    /// <summary>All segments anew from the contacts' own rows; answers before it is done.</summary>
    [Function(nameof(RebuildSegments))]
    [Answers(202)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ops/rebuild")] HttpRequest request, CancellationToken cancellationToken)
    {
        await requests.AskAsync(isRebuild: true, cancellationToken);
        return Results.Accepted();
    }
}
