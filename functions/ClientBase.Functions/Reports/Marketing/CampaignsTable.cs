using ClientBase.Domain;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Http;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Sending.Links.Following;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>What came of the campaigns, the latest first.</summary>
public sealed class CampaignsTable(
    CampaignStore campaigns,
    CampaignFigures figures,
    OrderAttribution attribution,
    LinkTracking tracking,
    IOptions<CampaignOptions> options) : IReport
{
    private const int MostRows = 50;

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("campaign", "Campaign", "Кампания"),
        ReportColumn.Text("segment", "Segment", "Сегмент"),
        ReportColumn.Text("state", "State", "Состояние"),
        ReportColumn.Date("startedAt", "Started", "Начата"),
        ReportColumn.Number("planned", "Planned", "Запланировано"),
        ReportColumn.Number("sent", "Sent", "Отправлено"),
        ReportColumn.Number("skipped", "Skipped", "Пропущено"),
        ReportColumn.Number("refused", "Refused", "Отклонено"),
        ReportColumn.Number("ambiguous", "Unanswered", "Без ответа"),
        ReportColumn.Number("delivered", "Delivered", "Доставлено"),
        ReportColumn.Number("opened", "Opened", "Открыто"),
        ReportColumn.Number("clicked", "Clicked", "Переходы"),
        ReportColumn.Number("machineOpened", "Opened by machines", "Открыто роботами"),
        ReportColumn.Number("unsubscribed", "Unsubscribed", "Отписались"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Money("revenue", "Revenue", "Выручка"),
        ReportColumn.Money("cost", "Cost", "Затраты"),
        ReportColumn.Percent("roi", "Return on cost", "Окупаемость"),
    ];

    public string Name => "campaigns";

    public LocalText Title { get; } = new("Campaigns", "Кампании");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var all = (await campaigns.ListAsync(new Paging(1000, null), cancellationToken)).Items;
        var latest = all.Where(campaign => source.Query.Segment is null || campaign.Definition.Segment == source.Query.Segment)
            .Where(campaign => source.Query.From is null || campaign.StartedAt >= source.Query.From)
            .Where(campaign => source.Query.To is null || campaign.StartedAt < source.Query.To)
            .OrderByDescending(campaign => campaign.StartedAt ?? DateTimeOffset.MaxValue).ThenBy(campaign => campaign.Id,
                StringComparer.Ordinal)
            .Take(MostRows).ToList();
        var orders = await attribution.OfAsync(latest, cancellationToken);
        var rows = new List<object?[]>();
        foreach (var campaign in latest)
        {
            rows.Add(Row(campaign, ReportView.Of(
                campaign,
                await figures.OfAsync(campaign, cancellationToken),
                orders.GetValueOrDefault(campaign.Id),
                options.Value,
                tracking.Tells(campaign.Definition.Channel))));
        }

        string[] summed = ["planned", "sent", "skipped", "refused", "ambiguous", "unsubscribed", "orders", "revenue"];
        return new ReportTable(Columns, rows).Summed(summed).Noted(
            new LocalText(
                "An order is put down to one campaign: that of the last click before it, else of the last open, else of the last message, "
                + "each within the campaign's window.",
                "Заказ относится к одной кампании: по последнему переходу перед ним, иначе по последнему открытию, иначе по последнему "
                + "сообщению, в пределах окна кампании."),
            new LocalText(
                $"The {MostRows} latest. An empty cell is not known, not none: only the provider's events and the shop's orders can tell.",
                $"Последние {MostRows}. Пустая ячейка значит «неизвестно», а не ноль: это знают только события провайдера и заказы."));
    }

    private static object?[] Row(Campaign campaign, ReportView report) =>
    [
        campaign.Id, campaign.Definition.Segment, report.State, campaign.StartedAt, report.Planned, report.Sent, report.Skipped,
        report.Refused, report.Ambiguous, report.Delivered, report.Opened, report.Clicked, report.MachineOpened, report.Unsubscribed,
        report.Orders, report.Revenue, report.Cost, report.Roi,
    ];
}
