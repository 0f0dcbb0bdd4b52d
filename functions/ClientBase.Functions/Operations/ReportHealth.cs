using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations;

/// <summary>Something the app needs.</summary>
/// <param name="Name"><c>tables</c>, <c>queues</c> or <c>blobs</c>.</param>
/// <param name="Status"><c>Healthy</c> or <c>Unhealthy</c>.</param>
/// <param name="LatencyMs">How long it took to answer or to fail, in milliseconds.</param>
public sealed record DependencyHealth(string Name, string Status, double LatencyMs);

/// <summary>Whether the app can do its work.</summary>
/// <param name="Status"><c>Healthy</c> or <c>Unhealthy</c>.</param>
/// <param name="Checks">The state of each dependency, by name.</param>
/// <param name="Dependencies">The same with how long each took.</param>
/// <param name="Notes">What features have to say; nothing of it makes the app unhealthy.</param>
public sealed record HealthView(
    string Status,
    IReadOnlyDictionary<string, string> Checks,
    IReadOnlyList<DependencyHealth> Dependencies,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Notes);

/// <summary>Tells whether the app can do its work: reach its tables, queues and blobs.</summary>
public sealed class ReportHealth(
    TableServiceClient tables,
    QueueServiceClient queues,
    BlobServiceClient blobs,
    IEnumerable<IHealthNotes> notes,
    TimeProvider clock,
    ILogger<ReportHealth> logger)
{
    private const string Healthy = "Healthy";
    private const string Unhealthy = "Unhealthy";

    /// <summary>200 when it can, 503 when it cannot.</summary>
    [Function("Health")]
    [Answers<HealthView>]
    [Refuses(503, "Something cannot be reached; the body is as for 200.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var dependencies = await Task.WhenAll(
            AskAsync("tables", () => tables.GetTableClient(Tables.Contacts)
                .GetEntityIfExistsAsync<TableEntity>("health", "health", cancellationToken: cancellationToken)),
            AskAsync("queues", () => queues.GetQueueClient(Queues.Captured).GetPropertiesAsync(cancellationToken)),
            AskAsync("blobs", () => blobs.GetBlobContainerClient(Containers.Captures)
                .GetPropertiesAsync(cancellationToken: cancellationToken)));
        var said = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var note in notes)
        {
            said[note.Name] = await note.NotesAsync(cancellationToken);
        }

        var isHealthy = dependencies.All(one => one.Status == Healthy);
        return Results.Json(
            new HealthView(
                isHealthy ? Healthy : Unhealthy, dependencies.ToDictionary(one => one.Name, one => one.Status), dependencies, said),
            statusCode: isHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<DependencyHealth> AskAsync(string dependency, Func<Task> ask)
    {
        var begun = clock.GetTimestamp();
        var status = await StateOf(dependency, ask);
        return new DependencyHealth(dependency, status, Math.Round(clock.GetElapsedTime(begun).TotalMilliseconds, 1));
    }

    private async Task<string> StateOf(string dependency, Func<Task> check)
    {
        try
        {
            await check();
            return Healthy;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            logger.Unhealthy(dependency, SafeException.CauseOf(failure));
            return Unhealthy;
        }
    }
}
