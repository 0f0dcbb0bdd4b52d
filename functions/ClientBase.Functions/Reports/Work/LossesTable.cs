using ClientBase.Domain;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Work;

/// <summary>Why deals were lost, and to whom people left.</summary>
public sealed class LossesTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("kind", "What", "Что"),
        ReportColumn.Text("reason", "Reason or competitor", "Причина или конкурент"),
        ReportColumn.Number("count", "Times", "Раз"),
        ReportColumn.Money("amount", "Amount lost", "Потерянная сумма"),
        ReportColumn.Percent("share", "Share", "Доля"),
    ];

    public string Name => "losses";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Losses", "Потери");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var query = source.Query;
        bool Has(DateTimeOffset at) => (query.From is null || at >= query.From) && (query.To is null || at < query.To);
        var lost = (await source.WorkAsync(cancellationToken)).Select(item => item.Deal).OfType<Deal>()
            .Where(deal => deal.Stage == FunnelStage.Lost && Has(deal.History.Count == 0 ? deal.CreatedAt : deal.History[^1].At)).ToList();
        var left = await source.PeopleAsync(cancellationToken).SelectMany(one => (one.Events ?? []).Where(done => done.LeftTo is not null))
            .Where(done => Has(DateTimeOffset.FromUnixTimeMilliseconds(done.At))).ToListAsync(cancellationToken);
        IEnumerable<object?[]> rows =
        [
            .. lost.GroupBy(deal => (deal.Reason ?? "").Trim(), StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(reason => reason.Count()).ThenBy(reason => reason.Key, StringComparer.Ordinal)
                .Select(reason => (object?[])
                [
                    "deal", reason.Key, reason.Count(), reason.Sum(deal => deal.Amount ?? 0m),
                    Math.Round((decimal)reason.Count() / lost.Count, 4),
                ]),
            .. left.GroupBy(done => done.LeftTo!.Trim(), StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(to => to.Count()).ThenBy(to => to.Key, StringComparer.Ordinal)
                .Select(to => (object?[])["leftTo", to.Key, to.Count(), null, Math.Round((decimal)to.Count() / left.Count, 4)]),
        ];
        return new ReportTable(Columns, [.. rows]).Summed("count", "amount").Noted(
            new(
                "'deal': deals lost in the period by their reason; 'leftTo': people who said to whom they leave. Shares are within each.",
                "'deal' — сделки, проигранные за период, по причинам; 'leftTo' — люди, сказавшие, к кому уходят. Доли внутри каждого."),
            Few.Of(lost.Count + left.Count, "losses", "потерь"));
    }
}
