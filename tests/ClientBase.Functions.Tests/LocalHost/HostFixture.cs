using System.Diagnostics.CodeAnalysis;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>Two local hosts on one base, for all tests that leave them running: one open to this machine, one with a key.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    public const string Key = "open sesame";

    /// <summary>The function that the host with the key does not serve.</summary>
    public const string Disabled = "ListSegments";

    public const string DisabledRoute = "api/segments";

    private RunningAzurite? _azurite;
    private AppProcess? _open;
    private AppProcess? _keyed;

    /// <summary>A host with the SDK's own lease.</summary>
    public AppProcess Open => _open ?? throw new InvalidOperationException("The fixture is not initialized.");

    /// <summary>A host with a key, a lease of two seconds and three posts a minute.</summary>
    public AppProcess Keyed => _keyed ?? throw new InvalidOperationException("The fixture is not initialized.");

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        _open = AppProcess.StartUnchecked(ConnectionString, With(new()
        {
            ["LocalHost__QueueLeaseSeconds"] = "600",
        }));
        _keyed = AppProcess.StartUnchecked(ConnectionString, With(new()
        {
            ["LocalHost__FunctionKey"] = Key,
            ["Forms__RatePerMinute"] = "3",
            [$"AzureWebJobs.{Disabled}.Disabled"] = "1",
        }));
        await Task.WhenAll(_open.WaitUntilHealthyAsync(), _keyed.WaitUntilHealthyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await (_open?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_keyed?.DisposeAsync() ?? ValueTask.CompletedTask);
        _azurite?.Stop();
    }

    // A failed message comes back at once, and the storage client logs what it asks for.
    private static Dictionary<string, string> With(Dictionary<string, string> settings) => new(settings)
    {
        ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00",
        ["Logging__LogLevel__Azure.Core"] = "Information",
    };
}

[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "A collection is what xunit calls it.")]
public sealed class HostCollection : ICollectionFixture<HostFixture>
{
    public const string Name = "Local host";
}
