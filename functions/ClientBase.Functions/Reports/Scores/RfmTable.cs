using ClientBase.Domain;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Families;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Scores;

/// <summary>Customers and revenue by RFM segment.</summary>
public sealed class RfmTable(SegmentCatalogue catalogue) : IReport
{
    private const string Prefix = "rfm-";

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("segment", "Segment", "Сегмент"),
        ReportColumn.Text("title", "Name", "Название"),
        ReportColumn.Text("titleRu", "Name (Russian)", "Название (по-русски)"),
        ReportColumn.Number("customers", "Customers", "Покупатели"),
        ReportColumn.Percent("share", "Share of customers", "Доля покупателей"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Money("revenue", "Revenue", "Выручка"),
        ReportColumn.Percent("revenueShare", "Share of revenue", "Доля выручки"),
        ReportColumn.Money("averageCheck", "Average check", "Средний чек"),
        ReportColumn.Money("perCustomer", "Revenue per customer", "Выручка на покупателя"),
    ];

    public string Name => "rfm";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("RFM", "RFM");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var sums = await CustomerSums.ReadAsync(source, Prefix, null, cancellationToken);
        var rows = RfmSegments.Names.Select(name =>
        {
            var (people, orders, revenue, _) = sums.Of(Prefix + name);
            var title = catalogue.Find(Prefix + name)!.Title;
            return (object?[])
            [
                name, title.En, title.Ru, people, CustomerSums.Share(people, sums.Whole.Customers), orders, revenue,
                CustomerSums.Share(revenue, sums.Whole.Net), CustomerSums.Each(revenue, orders), CustomerSums.Each(revenue, people),
            ];
        });
        return new ReportTable(Columns, [.. rows]).Summed("customers", "orders", "revenue").Noted(
            new(
                "As of the last recompute, over everybody who ever ordered; quintiles of the whole base. 'from', 'to' and 'by' "
                + "change nothing.",
                "На момент последнего пересчёта, по всем, кто заказывал; квинтили всей базы. 'from', 'to' и 'by' ничего не меняют."),
            Few.Of(sums.Whole.Customers, "customers", "покупателей", 100));
    }
}
