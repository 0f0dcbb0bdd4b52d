using Azure.Core;
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
        builder.Services.AddSingleton<CommitsByTable>();
        var connectionString = builder.Configuration[Connection];
        if (!string.IsNullOrEmpty(connectionString))
        {
            // Only form endpoints and hooks are under our control of load: a failed round trip is repeated at once, not after 0.8 s.
            var tableOptions = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(100) } };
            builder.Services.AddSingleton(new TableServiceClient(connectionString, tableOptions));
            builder.Services.AddSingleton(new QueueServiceClient(connectionString, QueueOptions()));
            builder.Services.AddKeyedSingleton(RawQueues, new QueueServiceClient(connectionString));
            builder.Services.AddSingleton(new BlobServiceClient(connectionString));
            builder.Services.AddHostedService<StorageCreation>();
            return builder;
        }

        var identity = builder.Configuration.GetSection(Connection);
        TokenCredential credential = identity["clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();
        builder.Services.AddSingleton(new TableServiceClient(Endpoint(identity, "table"), credential));
        builder.Services.AddSingleton(new QueueServiceClient(Endpoint(identity, "queue"), credential, QueueOptions()));
        builder.Services.AddKeyedSingleton(RawQueues, new QueueServiceClient(Endpoint(identity, "queue"), credential));
        builder.Services.AddSingleton(new BlobServiceClient(Endpoint(identity, "blob"), credential));
        return builder;
    }

    // The host's default encoding, so that messages we put by hand are read by its triggers.
    private static QueueClientOptions QueueOptions() => new() { MessageEncoding = QueueMessageEncoding.Base64 };

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
