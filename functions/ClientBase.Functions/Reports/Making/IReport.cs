using ClientBase.Domain;

namespace ClientBase.Functions.Reports.Making;

/// <summary>A report: one table, made from the kept logs.</summary>
public interface IReport
{
    /// <summary>Its name in the API.</summary>
    string Name { get; }

    /// <summary>What it is about.</summary>
    LocalText Title { get; }

    /// <summary>What its figures change with; what is kept until then must not go by anything else.</summary>
    ReportBasis Basis => ReportBasis.Live;

    /// <summary>Whether its rows are people: what is kept of it goes when somebody is erased.</summary>
    bool NamesPeople => false;

    /// <summary>Makes it.</summary>
    Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken);
}
