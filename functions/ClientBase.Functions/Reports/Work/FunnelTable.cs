using ClientBase.Domain;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Work;

/// <summary>Deals by stage: how many came there, how many went on, how long it took.</summary>
public sealed class FunnelTable(FunnelStore funnels) : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("stage", "Stage", "Этап"),
        ReportColumn.Text("title", "Name", "Название"),
        ReportColumn.Number("deals", "Deals there now", "Сделок сейчас"),
        ReportColumn.Money("amount", "Their amount", "На сумму"),
        ReportColumn.Number("entered", "Ever came there", "Всего попало"),
        ReportColumn.Percent("conversion", "Won of those", "Из них выиграно"),
        ReportColumn.Percent("onward", "Went on from there", "Прошли дальше"),
        ReportColumn.Number("medianDays", "Days there, median", "Дней на этапе, медиана"),
    ];

    public string Name => "funnel";

    public LocalText Title { get; } = new("Funnel", "Воронка");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var funnel = await funnels.GetAsync(cancellationToken);
        var period = source.Query;
        var deals = (await source.WorkAsync(cancellationToken)).Select(item => item.Deal).OfType<Deal>()
            .Where(deal => (period.From is null || deal.CreatedAt >= period.From) && (period.To is null || deal.CreatedAt < period.To))
                .ToList();
        var currencies = deals.Select(deal => deal.Currency).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new ReportTable(Columns, [.. funnel.Stages.Select(stage => Row(stage, deals, source.AsOf))])
        {
            Totals = new Dictionary<string, object?>
            {
                ["deals"] = deals.Count,
                ["amount"] = deals.Sum(deal => deal.Amount ?? 0m),
                ["won"] = deals.Count(deal => deal.Stage == FunnelStage.Won),
                ["lost"] = deals.Count(deal => deal.Stage == FunnelStage.Lost),
                ["conversion"] = Share(deals.Count(deal => deal.Stage == FunnelStage.Won), deals.Count),
            },
        }.Noted(
            new(
                "Deals begun in the period. 'conversion' is the share of the deals that were ever in a stage and are won by now.",
                "Сделки, начатые за период. 'conversion' — доля сделок, бывших на этапе, которые к этому времени выиграны."),
            currencies.Count > 1
                ? new(
                    $"Amounts are in several currencies ({string.Join(", ", currencies)}) and added up as they are.",
                    $"Суммы в разных валютах ({string.Join(", ", currencies)}) сложены как есть.")
                : null,
            Few.Of(deals.Count, "deals", "сделок"));
    }

    private static object?[] Row(FunnelStage stage, List<Deal> deals, DateTimeOffset asOf)
    {
        var (now, ever) = (deals.Where(deal => deal.Stage == stage.Id).ToList(), deals.Where(deal => WasIn(deal, stage.Id)).ToList());
        var won = ever.Count(deal => deal.Stage == FunnelStage.Won);
        var gone = ever.Count(deal => deal.Stage != stage.Id && deal.Stage != FunnelStage.Lost);
        return
        [
            stage.Id, stage.Name, now.Count, now.Sum(deal => deal.Amount ?? 0m), ever.Count, Share(won, ever.Count),
            stage.IsOpen ? Share(gone, ever.Count) : null, Median([.. ever.SelectMany(deal => DaysIn(deal, stage, asOf))]),
        ];
    }

    private static bool WasIn(Deal deal, string stage) => deal.Stage == stage || deal.History.Any(entry => entry.Stage == stage);

    private static IEnumerable<double> DaysIn(Deal deal, FunnelStage stage, DateTimeOffset asOf)
    {
        for (var i = 0; i < deal.History.Count; i++)
        {
            if (deal.History[i].Stage == stage.Id && (stage.IsOpen || i + 1 < deal.History.Count))
            {
                var left = i + 1 < deal.History.Count ? deal.History[i + 1].At : asOf;
                yield return Math.Max(0d, (left - deal.History[i].At).TotalDays);
            }
        }
    }

    private static double? Median(List<double> days)
    {
        days.Sort();
        return days.Count == 0 ? null : Math.Round((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2d, 2);
    }

    private static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4);
}
