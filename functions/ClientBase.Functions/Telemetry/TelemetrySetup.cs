using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace ClientBase.Functions.Telemetry;

/// <summary>Registers what tells of the app: its log, its counters, and where both go.</summary>
public static class TelemetrySetup
{
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PoisonCauses>();

        // Six lines a request, each with its whole address: what somebody searched for, the token of a link in a mail.
        // Warnings of these still come through.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Azure", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // The worker tells of each exception that a function ends by. So does QueueFailures, with the try and the cause.
        builder.Logging.AddFilter("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.None);

        // Without an address to send it to, nothing is collected, and the log goes to the host, which prints it.
        return builder.Configuration[ConnectionString] is { Length: > 0 } address ? builder.AddExport(address) : builder;
    }

    /// <remarks>
    /// From here on the host leaves the worker's log and traces to the worker (host.json: telemetryMode), so that nothing is told twice.
    /// Calls of storage are not traced: their addresses name rows.
    /// </remarks>
    private static IHostApplicationBuilder AddExport(this IHostApplicationBuilder builder, string address)
    {
        builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithMetrics(metrics => metrics.AddMeter(AppMetrics.MeterName))
            .UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = address;
                exporter.Credential = Identity(builder.Configuration);

                // Traces are sampled. Why a message failed is wanted of each one that did.
                exporter.EnableTraceBasedLogsSampler = false;
            });
        return builder;
    }

    // The identity that storage is opened with. Without one, what is sent carries the connection string's own key.
    private static ManagedIdentityCredential? Identity(IConfiguration configuration) =>
        configuration["AzureWebJobsStorage:clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : null;
}
