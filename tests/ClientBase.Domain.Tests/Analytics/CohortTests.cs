using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Cohorts;
using ClientBase.Domain.Analytics.Sales;
using static ClientBase.Domain.Tests.Analytics.Log;

namespace ClientBase.Domain.Tests.Analytics;

public sealed class CohortTests
{
    [Fact]
    public void Three_months_by_hand()
    {
        var history = SalesHistory.Of(
        [
            Sale("a", "2026-02-01", 10m),
            Sale("b", "2026-02-03", 20m),
            Sale("a", "2026-04-01", 5m, 1m),
            Sale("a", "2026-04-02", 2m),
            Sale("c", "2026-04-03", 9m),
        ], AsOf);

        var rows = CohortTable.Of(history, new PeriodCalendar(Granularity.Month)).Rows;

        Assert.Equal(
            [("2026-02", 2, 3), ("2026-03", 0, 2), ("2026-04", 1, 1)],
            rows.Select(row => (row.Period.Label, row.Size, row.Cells.Count)));
        Assert.Equal([1m, 0m, 0.5m], rows[0].Cells.Select(cell => cell.Retention!.Value));
        Assert.Equal([2, 0, 2], rows[0].Cells.Select(cell => cell.Orders));
        Assert.Equal([30m, 0m, 6m], rows[0].Cells.Select(cell => cell.Net[0].Amount));
        Assert.Equal([15m, 15m, 18m], rows[0].Cells.Select(cell => cell.Value[0].Amount));
        Assert.Equal([true, true, false], rows[0].Cells.Select(cell => cell.Complete));
        Assert.Null(rows[1].Cells[0].Retention);
    }

    [Fact]
    public void Cells_of_one_calendar_period_add_up_to_its_sales() => Check((sales, random) =>
    {
        var history = SalesHistory.Of(sales, AsOf);
        foreach (var granularity in new[] { Granularity.Week, Granularity.Month, Granularity.Quarter })
        {
            var calendar = new PeriodCalendar(granularity, TimeSpan.FromHours(random.Next(-12, 15)));
            var rows = CohortTable.Of(history, calendar).Rows;
            for (var now = 0; now < rows.Count; now++)
            {
                var period = rows[now].Period;
                var figures = SalesFigures.Of(history, new Period(period.From, period.To));
                var cells = rows.Take(now + 1).Select((row, cohort) => row.Cells[now - cohort]).ToList();

                Assert.Equal(
                    (figures.Orders, figures.Customers, figures.NewCustomers),
                    (cells.Sum(cell => cell.Orders), cells.Sum(cell => cell.Customers), rows[now].Size));
                Assert.All(figures.Money, (money, i) => Assert.Equal(money.Net, cells.Sum(cell => cell.Net[i].Amount)));
            }

            Assert.Equal(sales.Length, rows.Sum(row => row.Cells.Sum(cell => cell.Orders)));
        }
    });

    [Fact]
    public void No_orders_make_no_cohort_and_too_many_are_refused()
    {
        Assert.Empty(CohortTable.Of(SalesHistory.Of([], AsOf), new PeriodCalendar(Granularity.Month)).Rows);
        var history = SalesHistory.Of([Sale("a", "0001-01-01", 1m)], AsOf);
        Assert.Throws<ArgumentException>(() => CohortTable.Of(history, new PeriodCalendar(Granularity.Week)));
    }
}
