using ClientBase.Domain;
using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>What to offer each customer next, and why.</summary>
public sealed class OffersTable : IReport
{
    private const int OffersEach = 3;
    private const int MostRows = 10_000;
    private const int EnoughLines = 4_000_000; // The latest; more would not fit into memory.

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("contact", "Contact", "Контакт"),
        ReportColumn.Text("productId", "Product to offer", "Что предложить"),
        ReportColumn.Text("title", "Title", "Название"),
        ReportColumn.Number("score", "Strength", "Сила"),
        ReportColumn.Text("boughtWith", "Because of", "Из-за товара"),
        ReportColumn.Text("because", "Why", "Почему"),
        ReportColumn.Text("becauseRu", "Why (Russian)", "Почему (по-русски)"),
    ];

    public string Name => "offers";

    public ReportBasis Basis => ReportBasis.Recompute;

    public bool NamesPeople => true;

    public LocalText Title { get; } = new("What to offer next", "Что предложить дальше");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var period = await source.PeriodAsync(cancellationToken);
        var baskets = new CustomerBaskets();
        await foreach (var sale in source.NewestAsync(period, knownOnly: true, EnoughLines, cancellationToken))
        {
            baskets.Add(sale);
        }

        var log = baskets.Log();
        var pairs = PairReport.Of(log, new PairOptions { MinCount = Math.Max(2, PairOptions.LeastOf(log.Count)) });
        var offers = new NextOffers(pairs);
        var (rows, count) = (new List<(string Contact, Offer Offer)>(), 0);
        foreach (var (customer, bought) in baskets.Each())
        {
            var its = offers.For(bought, OffersEach);
            count += its.Count;
            rows.AddRange(its.Select(offer => (customer, offer)));
            rows = rows.Count > 10 * MostRows ? Strongest(rows) : rows;
        }

        return new ReportTable(Columns, [.. Strongest(rows).Select(row => Row(row.Contact, row.Offer))])
        {
            Totals = new Dictionary<string, object?> { ["offers"] = count },
        }.Noted(
            new(
                $"Up to {OffersEach} goods a customer that others who have the same goods bought more often than chance explains; the "
                + $"strongest first, at most {MostRows}.",
                $"До {OffersEach} товаров на покупателя, которые другие владельцы тех же товаров покупали чаще случайного; сначала самые "
                + $"сильные, не более {MostRows}."),
            Few.Of(log.Count, "customers with goods", "покупателей с товарами", 100));
    }

    private static List<(string Contact, Offer Offer)> Strongest(List<(string Contact, Offer Offer)> rows) =>
    [
        .. rows.OrderByDescending(row => Math.Round(row.Offer.Score, 6)).ThenBy(row => row.Contact, StringComparer.Ordinal).Take(MostRows),
    ];

    private static object?[] Row(string contact, Offer offer) =>
        [contact, offer.ProductId, offer.Title, Math.Round(offer.Score, 6), offer.BoughtWith, offer.Reason.En, offer.Reason.Ru];
}
