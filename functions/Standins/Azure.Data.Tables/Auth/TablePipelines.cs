using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Auth;

/// <summary>Builds an account's pipeline for each way of authorizing.</summary>
internal static class TablePipelines
{
    private const string StorageScope = "https://storage.azure.com/.default";

    public static TableAccount Connect(string connectionString, TableClientOptions? options)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        return parsed.Key is { } key
            ? Connect(parsed.Endpoint, key, options)
            : Build(parsed.Endpoint, new SasPolicy(new AzureSasCredential(parsed.Sas!)), options);
    }

    public static TableAccount Connect(TableEndpoint endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return Build(endpoint, new SharedKeyLitePolicy(credential), options, credential);
    }

    public static TableAccount Connect(TableEndpoint endpoint, AzureSasCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        RequireTls(endpoint);
        return Build(endpoint, new SasPolicy(credential), options);
    }

    public static TableAccount Connect(TableEndpoint endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return Build(endpoint, new BearerTokenAuthenticationPolicy(credential, StorageScope), options);
    }

    /// <summary>An address that carries its shared access signature, or a public one without.</summary>
    public static TableAccount Connect(TableEndpoint endpoint, TableClientOptions? options)
    {
        RequireTls(endpoint);
        return Build(endpoint, endpoint.Sas is { } sas ? new SasPolicy(new AzureSasCredential(sas)) : null, options);
    }

    private static void RequireTls(TableEndpoint endpoint)
    {
        if (endpoint.Uri.Scheme != Uri.UriSchemeHttps && !endpoint.Uri.IsLoopback)
        {
            throw new ArgumentException("A shared access signature would travel in the clear; use an https address.", nameof(endpoint));
        }
    }

    private static TableAccount Build(
        TableEndpoint endpoint, HttpPipelinePolicy? authorization, TableClientOptions? options, TableSharedKeyCredential? key = null)
    {
        options ??= new TableClientOptions();
        var perRetry = authorization is null ? [] : new[] { authorization };
        var pipeline = HttpPipelineBuilder.Build(options, [], perRetry, new ResponseClassifier());
        return new TableAccount(endpoint, pipeline, options.Version) { Key = key };
    }
}
