using System.Collections.Concurrent;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Configuration;

/// <summary>Clients for the storage accounts that bindings name: by connection string, or by identity.</summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections"/>
internal sealed class StorageConnections(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, QueueServiceClient> queues = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Texts go in and out as they are: the host encodes, so that what cannot be decoded can still be moved to poison.</summary>
    public QueueServiceClient Queues(string? connection) => queues.GetOrAdd(connection ?? DevelopmentStorage.Setting, name =>
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        return ConnectionString(name) is { } text
            ? new QueueServiceClient(text, options)
            : new QueueServiceClient(ServiceUri(name, "queue"), Credential(name), options);
    });

    public BlobServiceClient Blobs() => ConnectionString(DevelopmentStorage.Setting) is { } text
        ? new BlobServiceClient(text)
        : new BlobServiceClient(ServiceUri(DevelopmentStorage.Setting, "blob"), Credential(DevelopmentStorage.Setting));

    private string? ConnectionString(string name) =>
        new[] { name, $"ConnectionStrings:{name}", $"AzureWebJobs{name}" }
            .Select(key => configuration[key])
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private Uri ServiceUri(string name, string service)
    {
        var text = configuration[$"{name}:{service}ServiceUri"]
            ?? configuration[$"{name}:serviceUri"]
            ?? (configuration[$"{name}:accountName"] is { Length: > 0 } account ? $"https://{account}.{service}.core.windows.net" : null);

        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException(
                $"Storage connection '{name}' is not configured: " +
                $"set '{name}' to a connection string or '{name}__{service}ServiceUri' to an address.");
    }

    private TokenCredential Credential(string name)
    {
        var clientId = configuration[$"{name}:clientId"];
        var options = new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId };
        return string.Equals(configuration[$"{name}:credential"], "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(
                string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential(options);
    }
}
