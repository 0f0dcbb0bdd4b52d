using ClientBase.Domain;
using ClientBase.Functions.Automations;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Reports.Making;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>How far people have come in each automation.</summary>
public sealed class AutomationsTable(AutomationStore automations, RunTallies tallies, IOptions<CampaignOptions> options) : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("automation", "Automation", "Автоматизация"),
        ReportColumn.Text("name", "Name", "Название"),
        ReportColumn.Text("enabled", "Switched on", "Включена"),
        ReportColumn.Number("entered", "Entered", "Вошли"),
        ReportColumn.Number("active", "On the way", "В пути"),
        ReportColumn.Number("completed", "Completed", "Завершили"),
        ReportColumn.Number("exited", "Left", "Вышли"),
        ReportColumn.Number("goal", "Reached the goal", "Достигли цели"),
        ReportColumn.Percent("goalShare", "Share that reached it", "Доля достигших"),
        ReportColumn.Number("sent", "Messages sent", "Отправлено сообщений"),
        ReportColumn.Money("cost", "Cost of mails", "Стоимость писем"),
    ];

    public string Name => "automations";

    public LocalText Title { get; } = new("Automations", "Автоматизации");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        foreach (var automation in await automations.ListAsync(cancellationToken))
        {
            var counts = await tallies.OfAsync(automation.Id, cancellationToken);
            rows.Add(
            [
                automation.Id, automation.Definition.Name, automation.Enabled ? "yes" : "no", counts.Entered, counts.Active,
                counts.Completed, counts.Exited, counts.Goal,
                counts.Entered == 0 ? null : Math.Round((decimal)counts.Goal / counts.Entered, 4), counts.Sent,
                options.Value.CostPerMail == 0m ? null : counts.Sent * options.Value.CostPerMail,
            ]);
        }

        return new ReportTable(Columns, rows).Summed("entered", "active", "completed", "exited", "goal", "sent").Noted(
            new LocalText(
                "Runs since each automation was defined; 'from', 'to', 'by' and 'segment' change nothing. Entered = on the way + completed "
                + "+ left. Cost as if every message were a mail.",
                "Прохождения с создания автоматизации; 'from', 'to', 'by' и 'segment' ничего не меняют. Вошли = в пути + завершили + "
                + "вышли. Стоимость считается так, будто все сообщения письма."));
    }
}
