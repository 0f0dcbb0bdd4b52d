using ClientBase.Domain;
using ClientBase.Domain.Analytics.Sales;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>Goods sold, the largest revenue first.</summary>
public sealed class ProductsTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("productId", "Product", "Товар"),
        ReportColumn.Text("title", "Title", "Название"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Number("quantity", "Quantity", "Количество"),
        ReportColumn.Money("revenue", "Revenue by lines", "Выручка по строкам"),
        ReportColumn.Number("returnedQuantity", "Returned", "Возвращено"),
        ReportColumn.Money("returned", "Money returned", "Возвращено денег"),
        ReportColumn.Money("net", "Net of returns", "За вычетом возвратов"),
        ReportColumn.Percent("returnShare", "Share returned", "Доля возвратов"),
        ReportColumn.Percent("share", "Share of revenue", "Доля выручки"),
        ReportColumn.Percent("cumulativeShare", "Share with all above", "Доля нарастающим итогом"),
    ];

    public string Name => "products";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Popular goods", "Популярные товары");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var tally = new ProductTally(await source.PeriodAsync(cancellationToken));
        var sales = (await source.WalkAsync(withLines: true, [], [tally], cancellationToken)).All;
        var goods = tally.Reports(sales) is [var main, ..] ? main : null;
        var table = new ReportTable(Columns, [.. (goods?.Rows ?? []).Select(Row)])
            .Summed("quantity", "revenue", "returnedQuantity", "returned", "net");
        return table.Noted(
            ReportSource.Currencies(sales),
            goods?.TopShare is { } top
                ? new(
                    FormattableString.Invariant($"The top fifth of the goods brings {top:0.0%} of the revenue."),
                    FormattableString.Invariant($"Верхняя пятая часть товаров приносит {top:0.0%} выручки."))
                : null,
            new(
                "Revenue is by the lines of orders: price x quantity less the line's discount. Refunds of a whole order belong to "
                + "no product.",
                "Выручка по строкам заказов: цена x количество за вычетом скидки строки. Возвраты заказа целиком не относятся ни к "
                + "какому товару."));
    }

    private static object?[] Row(ProductRow row) =>
    [
        row.ProductId, row.Title, row.Orders, row.Quantity, row.Gross, row.ReturnedQuantity, row.Returned, row.Net, row.ReturnShare,
        row.Share, row.CumulativeShare,
    ];
}
