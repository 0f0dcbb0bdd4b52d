using ClientBase.Domain;
using ClientBase.Domain.Analytics.Sales;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>What was sold, part by part of a period.</summary>
public sealed class SalesTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("period", "Period", "Период"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Money("revenue", "Revenue", "Выручка"),
        ReportColumn.Money("gross", "Before refunds", "До возвратов"),
        ReportColumn.Money("refunds", "Refunds", "Возвраты"),
        ReportColumn.Percent("returnShare", "Returned", "Доля возвратов"),
        ReportColumn.Money("averageCheck", "Average check", "Средний чек"),
        ReportColumn.Money("medianCheck", "Median check", "Медианный чек"),
        ReportColumn.Number("customers", "Customers", "Покупатели"),
        ReportColumn.Number("newCustomers", "New customers", "Новые покупатели"),
        ReportColumn.Number("returningCustomers", "Returning customers", "Вернувшиеся покупатели"),
        ReportColumn.Number("frequency", "Orders per customer", "Заказов на покупателя"),
        ReportColumn.Percent("repeatRate", "Ordered more than once", "Покупали не раз"),
        ReportColumn.Number("daysBetweenOrders", "Days between orders", "Дней между заказами"),
    ];

    public string Name => "sales";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Sales", "Продажи");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var period = await source.PeriodAsync(cancellationToken);
        var (ofPeople, ofAll) = (new SalesReportTally(period, source.Calendar), new SalesReportTally(period, source.Calendar));
        var sales = await source.WalkAsync(withLines: false, [ofPeople], [ofAll], cancellationToken);
        var (people, all) = (ofPeople.Report(sales.People), ofAll.Report(sales.All));
        var change = all.Change.Net is { } net
            ? new LocalText(
                FormattableString.Invariant($"Revenue changed by {net:+0.0%;-0.0%;0%} against the period of equal length before."),
                FormattableString.Invariant($"Выручка изменилась на {net:+0.0%;-0.0%;0%} к предыдущему периоду той же длины."))
            : null;
        return new ReportTable(
            Columns, [.. all.Rows.Zip(people.Rows, (one, known) => Row(one.Period.Label, one.Figures, known.Figures))])
        {
            Totals = Columns.Zip(Row("", all.Total, people.Total)).Skip(1).ToDictionary(cell => cell.First.Id, cell => cell.Second),
        }.Noted(
            ReportSource.Currencies(sales.All),
            new(
                "Revenue is net of refunds; a refund counts in the period of its order. Cancelled orders do not count. Customers of the "
                + "parts do not add up: one may order in two of them.",
                "Выручка за вычетом возвратов; возврат относится к периоду своего заказа. Отменённые заказы не считаются. Покупатели по "
                + "частям не складываются: один может купить в двух."),
            change,
            Few.Of(all.Total.Orders, "orders", "заказов"));
    }

    // Orders and money are of all, customers of those who are known.
    private static object?[] Row(string period, SalesFigures all, SalesFigures people)
    {
        var money = all.Money.Count == 0 ? null : all.Money[0];
        return
        [
            period, all.Orders, money?.Net ?? 0m, money?.Gross ?? 0m, money?.Refunds ?? 0m, money?.ReturnShare, money?.AverageCheck,
            money?.MedianCheck, people.Customers, people.NewCustomers, people.ReturningCustomers, people.OrdersPerCustomer,
            people.RepeatRate, people.MeanDaysBetweenOrders,
        ];
    }
}
