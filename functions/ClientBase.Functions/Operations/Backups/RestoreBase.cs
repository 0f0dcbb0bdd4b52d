using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Which copy to put back.</summary>
/// <param name="Backup">Its id; null: the last whole one.</param>
public sealed record RestoreBody(string? Backup);

/// <summary>Puts a copy back into an empty base, and tells how far it is.</summary>
public sealed class RestoreBase(RestoreRuns restores)
{
    private const int MaxBytes = 4096;
    private static readonly RestoreBody Latest = new(null);

    /// <summary>202 when it has begun or goes on; 409 when the base is not empty or the copy not whole, and says so.</summary>
    [Function("StartRestore")]
    [Takes<RestoreBody>]
    [Answers<RestoreView>(202)]
    [Refuses(409, "The base is not empty, or the copy not whole.")]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ops/restore")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBodies.ReadAsync(request, MaxBytes, cancellationToken, Latest);
        if (body is null)
        {
            return problem!;
        }

        if (body.Backup is { } id && !IsId(id))
        {
            return Problems.BadRequest(
                "'backup' is the id of a copy.",
                new Dictionary<string, string[]> { ["backup"] = ["give one that GET /api/ops/backups lists"] });
        }

        var (started, refusal) = await restores.StartAsync(body.Backup, cancellationToken);
        return started is null ? Problems.Conflict(refusal!) : Results.Json(started, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>How far it is; 404 where nothing was ever put back.</summary>
    [Function("ShowRestore")]
    [Answers<RestoreView>]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops/restore")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await restores.ShowAsync(cancellationToken) is { } state
            ? Results.Json(state)
            : Problems.NotFound("Nothing was put back into this base.");

    private static bool IsId(string id) => id.Length is > 0 and <= 32 && id.All(char.IsAsciiLetterOrDigit);
}
