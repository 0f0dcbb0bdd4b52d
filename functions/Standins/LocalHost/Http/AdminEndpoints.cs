using System.Text.Json;
using ClientBase.LocalHost.Configuration;
using ClientBase.LocalHost.Invocation;
using ClientBase.LocalHost.Queues;
using ClientBase.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Http;

/// <summary>The host's own routes: its state, and running a function that has no HTTP trigger.</summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http"/>
internal sealed class AdminEndpoints(
    FunctionCatalog functions, TimerListeners timers, QueueListeners queues, LocalHostOptions options, KeyCheck keys)
{
    // For a run of the same function, here or on another host, to end before this one begins.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/admin/host/ping", ["GET", "POST"], http => Answer(http, StatusCodes.Status200OK));
        routes.MapGet("/admin/host/status", Guarded(http => http.Response.WriteAsJsonAsync(
            new { state = "Running", id = options.HostId, functions = functions.Enabled.Count })));
        routes.MapPost("/admin/functions/{name}", Guarded(RunAsync));
    }

    private async Task RunAsync(HttpContext http)
    {
        var name = (string)http.GetRouteValue("name")!;
        var function = functions.Find(name);
        if (function is null)
        {
            await Problems.WriteAsync(http, StatusCodes.Status404NotFound, $"There is no function '{name}'.");
            return;
        }

        var (input, problem) = await ReadInputAsync(http.Request);
        if (problem is not null)
        {
            await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, problem);
            return;
        }

        switch (function.Descriptor.Trigger)
        {
            case TimerTriggerAttribute:
                await Task.WhenAny(timers.RunNowAsync(function), Task.Delay(LongestWait, http.RequestAborted));
                await Answer(http, StatusCodes.Status202Accepted);
                break;
            case QueueTriggerAttribute:
                queues.RunNow(function, input);
                await Answer(http, StatusCodes.Status202Accepted);
                break;
            default:
                await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, $"Function '{name}' is called by its own route.");
                break;
        }
    }

    private static async Task<(string Input, string? Problem)> ReadInputAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(body))
        {
            return ("", null);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? (json.RootElement.TryGetProperty("input", out var input) ? input.ToString() : "", null)
                : ("", """The body must be an object such as {"input":""}.""");
        }
        catch (JsonException e)
        {
            return ("", $"""The body must be JSON such as {"{"}"input":""{"}"}: {e.Message}""");
        }
    }

    private RequestDelegate Guarded(RequestDelegate next) => http => keys.Allows(http)
        ? next(http)
        : Problems.WriteAsync(http, StatusCodes.Status401Unauthorized, KeyCheck.Advice);

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
