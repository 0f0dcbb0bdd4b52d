using ClientBase.Domain;

namespace ClientBase.Functions.Reports.Making;

/// <summary>A report: one table, made from the kept logs.</summary>
public interface IReport
{
    /// <summary>Its name in the API.</summary>
    string Name { get; }

    /// <summary>What it is about.</summary>
    LocalText Title { get; }

    /// <summary>Makes it.</summary>
    Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken);
}
