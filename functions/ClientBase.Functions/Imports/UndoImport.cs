using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Imports.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Imports;

/// <summary>Takes an import back.</summary>
public sealed class UndoImport(ImportStore imports)
{
    /// <summary>202 when it is begun; 409 when it cannot be: it was a dry run, still runs, or is undone already.</summary>
    [Function(nameof(UndoImport))]
    [Answers<ImportAccepted>(202)]
    [Refuses(409, "It was undone, or is not over.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports/{id}/undo")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(id, cancellationToken) is not { } stored)
        {
            return Problems.NotFound($"There is no import '{id}'.");
        }

        if (stored.State.Stage == ImportStage.Undoing)
        {
            await imports.PutAsync(new ImportWork(id, 0, IsUndo: true), cancellationToken); // It goes on, whatever became of its message.
        }

        // An import that runs may say the same: whether something was said by this one alone, is known when it has ended.
        var others = await imports.AllAsync(cancellationToken);
        var refusal = stored.State switch
        {
            { IsDryRun: true } => "It was a dry run: nothing was filed.",
            { Stage: ImportStage.Undoing or ImportStage.Undone } => "It is undone already.",
            { HasEnded: false } => "It is still running. Undo it when it has ended.",
            _ when others.Any(other => other.State.Stage == ImportStage.Running) =>
                "Another import is running. Undo this one when that has ended.",
            _ => null,
        };
        if (refusal is not null)
        {
            return Problems.Conflict(refusal);
        }

        await imports.PutAsync(new ImportWork(id, 0, IsUndo: true), cancellationToken);
        if (await imports.SaveAsync(stored, stored.State with { Stage = ImportStage.Undoing }, cancellationToken) is null)
        {
            return Problems.Conflict("Somebody else is changing it. Try again.");
        }

        return Results.Json(new ImportAccepted(id), statusCode: StatusCodes.Status202Accepted);
    }
}
