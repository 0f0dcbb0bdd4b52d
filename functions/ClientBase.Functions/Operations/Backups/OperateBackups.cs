using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Shows the copies of the base, and makes one beside the nightly ones.</summary>
public sealed class OperateBackups(BackupRuns backups)
{
    /// <summary>All copies there are, the latest first: how far each is, and when it was whole.</summary>
    [Function("ListBackups")]
    [Answers<Page<BackupView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops/backups")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Results.Json(new Page<BackupView>(await backups.ListAsync(cancellationToken), null));

    /// <summary>202 with the copy that is begun.</summary>
    [Function("StartBackup")]
    [Answers<BackupView>(202)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ops/backups")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Results.Json(await backups.StartAsync(cancellationToken), statusCode: StatusCodes.Status202Accepted);
}
