namespace ClientBase.LocalHost.Settings;

/// <summary>All that the host is told: the app, its settings and its host.json.</summary>
internal sealed class HostSettings
{
    private const int MaxLeaseSeconds = 86_400;

    // What the SDK hides a message for while it is worked on; another value needs ShortLease.
    private const int SdkLeaseSeconds = 600;

    private HostSettings(
        BuiltApp app, IConfiguration configuration, IReadOnlyDictionary<string, string> fileValues, DevelopmentStorage? storage)
    {
        App = app;
        Configuration = configuration;
        Storage = storage;
        FileValues = fileValues;
        Port = Numbers.Read(configuration, "FUNCTIONS_PORT", least: 1, most: ushort.MaxValue) ?? 7071;
        RoutePrefix = (Host("extensions:http:routePrefix") ?? "api").Trim('/');
        FunctionKey = configuration["LocalHost:FunctionKey"] ?? "";
        FunctionTimeout = Host("functionTimeout") is { } timeout && timeout != "-1" ? timeout : null;
        HostId = configuration["AzureFunctionsWebHost:hostid"] ?? app.HostId;
        var lease = Numbers.Read(configuration, "LocalHost:QueueLeaseSeconds", least: 1, MaxLeaseSeconds) ?? SdkLeaseSeconds;
        QueueLease = lease == SdkLeaseSeconds ? null : TimeSpan.FromSeconds(lease);
    }

    public BuiltApp App { get; }

    /// <summary>Everything, as the WebJobs SDK reads it.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>The values of local.settings.json: environment of the worker, as with Core Tools.</summary>
    public IReadOnlyDictionary<string, string> FileValues { get; }

    /// <summary>The emulator on this machine; null when the settings name a storage account.</summary>
    public DevelopmentStorage? Storage { get; }

    public int Port { get; }

    public string RoutePrefix { get; }

    /// <summary>What function-level routes ask for; empty: callers on this machine need none.</summary>
    public string FunctionKey { get; }

    /// <summary>How long a message that is worked on stays hidden unless renewed; null: the SDK's own ten minutes.</summary>
    public TimeSpan? QueueLease { get; }

    /// <summary>How long a function may run, as host.json says it; null: without limit.</summary>
    public string? FunctionTimeout { get; }

    public string HostId { get; }

    /// <exception cref="StartException">Something in the files or settings cannot be read.</exception>
    public static HostSettings Read(BuiltApp app, string[] args)
    {
        var fileValues = SettingsFiles.LocalSettings(Environment.CurrentDirectory, app.Folder);

        // Later ones win.
        var builder = new ConfigurationBuilder()
            .AddInMemoryCollection(SettingsFiles.Schedules()!)
            .AddInMemoryCollection(SettingsFiles.HostJson(app))
            .AddInMemoryCollection(fileValues.Select(value => KeyValuePair.Create(Nested(value.Key), (string?)value.Value)))
            .AddEnvironmentVariables()
            .AddCommandLine(args, new Dictionary<string, string> { ["--port"] = "FUNCTIONS_PORT" })
            .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", SettingsFiles.HostSection)]);
        var storage = DevelopmentStorage.Find(builder.Build());
        if (storage is not null)
        {
            // Spelt out, so that the SDK and the worker find the emulator on its ports.
            builder.AddInMemoryCollection([new(DevelopmentStorage.Setting, storage.ConnectionString)]);
        }

        return new HostSettings(app, builder.Build(), fileValues, storage);
    }

    private string? Host(string name) => Configuration[$"{SettingsFiles.HostSection}:{name}"];

    private static string Nested(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}
