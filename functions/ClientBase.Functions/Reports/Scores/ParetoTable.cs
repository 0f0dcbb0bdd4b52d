using ClientBase.Domain;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Scores;

/// <summary>What the best customers bring: ranked by revenue, tenth by tenth.</summary>
public sealed class ParetoTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("part", "Best customers up to", "Лучшие покупатели до"),
        ReportColumn.Number("customers", "Customers of the tenth", "Покупателей в десятой части"),
        ReportColumn.Money("revenue", "Their revenue", "Их выручка"),
        ReportColumn.Percent("share", "Share of revenue", "Доля выручки"),
        ReportColumn.Percent("cumulativeShare", "Share with all above", "Доля нарастающим итогом"),
    ];

    public string Name => "pareto";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Pareto", "Парето");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var ranked = await CustomerSums.NetsAsync(source, cancellationToken);
        ranked.RemoveAll(net => net <= 0m);
        ranked.Sort((one, other) => other.CompareTo(one));
        var whole = ranked.Sum();
        var rows = new List<object?[]>();
        for (var (tenth, before, cumulated) = (1, 0, 0m); tenth <= 10 && ranked.Count > 0; tenth++)
        {
            var until = (int)Math.Ceiling(ranked.Count * tenth / 10m);
            var revenue = ranked[before..until].Sum();
            cumulated += revenue;
            rows.Add([$"{tenth * 10}%", until - before, revenue, CustomerSums.Share(revenue, whole), CustomerSums.Share(cumulated, whole)]);
            before = until;
        }

        var top = ranked.Take((int)Math.Ceiling(ranked.Count / 5m)).Sum();
        var share = CustomerSums.Share(top, whole);
        return new ReportTable(Columns, rows)
        {
            Totals = new Dictionary<string, object?> { ["customers"] = ranked.Count, ["revenue"] = whole, ["topFifthShare"] = share },
        }.Noted(
            share is { } of
                ? new(
                    FormattableString.Invariant($"The best fifth of the customers brings {of:0.0%} of the revenue."),
                    FormattableString.Invariant($"Лучшая пятая часть покупателей приносит {of:0.0%} выручки."))
                : null,
            new(
                "Over customers with revenue above nothing, net of refunds, all their history; as of the last recompute.",
                "По покупателям с выручкой больше нуля, за вычетом возвратов, за всю историю; на момент последнего пересчёта."),
            Few.Of(ranked.Count, "customers", "покупателей"));
    }
}
