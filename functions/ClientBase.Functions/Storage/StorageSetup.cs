using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage.Commits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Storage;

/// <summary>The storage clients, by connection string on a developer's machine and by managed identity in the cloud.</summary>
public static class StorageSetup
{
    /// <summary>Key of the client that gives messages as they lie in their queues: the other fails on what is not base64.</summary>
    public const string RawQueues = "raw";

    private const string Connection = "AzureWebJobsStorage";

    /// <summary>Registers the clients, and the creation of what is missing where Bicep has not made it.</summary>
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOverStorage();
        var usage = new StorageUsage();
        builder.Services.AddSingleton(usage);
        var connectionString = builder.Configuration[Connection];
        if (!string.IsNullOrEmpty(connectionString))
        {
            // Only form endpoints and hooks are under our control of load: a failed round trip is repeated at once, not after 0.8 s.
            var tableOptions = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(100) } };
            builder.Services.AddSingleton(new TableServiceClient(connectionString, Counted(Buffered(tableOptions), usage.Tables)));
            builder.Services.AddSingleton(new QueueServiceClient(connectionString, Counted(QueueOptions(), usage.Queues)));
            builder.Services.AddKeyedSingleton(
                RawQueues, new QueueServiceClient(connectionString, Counted(Staying(new QueueClientOptions()), usage.Queues)));
            builder.Services.AddSingleton(new BlobServiceClient(connectionString, Counted(new BlobClientOptions(), usage.Blobs)));
            builder.Services.AddHostedService<StorageCreation>();
            return builder;
        }

        var identity = builder.Configuration.GetSection(Connection);
        TokenCredential credential = identity["clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();
        var (table, queue, blob) = (Endpoint(identity, "table"), Endpoint(identity, "queue"), Endpoint(identity, "blob"));
        builder.Services.AddSingleton(new TableServiceClient(table, credential, Counted(Buffered(new TableClientOptions()), usage.Tables)));
        builder.Services.AddSingleton(new QueueServiceClient(queue, credential, Counted(QueueOptions(), usage.Queues)));
        builder.Services.AddKeyedSingleton(
            RawQueues, new QueueServiceClient(queue, credential, Counted(Staying(new QueueClientOptions()), usage.Queues)));
        builder.Services.AddSingleton(new BlobServiceClient(blob, credential, Counted(new BlobClientOptions(), usage.Blobs)));
        return builder;
    }

    /// <summary>Registers what works over the clients, whoever makes them.</summary>
    public static IServiceCollection AddOverStorage(this IServiceCollection services) =>
        services.AddSingleton<CommitsByTable>().AddSingleton<KeptAnswers>();

    // Each try is a transaction.
    private static T Counted<T>(T options, HttpPipelinePolicy count)
        where T : ClientOptions
    {
        options.AddPolicy(count, HttpPipelinePosition.PerRetry);
        return options;
    }

    private static TableClientOptions Buffered(TableClientOptions options)
    {
        options.AddPolicy(new BatchBodies(), HttpPipelinePosition.PerCall);
        return options;
    }

    // The host's default encoding, so that messages we put by hand are read by its triggers.
    private static QueueClientOptions QueueOptions() => Staying(new() { MessageEncoding = QueueMessageEncoding.Base64 });

    private static QueueClientOptions Staying(QueueClientOptions options)
    {
        options.AddPolicy(new MessagesThatStay(), HttpPipelinePosition.PerCall);
        return options;
    }

    private static Uri Endpoint(IConfigurationSection identity, string service)
    {
        if (identity[service + "ServiceUri"] is { Length: > 0 } uri)
        {
            return new Uri(uri);
        }

        var account = identity["accountName"] ?? throw new InvalidOperationException(
            $"No storage is configured: set {Connection} to a connection string, or {Connection}__accountName for a managed identity.");
        return new Uri($"https://{account}.{service}.core.windows.net");
    }
}
