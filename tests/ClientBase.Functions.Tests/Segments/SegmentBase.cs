using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Exports;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>A base with the functions of segments over it; the test delivers their messages.</summary>
internal sealed class SegmentBase(AzuriteFixture azurite, Action<IServiceCollection>? replace = null) : TestApp(azurite, null, replace)
{
    private int _captures;

    public TableClient ContactRows => Table(Tables.Contacts);

    public SegmentCatalogue Catalogue => Get<SegmentCatalogue>();

    public SegmentStore Store => Get<SegmentStore>();

    public RecomputeRuns Runs => Get<RecomputeRuns>();

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

    /// <summary>Defines a segment, without asking for a recompute.</summary>
    public async Task DefineAsync(string id, string? rule)
    {
        Assert.Null(rule is null ? null : Domain.Segments.Rules.Rule.Parse(rule).Error);
        await Get<OwnSegments>().PutAsync(id, id, rule, null, Clock.GetUtcNow(), default);
    }

    /// <summary>Begins a capture that says an address.</summary>
    public CaptureBuilder Says(string email, int daysAgo) => SaysBy(email, daysAgo, "form:news");

    /// <summary>Begins a capture of a form that says an address.</summary>
    public CaptureBuilder SaysBy(string email, int daysAgo, string source)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        var id = $"capture-{Interlocked.Increment(ref _captures)}";
        return new CaptureBuilder(id, source, "form", Clock.GetUtcNow().AddDays(-daysAgo)).Email(address);
    }

    /// <summary>Asks for a recompute as the timer does, and runs what was asked for.</summary>
    public async Task RecomputeAsync()
    {
        await Get<RecomputeSegments>().RunAsync(new TimerInfo(), default);
        await RunAskedAsync();
    }

    /// <summary>Builds all anew from the contacts' own rows.</summary>
    public async Task RebuildAsync()
    {
        await Get<RecomputeRequests>().AskAsync(isRebuild: true, default);
        await RunAskedAsync();
    }

    /// <summary>Runs what was asked for, and what that asks for.</summary>
    public async Task RunAskedAsync()
    {
        while (await TakeAsync<RecomputeAsked>(Queues.Recompute) is { Count: > 0 } asked)
        {
            foreach (var message in asked)
            {
                await Get<RunRecompute>().RunAsync(message, default);
            }
        }
    }

    public async Task<Scores> ScoresAsync(string contactId) => (await CardAsync(contactId)).Scores;

    /// <summary>Who entered and left, as "segment entered contact: reason", in the order of the keys.</summary>
    public async Task<List<string>> ChangesAsync() =>
    [
        .. (await RowsAsync(Tables.Contacts, "x|")).SelectMany(ChangeRow.Read)
            .Select(change => $"{change.Segment} {(change.IsEntering ? "entered" : "left")} {change.ContactId}: {change.Reason}"),
    ];

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
