using ClientBase.Domain;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.People;

/// <summary>Where the people live.</summary>
public sealed class GeographyTable : IReport
{
    public string Name => "geography";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Geography", "География");

    public Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken) =>
        Breakdowns.MakeAsync(source, Breakdowns.Values("country", "region", "city"), cancellationToken);
}
