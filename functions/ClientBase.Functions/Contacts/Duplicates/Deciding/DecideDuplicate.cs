using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Duplicates.Deciding;

/// <summary>How a suggestion is accepted.</summary>
/// <param name="Force">Merges also against the rules.</param>
public sealed record AcceptBody(bool Force);

/// <summary>A suggestion that was rejected.</summary>
/// <param name="Id">The suggestion.</param>
/// <param name="Rejected">Always true: the two are never proposed again.</param>
public sealed record RejectedView(string Id, bool Rejected);

/// <summary>Takes the word of somebody who knows whether two contacts are one person.</summary>
public sealed class DecideDuplicate(PairStore pairs, ContactMerging merging, ContactsApart apart, RecomputeRequests recompute)
{
    private const int MaxBytes = 4096;

    /// <summary>Merges the two: 200 with the merge; 404 when nobody proposed it; 409 with the rule that forbids it.</summary>
    [Function("AcceptDuplicate")]
    [Answers<MergeView>]
    [Refuses(409, "A rule forbids it.")]
    public async Task<IResult> AcceptAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "duplicates/{id}/accept")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBodies.ReadAsync(request, MaxBytes, cancellationToken, whenEmpty: new AcceptBody(Force: false));
        if (body is null)
        {
            return problem!;
        }

        if (!MergeId.TryParse(id, out var pair) || !await IsKnownAsync(pair, cancellationToken))
        {
            return Unknown(id);
        }

        var cause = MergeCause.ByHand(Caller.Of(request)?.Name) with { Because = "duplicate accepted" };
        var outcome = await merging.MergeAsync(pair.Survivor, pair.Absorbed, body.Force, cause, cancellationToken);
        if (outcome.Merge is not { } merge)
        {
            return outcome.Forbidden is { } why
                ? Problems.Conflict($"{why} Post {{\"force\":true}} to merge them all the same.")
                : Unknown(id);
        }

        await pairs.RemoveAsync(pair.Survivor, pair.Absorbed, cancellationToken);
        await recompute.AskSoonAsync(cancellationToken);
        return Results.Json(new MergeView(merge.ToString(), outcome.Survivor!));
    }

    /// <summary>Remembers that the two are two people: 200; 404 when nobody proposed it; 409 when they were merged meanwhile.</summary>
    [Function("RejectDuplicate")]
    [Answers<RejectedView>]
    public async Task<IResult> RejectAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "duplicates/{id}/reject")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!MergeId.TryParse(id, out var pair) || !await IsKnownAsync(pair, cancellationToken))
        {
            return Unknown(id);
        }

        switch (await apart.MarkAsync(pair.Survivor, pair.Absorbed, cancellationToken))
        {
            case ApartOutcome.AreOne:
                return Problems.Conflict("The two were merged meanwhile. Undo that merge: then they are never proposed again either.");
            case ApartOutcome.IsMissing:
                return Unknown(id);
        }

        await pairs.RemoveAsync(pair.Survivor, pair.Absorbed, cancellationToken);
        return Results.Json(new RejectedView(id, Rejected: true));
    }

    // Also one that was decided before: a repeat of the decision has the same answer.
    private async Task<bool> IsKnownAsync(MergeId pair, CancellationToken cancellationToken) =>
        ApartMark.Of(pair.Survivor, pair.Absorbed) == pair.ToString()
        && (await pairs.FindAsync(pair.Survivor, pair.Absorbed, cancellationToken) is not null
            || await apart.IsDecidedAsync(pair.Survivor, pair.Absorbed, cancellationToken));

    private static IResult Unknown(string id) => Problems.NotFound($"There is no suggestion '{id}'.");
}
