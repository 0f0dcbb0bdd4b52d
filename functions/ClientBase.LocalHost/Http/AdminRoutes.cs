using System.Text.Json;
using ClientBase.LocalHost.Jobs;
using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;

namespace ClientBase.LocalHost.Http;

/// <summary>The host's own routes: its state, and running a function that has no HTTP trigger.</summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http"/>
internal sealed partial class AdminRoutes(
    WorkerSupervisor worker, JobsHost jobs, KeyCheck keys, HostSettings settings, ILogger<AdminRoutes> logger)
{
    // The cloud answers at once. Here whoever asked may look at the result next, so a short run is waited for.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/admin/host/ping", ["GET", "POST"], () => Results.Ok());
        var guarded = routes.MapGroup("/admin").AddEndpointFilter(
            async (context, next) => keys.Allows(context.HttpContext) ? await next(context) : KeyCheck.Refusal);
        guarded.MapGet(
            "/host/status", () => Results.Ok(new { state = "Running", id = settings.HostId, functions = worker.Functions.Count }));
        guarded.MapPost("/functions/{name}", RunAsync);
    }

    private async Task<IResult> RunAsync(string name, HttpRequest request)
    {
        var function = worker.Functions.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (function is null)
        {
            return Results.Problem($"There is no function '{name}'.", statusCode: 404);
        }

        if (function.IsHttp)
        {
            return Results.Problem($"Function '{name}' is called by its own route.", statusCode: 400);
        }

        if (await ReadInputAsync(request) is not { } input)
        {
            return Results.Problem("""The body must be JSON such as {"input":""}.""", statusCode: 400);
        }

        await Task.WhenAny(CallAsync(function, input), Task.Delay(LongestWait, request.HttpContext.RequestAborted));
        return Results.Accepted();
    }

    private static async Task<string?> ReadInputAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            using var json = JsonDocument.Parse(string.IsNullOrWhiteSpace(body) ? "{}" : body);
            var isObject = json.RootElement.ValueKind == JsonValueKind.Object;
            return isObject ? json.RootElement.TryGetProperty("input", out var input) ? input.ToString() : "" : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task CallAsync(Function function, string input)
    {
        try
        {
            await jobs.CallAsync(function, input);
        }
        catch (Exception failure)
        {
            Failed(function.Name, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function '{Function}', run by hand, failed.")]
    private partial void Failed(string function, Exception failure);
}
