using ClientBase.Domain;
using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>What to offer each customer next, and why.</summary>
public sealed class OffersTable : IReport
{
    private const int OffersEach = 3;
    private const int MostRows = 10_000;

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

    public LocalText Title { get; } = new("What to offer next", "Что предложить дальше");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var period = await source.PeriodAsync(cancellationToken);
        var sales = (await source.EachKnownSaleAsync(cancellationToken)).Where(sale => period.Has(sale.At)).ToList();
        var log = BasketLog.OfCustomers(sales);
        var pairs = PairReport.Of(log, new PairOptions { MinCount = Math.Max(2, PairOptions.LeastOf(log.Count)) });
        var offers = new NextOffers(pairs);
        var rows = new List<object?[]>();
        foreach (var customer in sales.GroupBy(sale => sale.CustomerId, StringComparer.Ordinal).OrderBy(one => one.Key,
            StringComparer.Ordinal))
        {
            var bought = customer.SelectMany(sale => sale.Lines).Where(line => line.IsPurchase).Select(line => line.ProductId).ToHashSet();
            rows.AddRange(offers.For(bought, OffersEach).Select(offer => Row(customer.Key, offer)));
        }

        rows = [.. rows.OrderByDescending(row => (double)row[3]!).ThenBy(row => (string)row[0]!, StringComparer.Ordinal)];
        return new ReportTable(Columns, [.. rows.Take(MostRows)])
        {
            Totals = new Dictionary<string, object?> { ["offers"] = rows.Count },
        }.Noted(
            new(
                $"Up to {OffersEach} goods a customer that others who have the same goods bought more often than chance explains; the "
                + $"strongest first, at most {MostRows}.",
                $"До {OffersEach} товаров на покупателя, которые другие владельцы тех же товаров покупали чаще случайного; сначала самые "
                + $"сильные, не более {MostRows}."),
            Few.Of(log.Count, "customers with goods", "покупателей с товарами", 100));
    }

    private static object?[] Row(string contact, Offer offer) =>
        [contact, offer.ProductId, offer.Title, Math.Round(offer.Score, 6), offer.BoughtWith, offer.Reason.En, offer.Reason.Ru];
}
