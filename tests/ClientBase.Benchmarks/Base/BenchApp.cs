using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Forms;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Benchmarks.Base;

/// <summary>The app's own services over an emulator, in this process, with their requests counted.</summary>
internal sealed class BenchApp : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="connectionString">The emulator.</param>
    /// <param name="now">When it is.</param>
    /// <param name="more">Adds further features.</param>
    public BenchApp(string connectionString, DateTimeOffset now, Action<HostApplicationBuilder>? more = null)
    {
        var tables = new TableClientOptions();
        tables.AddPolicy(new BatchBodies(), HttpPipelinePosition.PerCall);
        tables.AddPolicy(Requests, HttpPipelinePosition.PerRetry);
        var blobs = new BlobClientOptions();
        blobs.AddPolicy(Requests, HttpPipelinePosition.PerRetry);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddCapture().AddForms().AddShops().AddContacts().AddImports().AddSegments();
        more?.Invoke(builder);
        builder.Services.AddOverStorage();
        builder.Services.AddSingleton<PoisonCauses>();
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock(now));
        builder.Services.AddSingleton(new TableServiceClient(connectionString, tables));
        builder.Services.AddSingleton(new QueueServiceClient(connectionString));
        builder.Services.AddSingleton(new BlobServiceClient(connectionString, blobs));
        _services = builder.Services.BuildServiceProvider();
    }

    public RequestCount Requests { get; } = new();

    public TableServiceClient Tables => Get<TableServiceClient>();

    public TableClient Contacts => Tables.GetTableClient(Functions.Storage.Tables.Contacts);

    /// <summary>Filing on an instance that remembers nobody.</summary>
    public ContactFiling ColdFiling() =>
        ActivatorUtilities.CreateInstance<ContactFiling>(_services, new CommitsByTable(Tables), new RecentContacts());

    public T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    public async Task CreateStorageAsync()
    {
        await Task.WhenAll(Functions.Storage.Tables.All.Select(table => Tables.CreateTableIfNotExistsAsync(table)));
        await Task.WhenAll(Queues.All.Select(queue => Get<QueueServiceClient>().GetQueueClient(queue).CreateIfNotExistsAsync()));
        await Task.WhenAll(Containers.All.Select(
            container => Get<BlobServiceClient>().GetBlobContainerClient(container).CreateIfNotExistsAsync()));
    }

    /// <summary>All rows of contacts.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync() => await Contacts.QueryAsync<TableEntity>().ToListAsync();

    public void Dispose() => _services.Dispose();

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
