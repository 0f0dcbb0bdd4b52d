using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Telemetry;
using ClientBase.Tests.Whole;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The app as Program.cs puts it together, on a base of its own on the shared emulator, under a clock the test turns.</summary>
internal class TestApp : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly PrefixedTables _tables;
    private readonly PrefixedQueues _queues;
    private readonly PrefixedBlobs _blobs;
    private bool _isCreated;

    /// <summary>Sets the app up; <see cref="CreateAsync"/> makes its storage.</summary>
    /// <param name="azurite">The emulator.</param>
    /// <param name="settings">Settings, as <c>Section:Name</c>.</param>
    /// <param name="replace">Puts the test's own services over the app's.</param>
    public TestApp(AzuriteFixture azurite, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var prefix = $"t{Guid.NewGuid():N}";
        var options = new TableClientOptions();
        options.AddPolicy(new BatchBodies(), HttpPipelinePosition.PerCall);
        options.AddPolicy(Requests, HttpPipelinePosition.PerCall);
        _tables = new PrefixedTables(azurite.ConnectionString, options, prefix);
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        queueOptions.AddPolicy(QueueRequests, HttpPipelinePosition.PerCall);
        _queues = new PrefixedQueues(azurite.ConnectionString, queueOptions, prefix);
        var blobOptions = new BlobClientOptions();
        blobOptions.AddPolicy(BlobRequests, HttpPipelinePosition.PerCall);
        _blobs = new PrefixedBlobs(azurite.ConnectionString, blobOptions, prefix);

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Erasure:SettleSeconds", "0")]); // Nobody turns the clock while it waits.
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]); // A developer's machine.
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddFeatures();
        builder.Services.AddOverStorage();
        builder.Services.AddSingleton<PoisonCauses>();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<TableServiceClient>(_tables);
        builder.Services.AddSingleton<QueueServiceClient>(_queues);
        builder.Services.AddKeyedSingleton<QueueServiceClient>(
            StorageSetup.RawQueues, new PrefixedQueues(azurite.ConnectionString, new QueueClientOptions(), prefix));
        builder.Services.AddSingleton<BlobServiceClient>(_blobs);
        replace?.Invoke(builder.Services);
        _services = builder.Services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What was asked of the tables.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What was asked of the blobs.</summary>
    public RequestLog BlobRequests { get; } = new();

    /// <summary>What was asked of the queues.</summary>
    public RequestLog QueueRequests { get; } = new();

    /// <summary>A service of the app, or one of its function classes.</summary>
    public T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    /// <summary>One more of a service, as another instance of the app has it.</summary>
    public T New<T>()
        where T : class => ActivatorUtilities.CreateInstance<T>(_services);

    public TableClient Table(string name) => _tables.GetTableClient(name);

    public QueueClient Queue(string name) => _queues.GetQueueClient(name);

    public BlobContainerClient Container(string name) => _blobs.GetBlobContainerClient(name);

    public async Task CreateAsync()
    {
        _isCreated = true;
        await Task.WhenAll(Tables.All.Select(table => Table(table).CreateAsync()));
        await Task.WhenAll(Queues.All.Select(queue => Queue(queue).CreateAsync()));
        await Task.WhenAll(Containers.All.Select(container => Container(container).CreateAsync()));
        await Get<LoyaltyTerms>().GetAsync(default); // As a start does: filing never asks.
        await Get<KnownAutomations>().GetAsync(default);
    }

    /// <summary>Takes the messages that wait on a queue.</summary>
    public async Task<List<T>> TakeAsync<T>(string queue)
    {
        var taken = new List<T>();
        while ((await Queue(queue).ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                taken.Add(message.Body.ToObjectFromJson<T>(JsonSerializerOptions.Web)!);
                await Queue(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return taken;
    }

    /// <summary>Files a capture as the queue function does; returns the contact's id.</summary>
    public async Task<string> FileAsync(CapturedEvent capture) =>
        await Get<ContactFiling>().FileAsync(capture, default) ?? throw new InvalidOperationException("The capture is nobody's.");

    /// <summary>Filing on an instance that remembers nobody.</summary>
    public ContactFiling ColdFiling() => ColdFiling(out _);

    /// <summary>Filing on an instance that remembers nobody, and has heard who was erased.</summary>
    public async Task<ContactFiling> ColdErasedFilingAsync()
    {
        var filing = ColdFiling(out var erased);
        await erased.RefreshAsync(default);
        return filing;
    }

    /// <summary>Files a capture on such an instance.</summary>
    public async Task<string?> ColdErasedFilingAsync(CapturedEvent capture) =>
        await (await ColdErasedFilingAsync()).FileAsync(capture, default);

    /// <summary>A contact that must be there.</summary>
    public async Task<ContactCard> CardAsync(string contactId) =>
        await Get<ContactReader>().GetAsync(contactId, default) ?? throw new InvalidOperationException($"There is no contact {contactId}.");

    /// <summary>All contacts (at most a thousand).</summary>
    public async Task<IReadOnlyList<Contact>> ContactsAsync()
    {
        var page = await Get<ContactReader>().ListAsync(new Paging(1000, null), default);
        return [.. page.Items.Select(card => card.Contact)];
    }

    /// <summary>The hashes of all contacts: what the base comes to, whatever the ids.</summary>
    public async Task<IReadOnlyList<string>> HashesAsync() =>
        [.. (await ContactsAsync()).Select(ContactHash.Of).Order(StringComparer.Ordinal)];

    /// <summary>All rows of a table whose keys begin with a text.</summary>
    public async Task<List<TableEntity>> RowsAsync(string table, string prefix = "")
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table(table).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Calls an HTTP function; its status, and its JSON (an empty object for a page).</summary>
    public async Task<(int Status, JsonElement Body)> CallAsync(
        Func<HttpRequest, Task<IResult>> function, object? body = null, string query = "")
    {
        var (status, text) = await CallForTextAsync(function, body is null ? null : JsonSerializer.Serialize(body), query: query);
        return (status, JsonSerializer.Deserialize<JsonElement>(text.StartsWith('{') ? text : "{}"));
    }

    public async Task<(int Status, string Text)> CallForTextAsync(
        Func<HttpRequest, Task<IResult>> function, string? body = null, string? language = null, string query = "")
    {
        var context = NewContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.AcceptLanguage = language;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await function(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    /// <summary>Calls an HTTP function as a program of some name; its status, and where it leads.</summary>
    public async Task<(int Status, string? Location)> FetchAsync(
        Func<HttpRequest, Task<IResult>> function, string agent, string method = "GET")
    {
        var context = NewContext();
        context.Request.Method = method;
        context.Request.Headers.UserAgent = agent;
        context.Response.Body = new MemoryStream();
        await (await function(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.Headers.Location.ToString() is { Length: > 0 } to ? to : null);
    }

    /// <summary>Posts bytes to an HTTP function; its status.</summary>
    public async Task<int> PostRawAsync(Func<HttpRequest, Task<IResult>> function, byte[] body, string type)
    {
        var context = NewContext();
        context.Request.Method = "POST";
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = new MemoryStream();
        await (await function(context.Request)).ExecuteAsync(context);
        return context.Response.StatusCode;
    }

    /// <summary>What the app is put together of.</summary>
    protected IServiceProvider Services => _services;

    /// <summary>A request that HTTP functions can answer.</summary>
    protected DefaultHttpContext NewContext() => new() { RequestServices = _services };

    /// <summary>Ends the app and takes its base away: the emulator looks for each thing among all that are there.</summary>
    public void Dispose()
    {
        _services.Dispose();
        if (_isCreated)
        {
            _isCreated = false;
            Task.WhenAll(
                Task.WhenAll(Tables.All.Select(table => Table(table).DeleteAsync())),
                Task.WhenAll(Queues.All.Select(queue => Queue(queue).DeleteIfExistsAsync())),
                Task.WhenAll(Containers.All.Select(container => Container(container).DeleteIfExistsAsync()))).Wait();
        }
    }

    private ContactFiling ColdFiling(out ErasedKeys erased)
    {
        var commits = new CommitsByTable(_tables);
        erased = new ErasedKeys(_tables, commits, Get<IOptions<ErasureOptions>>(), Clock);
        return new ContactFiling(
            _tables,
            commits,
            new RecentContacts(),
            new ErasedPeople(erased, NullLogger<ErasedPeople>.Instance),
            Get<Regroupings>(),
            Get<LoyaltyTerms>(),
            new VisitorLinks(_tables, commits, new BrowserPushes(_tables, commits, Get<CaptureStore>())),
            _services.GetServices<IFiledFollower>());
    }
}
