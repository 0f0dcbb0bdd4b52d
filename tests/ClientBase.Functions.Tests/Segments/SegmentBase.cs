using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>A base of its own on the shared emulator, with the functions of segments over it and their queues in memory.</summary>
internal sealed class SegmentBase
{
    private readonly RecomputeSegments _recompute;
    private readonly GatherSegmentFacts _gather;
    private readonly CombineSegmentFacts _combine;
    private readonly ApplySegments _apply;
    private int _captures;

    public SegmentBase(AzuriteFixture azurite)
    {
        var prefix = $"s{Guid.NewGuid():N}";
        var options = new TableClientOptions();
        options.AddPolicy(Requests, HttpPipelinePosition.PerCall);
        var tables = new PrefixedTables(azurite.ConnectionString, options, prefix);
        var blobs = new PrefixedBlobs(azurite.ConnectionString, prefix);
        Blobs = blobs.GetBlobContainerClient(Containers.SegmentRuns);
        ContactRows = tables.GetTableClient(Tables.Contacts);
        CountRows = tables.GetTableClient(Tables.Segments);

        var settings = Options.Create(new SegmentSettings());
        Contacts = new ContactStore(tables, new RecentContacts());
        Catalogue = new SegmentCatalogue(settings.Value.ToOptions());
        Store = new SegmentStore(tables);
        Members = new SegmentMembers(Store, Contacts);
        Runs = new SegmentRuns(tables);
        var facts = new FactsBlobs(blobs);
        var contactSegments = new ContactSegments(tables);
        _recompute = new RecomputeSegments(Runs, settings, Clock);
        _gather = new GatherSegmentFacts(Runs, contactSegments, facts, Catalogue);
        _combine = new CombineSegmentFacts(Runs, facts, Catalogue);
        _apply = new ApplySegments(Runs, facts, contactSegments, Store, Catalogue, Clock);
        Show = new ShowSegments(Catalogue, Store, Runs, Members);
        Export = new ExportSegment(Members, Catalogue);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RequestLog Requests { get; } = new();

    public BlobContainerClient Blobs { get; }

    public TableClient ContactRows { get; }

    public TableClient CountRows { get; }

    public ContactStore Contacts { get; }

    public SegmentCatalogue Catalogue { get; }

    public SegmentStore Store { get; }

    public SegmentMembers Members { get; }

    public SegmentRuns Runs { get; }

    public ShowSegments Show { get; }

    public ExportSegment Export { get; }

    public Task CreateAsync() => Task.WhenAll(ContactRows.CreateAsync(), CountRows.CreateAsync(), Blobs.CreateAsync());

    /// <summary>Files a capture with orders so many days ago, each with its sum; returns the contact's id.</summary>
    public Task<string> FileAsync(string email, int seenDaysAgo, params (int DaysAgo, decimal Total)[] orders)
    {
        var capture = Says(email, seenDaysAgo);
        foreach (var (i, order) in orders.Index())
        {
            capture.Order("shop", $"{email}-{i}", Clock.GetUtcNow().AddDays(-order.DaysAgo), order.Total, "RUB", counts: true);
        }

        return FileAsync(capture.Build());
    }

    /// <summary>Begins a capture that says an address.</summary>
    public CaptureBuilder Says(string email, int daysAgo)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        var id = $"capture-{Interlocked.Increment(ref _captures)}";
        return new CaptureBuilder(id, "form:news", "form", Clock.GetUtcNow().AddDays(-daysAgo)).Email(address);
    }

    public async Task<string> FileAsync(CapturedEvent capture)
    {
        while (true)
        {
            var look = await Contacts.FindAsync(capture, default);
            var resolution = IdentityResolver.Resolve(capture, look.People);
            if (await Contacts.ApplyAsync(capture, resolution, look, default))
            {
                return resolution.Contact.Id;
            }
        }
    }

    /// <summary>Starts a recompute; the messages it sends.</summary>
    public Task<SegmentWork> TriggerAsync() => _recompute.RunAsync(new TimerInfo(), default);

    /// <summary>Recomputes to the end.</summary>
    public async Task RecomputeAsync() => await DeliverAsync(await TriggerAsync());

    /// <summary>Delivers messages and all that follow, until nothing waits.</summary>
    /// <param name="work">The first messages.</param>
    /// <param name="onFirstApply">What happens between the gathering and the first write.</param>
    /// <param name="times">How often each message is delivered.</param>
    public async Task DeliverAsync(SegmentWork work, Func<Task>? onFirstApply = null, int times = 1)
    {
        for (var waiting = Messages(work).ToList(); waiting.Count > 0;)
        {
            if (onFirstApply is { } interlude && waiting[0] is ApplyShard)
            {
                onFirstApply = null;
                await interlude();
            }

            var sent = await Task.WhenAll(waiting.SelectMany(message => Enumerable.Repeat(message, times)).Select(DeliverAsync));
            waiting = [.. sent.SelectMany(Messages).Distinct()];
        }
    }

    public Task<SegmentWork> DeliverAsync(object message) => message switch
    {
        GatherShard gather => _gather.RunAsync(gather, default),
        CombineRun combine => _combine.RunAsync(combine, default),
        ApplyShard apply => _apply.RunAsync(apply, default),
        _ => throw new ArgumentException($"No function takes {message.GetType().Name}.", nameof(message)),
    };

    public static IEnumerable<object> Messages(SegmentWork work) =>
        [.. work.Gather ?? [], .. work.Combine is { } combine ? [combine] : Array.Empty<CombineRun>(), .. work.Apply ?? []];

    public async Task<StoredContact> GetAsync(string contactId) =>
        await Contacts.GetAsync(contactId, default) ?? throw new InvalidOperationException($"There is no contact {contactId}.");

    /// <summary>All membership rows, as "segment contact".</summary>
    public async Task<List<string>> MembershipsAsync()
    {
        var rows = new List<string>();
        await foreach (var row in ContactRows.QueryAsync<TableEntity>("RowKey ge 'm|' and RowKey lt 'm}'"))
        {
            rows.Add(row.RowKey[2..].Replace('|', ' '));
        }

        return rows;
    }

    private sealed class PrefixedTables(string connectionString, TableClientOptions options, string prefix) : TableServiceClient(connectionString, options)
    {
        public override TableClient GetTableClient(string tableName) => base.GetTableClient(prefix + tableName);
    }

    private sealed class PrefixedBlobs(string connectionString, string prefix) : BlobServiceClient(connectionString)
    {
        public override BlobContainerClient GetBlobContainerClient(string blobContainerName) => base.GetBlobContainerClient($"{prefix}-{blobContainerName}");
    }
}

/// <summary>Counts the requests that reach storage.</summary>
internal sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<(RequestMethod Method, string Path)> _sent = new();

    public override void OnSendingRequest(HttpMessage message) =>
        _sent.Enqueue((message.Request.Method, Uri.UnescapeDataString(message.Request.Uri.ToUri().AbsolutePath)));

    public void Clear() => _sent.Clear();

    /// <summary>Pages of queries over contacts.</summary>
    public int Scans => _sent.Count(request => request.Path.EndsWith(Tables.Contacts + "()", StringComparison.Ordinal));

    /// <summary>Batches, that is: changes of contacts and memberships.</summary>
    public int Batches => _sent.Count(request => request.Path.EndsWith("$batch", StringComparison.Ordinal));

    /// <summary>Changes of the rows that hold the counts.</summary>
    public int CountWrites => _sent.Count(request => request.Method != RequestMethod.Get && request.Path.Contains("counts", StringComparison.Ordinal));
}
