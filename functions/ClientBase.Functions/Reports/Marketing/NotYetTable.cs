using ClientBase.Domain;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>A report on something the base has none of: an empty table that says so.</summary>
/// <param name="name">Its name.</param>
/// <param name="title">What it is about.</param>
/// <param name="columns">Its columns.</param>
public sealed class NotYetTable(string name, LocalText title, IReadOnlyList<ReportColumn> columns) : IReport
{
    public static NotYetTable Automations { get; } = new(
        "automations",
        new("Automations", "Автоматизации"),
        [
            ReportColumn.Text("automation", "Automation", "Автоматизация"), ReportColumn.Number("entered", "Entered", "Вошли"),
            ReportColumn.Number("active", "On the way", "В пути"), ReportColumn.Number("completed", "Completed", "Завершили"),
            ReportColumn.Number("exited", "Left", "Вышли"), ReportColumn.Number("goal", "Reached the goal", "Достигли цели"),
        ]);

    public string Name => name;

    public LocalText Title => title;

    public Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken) =>
        Task.FromResult(new ReportTable(columns, []).Noted(new LocalText("This base has none of it.", "В этой базе этого нет.")));
}
