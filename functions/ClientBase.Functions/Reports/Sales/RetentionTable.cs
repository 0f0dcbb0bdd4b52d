using System.Globalization;
using ClientBase.Domain;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Sales;

/// <summary>The share of each cohort that ordered in each period since: a triangle.</summary>
public sealed class RetentionTable : IReport
{
    private const int MostAges = 60;

    public string Name => "retention";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Retention", "Удержание");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var (cohorts, sales, note) = await CohortsTable.OfAsync(source, cancellationToken);
        var ages = Math.Min(MostAges, cohorts.Count == 0 ? 0 : cohorts.Max(cohort => cohort.Cells.Count));
        ReportColumn[] columns =
        [
            ReportColumn.Text("cohort", "First order in", "Первый заказ в"),
            ReportColumn.Number("size", "Customers", "Покупатели"),
            .. Enumerable.Range(0, ages).Select(age => age.ToString(CultureInfo.InvariantCulture))
                .Select(age => ReportColumn.Percent($"p{age}", $"After {age}", $"Через {age}")),
        ];
        var rows = cohorts.Select(cohort => (object?[])
        [
            cohort.Period.Label,
            cohort.Size,
            .. Enumerable.Range(0, ages).Select(age => age < cohort.Cells.Count ? (object?)cohort.Cells[age].Retention : null),
        ]);
        return new ReportTable(columns, [.. rows]).Summed("size").Noted(
            new(
                "The share of the customers who first ordered in a period and ordered in the period so many later; the last of each row is "
                + "not over yet.",
                "Доля тех, кто впервые заказал в периоде и заказал через столько периодов; последний в строке ещё не закончился."),
            note,
            Few.Of(sales.Customers, "customers", "покупателей"));
    }
}
