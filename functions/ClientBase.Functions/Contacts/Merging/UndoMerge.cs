using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>A merge that was undone.</summary>
/// <param name="Id">The contact that stood for both.</param>
/// <param name="Restored">The one that stands on its own again.</param>
/// <param name="Kept">Captures filed since the merge that both could own: they stay with the first.</param>
/// <param name="Moved">Captures filed since that went to the restored contact.</param>
public sealed record UndoneMergeView(string Id, string Restored, IReadOnlyCollection<string> Kept, IReadOnlyCollection<string> Moved);

/// <summary>Takes two contacts apart that are not one person after all.</summary>
public sealed class UndoMerge(MergeUndoing undoing, RecomputeRequests recompute)
{
    /// <summary>200 with what went where; 404 for no merge; 409 when it is undone already or another merge was made on top of it.</summary>
    [Function(nameof(UndoMerge))]
    [Answers<UndoneMergeView>]
    [Refuses(409, "A later merge is undone first.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "merges/{mergeId}/undo")] HttpRequest request,
        string mergeId,
        CancellationToken cancellationToken)
    {
        var outcome = MergeId.TryParse(mergeId, out var merge)
            ? await undoing.UndoAsync(merge, Caller.Of(request)?.Name, cancellationToken)
            : new UndoOutcome(null, IsUnknown: true);
        if (outcome.Decisions is not { } decisions)
        {
            return outcome.Refusal is { } why ? Problems.Conflict(why) : Problems.NotFound($"There is no merge '{mergeId}'.");
        }

        await recompute.AskSoonAsync(cancellationToken);
        return Results.Json(new UndoneMergeView(merge!.Survivor, merge.Absorbed, decisions.Kept, decisions.Moved));
    }
}
