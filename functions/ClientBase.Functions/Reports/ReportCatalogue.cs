using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments.Recompute;

namespace ClientBase.Functions.Reports;

/// <summary>All reports, and how one is made.</summary>
public sealed class ReportCatalogue(
    IEnumerable<IReport> reports, ReportStore store, Snapshots snapshots, RecomputeRuns runs, SegmentMembers members, TimeProvider clock)
{
    /// <summary>The reports, in the order people read them.</summary>
    public IReadOnlyList<IReport> All { get; } = [.. reports];

    /// <summary>The report of a name, or null.</summary>
    public IReport? Find(string name) => All.FirstOrDefault(report => report.Name == name);

    /// <summary>Whether there is such a segment.</summary>
    public Task<bool> IsSegmentAsync(string id, CancellationToken cancellationToken) => members.IsKnownAsync(id, cancellationToken);

    /// <summary>The currency most orders are in; null without any.</summary>
    public async Task<string?> CurrencyAsync(CancellationToken cancellationToken)
    {
        var source = new ReportSource(store, snapshots, ReportQuery.All, clock.GetUtcNow());
        return (await source.WalkAsync(withLines: false, [], [], cancellationToken)).All.Currencies is [var most, ..] ? most : null;
    }

    /// <summary>Makes a report, with the instant of its figures.</summary>
    public async Task<(ReportTable Table, DateTimeOffset AsOf)> MakeAsync(
        IReport report, ReportQuery query, CancellationToken cancellationToken)
    {
        var asOf = (await runs.GetAsync(cancellationToken))?.UpdatedAt ?? clock.GetUtcNow();
        return (await report.MakeAsync(new ReportSource(store, snapshots, query, asOf), cancellationToken), asOf);
    }
}
