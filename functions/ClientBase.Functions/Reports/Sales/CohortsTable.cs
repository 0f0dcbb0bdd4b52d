using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Cohorts;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>Customers by the period of their first order, and what they did in each period since: a row for each.</summary>
public sealed class CohortsTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("cohort", "First order in", "Первый заказ в"),
        ReportColumn.Number("age", "Periods since", "Периодов с тех пор"),
        ReportColumn.Number("size", "Customers of the cohort", "Покупателей в когорте"),
        ReportColumn.Number("customers", "Ordered in it", "Заказали"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Percent("retention", "Share of the cohort", "Доля когорты"),
        ReportColumn.Money("revenue", "Revenue", "Выручка"),
        ReportColumn.Money("value", "Revenue so far per customer", "Выручка на покупателя нарастающим итогом"),
    ];

    public string Name => "cohorts";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Cohorts", "Когорты");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var (cohorts, sales, note) = await OfAsync(source, cancellationToken);
        return new ReportTable(Columns, [.. cohorts.SelectMany(cohort => cohort.Cells.Select(cell => Row(cohort, cell)))])
        {
            Totals = new Dictionary<string, object?>
            {
                ["size"] = cohorts.Sum(cohort => cohort.Size),
                ["orders"] = cohorts.Sum(cohort => cohort.Cells.Sum(cell => cell.Orders)),
                ["revenue"] = cohorts.Sum(cohort => cohort.Cells.Sum(NetOf)),
            },
        }.Noted(ReportSource.Currencies(sales), note, Few.Of(sales.Customers, "customers", "покупателей"));
    }

    /// <summary>The cohorts asked for: those who first ordered in the period.</summary>
    internal static async Task<(IReadOnlyList<Cohort> Cohorts, SalesSummary Sales, LocalText? Note)> OfAsync(
        ReportSource source, CancellationToken cancellationToken)
    {
        var first = await source.FirstSaleAsync(cancellationToken);
        var period = source.Within(first);
        var isFitting = first is null || CohortTable.Fits(source.Calendar, first.Value, source.AsOf);
        var tally = new CohortTally(isFitting ? source.Calendar : new PeriodCalendar(Granularity.Month), source.AsOf);
        var sales = (await source.WalkAsync(withLines: false, [tally], [], cancellationToken)).People;
        return (
            [.. tally.Table(sales).Rows.Where(row => row.Period.From < period.To && row.Period.To > period.From)],
            sales,
            isFitting ? null : new LocalText(
                $"There are more than {CohortTable.MaxCohorts} cohorts of this length: months are shown.",
                $"Когорт такой длины больше {CohortTable.MaxCohorts}: показаны месяцы."));
    }

    private static decimal NetOf(CohortCell cell) => cell.Net.Count == 0 ? 0m : cell.Net[0].Amount;

    private static object?[] Row(Cohort cohort, CohortCell cell) =>
    [
        cohort.Period.Label, cell.Age, cohort.Size, cell.Customers, cell.Orders, cell.Retention, NetOf(cell),
        cell.Value.Count == 0 ? null : cell.Value[0].Amount,
    ];
}
