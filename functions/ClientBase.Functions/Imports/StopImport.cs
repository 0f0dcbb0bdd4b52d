using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Imports;

/// <summary>Stops an import: no other part of the file is begun. What is filed stays, and can be taken back as ever.</summary>
public sealed class StopImport(ImportStore imports)
{
    /// <summary>202 when it will stop; 409 when it has ended already.</summary>
    [Function(nameof(StopImport))]
    [Answers<ImportAccepted>(202)]
    [Refuses(409, "It is over.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports/{id}/stop")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(id, cancellationToken) is not { State: var import })
        {
            return Problems.NotFound($"There is no import '{id}'.");
        }

        if (import.Stage is not (ImportStage.Queued or ImportStage.Running))
        {
            return Problems.Conflict("It is over already.");
        }

        await imports.AskToStopAsync(id, cancellationToken);
        return Results.Json(new ImportAccepted(id), statusCode: StatusCodes.Status202Accepted);
    }
}
