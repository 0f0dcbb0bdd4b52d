using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core.Serialization;
using ClientBase.LocalHost.Azurite;
using ClientBase.LocalHost.Configuration;
using ClientBase.LocalHost.Http;
using ClientBase.LocalHost.Invocation;
using ClientBase.LocalHost.Queues;
using ClientBase.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.LocalHost;

/// <summary>Puts the local Functions host together around the app's own services.</summary>
internal sealed class LocalHostBuilder
{
    // The Functions host's own limit: https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#limits
    private const long MaxRequestBytes = 100 * 1024 * 1024;

    private readonly LocalHostOptions options;

    public LocalHostBuilder(string[] args)
    {
        Web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Development,
        });
        var storage = AddConfiguration(args);
        options = LocalHostOptions.Read(Web.Configuration);
        AddLogging();

        // First, so that storage answers before any service of the app starts, and stops after all of them.
        if (storage is not null)
        {
            Web.Services.AddSingleton(storage).AddHostedService<AzuriteService>();
        }

        AddHost();
    }

    public WebApplicationBuilder Web { get; }

    public FunctionPipeline Pipeline { get; } = new();

    public IHost Build()
    {
        // After the app's own services, so that these are ready when the first message comes.
        Web.Services.AddHostedService(services => services.GetRequiredService<InvocationDrain>());
        Web.Services.AddHostedService(services => services.GetRequiredService<QueueListeners>());
        Web.Services.AddHostedService(services => services.GetRequiredService<TimerListeners>());

        var app = Web.Build();
        app.UseMiddleware<UnmatchedRequests>();
        app.UseRouting();
        app.Services.GetRequiredService<AdminEndpoints>().Map(app);
        app.Services.GetRequiredService<FunctionEndpoints>().Map(app, app.Services.GetService<AspNetCoreIntegration>() is not null);
        app.UseEndpoints(_ => { });
        app.Services.GetRequiredService<StartupBanner>().PrintWhenStarted(app);
        return app;
    }

    /// <summary>Later ones win: host.json, local.settings.json, environment, command line.</summary>
    private DevelopmentStorage? AddConfiguration(string[] args)
    {
        string[] folders = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        Web.Configuration
            .AddInMemoryCollection(HostJson.Read([AppContext.BaseDirectory, Environment.CurrentDirectory]))
            .AddInMemoryCollection(LocalSettingsFile.Read(folders))
            .AddEnvironmentVariables()
            .AddCommandLine(args, new Dictionary<string, string> { ["--port"] = SettingNames.Port });

        var storage = DevelopmentStorage.Find(Web.Configuration);
        if (storage is not null)
        {
            // Spelt out, so that every client finds the emulator on its ports.
            Web.Configuration.AddInMemoryCollection([new(DevelopmentStorage.Setting, storage.ConnectionString)]);
        }

        return storage;
    }

    private void AddLogging() => Web.Logging
        .AddSimpleConsole(console => console.SingleLine = true)
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        .AddFilter("Azure", LogLevel.Warning)
        .AddConfiguration(Web.Configuration.GetSection("Logging"));

    private void AddHost()
    {
        Web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        var services = Web.Services;
        services.AddRouting();
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = InvocationDrain.Grace + TimeSpan.FromSeconds(15));
        services.Configure<JsonSerializerOptions>(json =>
        {
            json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.PropertyNameCaseInsensitive = true;
            json.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        });
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (worker, json) => worker.Serializer ??= new JsonObjectSerializer(json.Value));

        services.AddSingleton(options);
        services.AddSingleton(Pipeline);
        services.AddSingleton(QueueOptions.Read(Web.Configuration));
        services.AddSingleton(FunctionSource.EntryAssembly());
        services.AddSingleton<StorageConnections>();
        services.AddSingleton<FunctionCatalog>().AddSingleton<FunctionInvoker>().AddSingleton<InvocationDrain>();
        services.AddSingleton<KeyCheck>().AddSingleton<FunctionEndpoints>().AddSingleton<AdminEndpoints>().AddSingleton<StartupBanner>();
        services.AddSingleton<MessageText>().AddSingleton<QueueWakeups>().AddSingleton<QueueSender>().AddSingleton<OutputSender>()
            .AddSingleton<QueueMessageBinding>().AddSingleton<QueueHost>().AddSingleton<QueueListeners>();
        services.AddSingleton<TimerStorage>().AddSingleton<TimerListeners>();
    }
}
