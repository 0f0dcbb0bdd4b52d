using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>A person was erased.</summary>
/// <param name="Erased">Always true.</param>
public sealed record ErasedView(bool Erased);

/// <summary>Erases a person at their request. What stays are keyed digests, so that shops and imports do not bring them back.</summary>
public sealed class EraseContact(ContactErasure erasure, RecomputeRequests recompute)
{
    /// <summary>200 once nothing is left; 404 for an unknown contact. A request that was cut short may be repeated.</summary>
    [Function(nameof(EraseContact))]
    [Answers<ErasedView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "contacts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!await erasure.EraseAsync(id, cancellationToken))
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        await recompute.AskAsync(isRebuild: false, cancellationToken);
        return Results.Json(new ErasedView(true));
    }
}
