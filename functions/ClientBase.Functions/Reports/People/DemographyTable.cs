using ClientBase.Domain;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.People;

/// <summary>Who the people are: sex, age, family, work, language, interests.</summary>
public sealed class DemographyTable : IReport
{
    public string Name => "demography";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Demography", "Демография");

    public Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken) => Breakdowns.MakeAsync(
        source,
        [
            Dimension.Sex, Dimension.Age(DateOnly.FromDateTime(source.AsOf.UtcDateTime)),
            .. Breakdowns.Values("family", "social", "language", "occupation", "industry", "interests"),
        ],
        cancellationToken);
}
