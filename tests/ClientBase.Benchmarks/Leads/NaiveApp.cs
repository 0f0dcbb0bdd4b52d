using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Benchmarks.Leads;

/// <summary>What our throughput is compared with: the app one writes first, with the same clients, in a process of its own.</summary>
/// <remarks>It checks nothing, logs nothing and runs without a host, all to its favour.</remarks>
internal static class NaiveApp
{
    /// <summary>The command that starts it: this program again.</summary>
    public static string Command => $"dotnet \"{typeof(NaiveApp).Assembly.Location}\" naive-app";

    /// <summary>Serves the routes a benchmark needs until it is told to end.</summary>
    public static async Task RunAsync()
    {
        var storage = Environment.GetEnvironmentVariable("AzureWebJobsStorage")!;
        var queue = new QueueClient(storage, "captured", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var contacts = new TableClient(storage, "Contacts");
        await queue.CreateIfNotExistsAsync();
        await contacts.CreateIfNotExistsAsync();

        await using var app = Build();
        app.MapGet("/api/health", () => Results.Json(new { status = "Healthy" }));
        app.MapPut("/api/forms/{form}", () => Results.Ok());
        app.MapPost("/api/forms/{form}", async (NaiveLead lead, CancellationToken cancellationToken) =>
        {
            var capture = lead with { Capture = Guid.NewGuid().ToString("n") };
            await queue.SendMessageAsync(BinaryData.FromObjectAsJson(capture), cancellationToken: cancellationToken);
            return Results.Json(new { captureId = capture.Capture }, statusCode: StatusCodes.Status202Accepted);
        });
        app.MapGet("/api/ops/queues", async (CancellationToken cancellationToken) =>
            Results.Json(new { idle = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount == 0 }));

        await app.StartAsync();
        var filing = new NaiveFiling(queue, contacts).RunAsync(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
        await filing;
    }

    /// <summary>A Kestrel without logs on the port that apps are given.</summary>
    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = int.Parse(Environment.GetEnvironmentVariable("FUNCTIONS_PORT")!, CultureInfo.InvariantCulture);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        return builder.Build();
    }
}
