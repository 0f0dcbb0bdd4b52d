using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>A base with the functions of segments over it; the test delivers their messages.</summary>
internal sealed class SegmentBase(AzuriteFixture azurite) : TestApp(azurite)
{
    private int _captures;

    public BlobContainerClient Blobs => Container(Containers.SegmentRuns);

    public TableClient ContactRows => Table(Tables.Contacts);

    public TableClient CountRows => Table(Tables.Segments);

    public ContactStore Contacts => Get<ContactStore>();

    public SegmentCatalogue Catalogue => Get<SegmentCatalogue>();

    public SegmentStore Store => Get<SegmentStore>();

    public SegmentMembers Members => Get<SegmentMembers>();

    public SegmentRuns Runs => Get<SegmentRuns>();

    public ShowSegments Show => Get<ShowSegments>();

    public ExportSegment Export => Get<ExportSegment>();

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

    /// <summary>Starts a recompute; the messages it sends.</summary>
    public async Task<SegmentWork> TriggerAsync()
    {
        await Get<RecomputeSegments>().RunAsync(new TimerInfo(), default);
        return new SegmentWork
        {
            Gather = [.. await TakeAsync<GatherShard>(Queues.SegmentsGather)],
            Combine = (await TakeAsync<CombineRun>(Queues.SegmentsCombine)).SingleOrDefault(),
            Apply = [.. await TakeAsync<ApplyShard>(Queues.SegmentsApply)],
        };
    }

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
        GatherShard gather => Get<GatherSegmentFacts>().RunAsync(gather, default),
        CombineRun combine => Get<CombineSegmentFacts>().RunAsync(combine, default),
        ApplyShard apply => Get<ApplySegments>().RunAsync(apply, default),
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
}
