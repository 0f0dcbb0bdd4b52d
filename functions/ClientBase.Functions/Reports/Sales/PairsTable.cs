using ClientBase.Domain;
using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>What is bought together.</summary>
public sealed class PairsTable : IReport
{
    private const int MostRows = 1_000;
    private const int EnoughLines = 4_000_000; // What was bought together in years of a large shop; more would not fit into memory.

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("productA", "Product", "Товар"),
        ReportColumn.Text("titleA", "Title", "Название"),
        ReportColumn.Text("productB", "Bought with", "Куплен вместе с"),
        ReportColumn.Text("titleB", "Title", "Название"),
        ReportColumn.Number("count", "Orders with both", "Заказов с обоими"),
        ReportColumn.Number("countA", "Orders with the first", "Заказов с первым"),
        ReportColumn.Number("countB", "Orders with the second", "Заказов со вторым"),
        ReportColumn.Percent("support", "Share of orders", "Доля заказов"),
        ReportColumn.Percent("confidenceAB", "Second, given the first", "Второй при первом"),
        ReportColumn.Percent("confidenceBA", "First, given the second", "Первый при втором"),
        ReportColumn.Number("lift", "Times more often than by chance", "Во сколько раз чаще случайного"),
    ];

    public string Name => "pairs";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Bought together", "Покупают вместе");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var baskets = new OrderBaskets();
        var period = await source.PeriodAsync(cancellationToken);
        await foreach (var sale in source.NewestAsync(period, knownOnly: false, EnoughLines, cancellationToken))
        {
            baskets.Add(sale);
        }

        var log = baskets.Log();
        var least = PairOptions.LeastOf(log.Count);
        var report = PairReport.Of(log, new PairOptions { MinCount = least });
        return new ReportTable(Columns, [.. report.Pairs.Take(MostRows).Select(Row)])
        {
            Totals = new Dictionary<string, object?> { ["baskets"] = report.Baskets, ["pairs"] = report.Pairs.Count },
        }.Noted(
            new(
                $"Pairs in {least} orders or more, the {MostRows} most frequent; orders of more than 500 products are left out, and of "
                + $"very many orders all but the latest {EnoughLines} lines.",
                $"Пары не менее чем в {least} заказах, {MostRows} самых частых; заказы из более чем 500 товаров не учтены, а из очень "
                + $"многих заказов учтены последние {EnoughLines} строк."),
            Few.Of(report.Baskets, "orders with goods", "заказов с товарами", 100));
    }

    /// <summary>How often a pair must be seen before it is shown: a small shop has few of each.</summary>
    private static object?[] Row(ProductPair pair) =>
    [
        pair.A, pair.TitleA, pair.B, pair.TitleB, pair.Count, pair.CountA, pair.CountB, pair.Support, pair.ConfidenceAB,
        pair.ConfidenceBA, pair.Lift,
    ];
}
