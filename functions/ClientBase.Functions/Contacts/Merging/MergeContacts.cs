using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>A merge by hand.</summary>
/// <param name="With">Id of the other contact.</param>
/// <param name="Force">Merges also against the rules.</param>
public sealed record MergeBody(string? With, bool Force);

/// <summary>A merge that was made.</summary>
/// <param name="MergeId">What undoes it: <c>POST /api/merges/{mergeId}/undo</c>.</param>
/// <param name="Id">The contact that stands for both: the one known longer.</param>
public sealed record MergeView(string MergeId, string Id);

/// <summary>Merges two contacts that somebody knows to be one person.</summary>
public sealed class MergeContacts(ContactMerging merging, RecomputeRequests recompute)
{
    private const int MaxBytes = 4096;

    /// <summary>200 also when they are one already; 409 with the rule that forbids it.</summary>
    [Function(nameof(MergeContacts))]
    [Takes<MergeBody>]
    [Answers<MergeView>]
    [Refuses(409, "A rule forbids it.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "contacts/{id}/merge")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBodies.ReadAsync<MergeBody>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (!ContactId.IsValid(id) || !ContactId.IsValid(body.With) || id == body.With)
        {
            return ContactId.IsValid(id)
                ? Problems.BadRequest(
                    "'with' is the id of the other contact.",
                    new Dictionary<string, string[]> { ["with"] = ["give the id of another contact"] })
                : Problems.NotFound($"There is no contact '{id}'.");
        }

        var outcome = await merging.MergeAsync(id, body.With!, body.Force, MergeCause.ByHand(Caller.Of(request)?.Name), cancellationToken);
        if (outcome.Merge is not { } merge)
        {
            return outcome.Forbidden is { } why
                ? Problems.Conflict($"{why} Post {{\"force\":true}} as well to merge them all the same.")
                : Problems.NotFound($"There is no contact '{outcome.Missing}'.");
        }

        await recompute.AskSoonAsync(cancellationToken);
        return Results.Json(new MergeView(merge.ToString(), outcome.Survivor!));
    }
}
