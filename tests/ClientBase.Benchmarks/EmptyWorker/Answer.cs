using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmptyWorker;

/// <summary>A worker that does nothing, to compare the start of ours with: what it costs is the price of the platform.</summary>
public sealed class Answer
{
    [Function("Health")]
    public static IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Results.Json(new { status = "Healthy" });

    [Function("Accept")]
    public static IResult Accept(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "forms/{formId}")] HttpRequest request, string formId) =>
        Results.Json(new { captureId = formId }, statusCode: StatusCodes.Status202Accepted);
}
