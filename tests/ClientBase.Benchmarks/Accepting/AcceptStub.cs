using Azure.Storage.Queues;
using ClientBase.Benchmarks.Leads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Benchmarks.Accepting;

/// <summary>The least that can accept a form: a bare Kestrel that puts what it was sent into a queue as it is.</summary>
internal static class AcceptStub
{
    public const string Queue = "stub";

    /// <summary>The command that starts it: this program again.</summary>
    public static string Command => $"dotnet \"{typeof(AcceptStub).Assembly.Location}\" accept-stub";

    /// <summary>Serves until it is told to end.</summary>
    public static async Task RunAsync()
    {
        var storage = Environment.GetEnvironmentVariable("AzureWebJobsStorage")!;
        var queue = new QueueClient(storage, Queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        await using var app = NaiveApp.Build();
        app.MapGet("/api/health", () => Results.Json(new { status = "Healthy" }));
        app.MapPost("/api/forms/{form}", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            var body = await BinaryData.FromStreamAsync(request.Body, cancellationToken);
            await queue.SendMessageAsync(body, cancellationToken: cancellationToken);
            return Results.Json(new { captureId = Guid.NewGuid().ToString("n") }, statusCode: StatusCodes.Status202Accepted);
        });
        await app.RunAsync();
    }
}
