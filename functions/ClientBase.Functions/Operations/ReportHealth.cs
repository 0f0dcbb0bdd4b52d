using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations;

/// <summary>Tells whether the app can do its work: reach its tables and queues.</summary>
public sealed class ReportHealth(
    TableServiceClient tables, QueueServiceClient queues, IEnumerable<IHealthNotes> notes, ILogger<ReportHealth> logger)
{
    /// <summary>200 when it can, 503 when it cannot.</summary>
    [Function("Health")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var checks = new Dictionary<string, string>
        {
            ["tables"] = await StateOf("tables", () => tables.GetTableClient(Tables.Contacts)
                .GetEntityIfExistsAsync<TableEntity>("health", "health", cancellationToken: cancellationToken)),
            ["queues"] = await StateOf("queues", () => queues.GetQueueClient(Queues.Captured).GetPropertiesAsync(cancellationToken)),
        };
        var said = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var note in notes)
        {
            said[note.Name] = await note.NotesAsync(cancellationToken);
        }

        var isHealthy = checks.Values.All(state => state == "Healthy");
        return Results.Json(
            new { status = isHealthy ? "Healthy" : "Unhealthy", checks, notes = said },
            statusCode: isHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<string> StateOf(string dependency, Func<Task> check)
    {
        try
        {
            await check();
            return "Healthy";
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            logger.Unhealthy(dependency, SafeException.CauseOf(failure));
            return "Unhealthy";
        }
    }
}
