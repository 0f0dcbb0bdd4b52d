using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Tests.Host;

/// <summary>The local host in this process, with sample functions, on a free port, with names in storage of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;

    private TestHost(IHost host, Names names)
    {
        this.host = host;
        Names = names;
        Journal = host.Services.GetRequiredService<Journal>();
    }

    public Names Names { get; }

    public Journal Journal { get; }

    public IServiceProvider Services => host.Services;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static TestHostBuilder With(AzuriteFixture azurite, params Type[] functions) => new(azurite, functions);

    public async Task StartAsync()
    {
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http.BaseAddress = new Uri(address);
    }

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    internal sealed class TestHostBuilder(AzuriteFixture azurite, Type[] functions)
    {
        private const string Queue = "AzureFunctionsJobHost:extensions:queues:";

        private readonly Dictionary<string, string> settings = [];
        private readonly Journal journal = new();
        private Action<FunctionsApplicationBuilder> configure = builder => builder.ConfigureFunctionsWebApplication();
        private Names names = new(azurite);

        public TestHostBuilder Setting(string name, string value)
        {
            settings[name] = value;
            return this;
        }

        public TestHostBuilder Queues(string name, string value) => Setting($"{Queue}{name}", value);

        /// <summary>The same queues, timers and locks as another host.</summary>
        public TestHostBuilder Beside(Names other)
        {
            names = other;
            return this;
        }

        public TestHostBuilder Clock(TimeProvider clock) => Configure(builder => builder.Services.AddSingleton(clock));

        public TestHostBuilder Configure(Action<FunctionsApplicationBuilder> more)
        {
            configure += more;
            return this;
        }

        public TestHost Build()
        {
            var builder = FunctionsApplication.CreateBuilder([.. Arguments().Select(pair => $"--{pair.Key}={pair.Value}")]);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new FunctionSource(functions)).AddSingleton(journal);
            configure(builder);
            return new TestHost(builder.Build(), names);
        }

        public async Task<TestHost> StartAsync()
        {
            var host = Build();
            await host.StartAsync();
            return host;
        }

        private IEnumerable<KeyValuePair<string, string>> Arguments() => new Dictionary<string, string>
        {
            ["FUNCTIONS_PORT"] = "0",
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzureFunctionsWebHost:hostid"] = names.HostId,
            ["Orders"] = names.Orders,
            ["Mails"] = names.Mails,

            // The app's own host.json lies beside this assembly, and must not decide what these tests see.
            [$"{Queue}visibilityTimeout"] = "00:00:00",
            [$"{Queue}maxPollingInterval"] = "00:00:01",
            [$"{Queue}maxDequeueCount"] = "5",
            [$"{Queue}messageEncoding"] = "base64",
        }.Where(pair => !settings.ContainsKey(pair.Key)).Concat(settings);
    }
}

/// <summary>Names in storage that no other test uses.</summary>
internal sealed class Names(AzuriteFixture azurite)
{
    private readonly string unique = Guid.NewGuid().ToString("N")[..12];

    public string HostId => $"host-{unique}";

    public string Orders => $"orders-{unique}";

    public string Mails => $"mails-{unique}";

    public QueueClient Queue(string name) =>
        new(azurite.ConnectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public BlobClient TimerStatus(string function) => Blob($"timers/{HostId}/{function}/status");

    public BlobClient Blob(string name) => new(azurite.ConnectionString, "azure-webjobs-hosts", name);

    /// <summary>What waits in a queue, seen without taking it; empty when the queue does not exist.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(string queue)
    {
        var client = Queue(queue);
        return await client.ExistsAsync()
            ? [.. (await client.PeekMessagesAsync(32)).Value.Select(message => message.MessageText)]
            : [];
    }

    /// <summary>Messages in a queue, those being worked on included.</summary>
    public async Task<int> CountAsync(string queue) => (await Queue(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
