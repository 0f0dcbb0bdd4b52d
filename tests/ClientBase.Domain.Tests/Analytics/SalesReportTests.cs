using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Sales;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using static ClientBase.Domain.Tests.Analytics.Log;
using OneSale = ClientBase.Domain.Analytics.Sale;

namespace ClientBase.Domain.Tests.Analytics;

public sealed class SalesReportTests
{
    private static readonly PeriodCalendar Monthly = new(Granularity.Month);

    [Fact]
    public void A_quarter_by_hand()
    {
        var history = SalesHistory.Of(
        [
            Sale("anna", "2025-12-20", 50m), Sale("anna", "2026-01-09", 100m, 40m), Sale("boris", "2026-01-10", 10m),
            Sale("boris", "2026-01-15", 20m), Sale("clara", "2026-03-01", 0m), Sale("clara", "2026-03-02", 7m, currency: "EUR"),
        ], AsOf);

        var report = SalesReport.Of(history, Months("2026-01-01", "2026-04-01"), Monthly);

        var total = report.Total;
        Assert.Equal((5, 3, 2, 1), (total.Orders, total.Customers, total.NewCustomers, total.ReturningCustomers));
        Assert.Equal((1.6667m, 8.67m, 1m), (total.OrdersPerCustomer, total.MeanDaysBetweenOrders, total.RepeatRate)); // (20 + 5 + 1) / 3
        Assert.Equal(new MoneyFigures("RUB", 4, 130m, 40m, 90m, 0.3077m, 22.5m, 15m), total.Money[0]); // 60 10 20 0
        Assert.Equal(new MoneyFigures("EUR", 1, 7m, 0m, 7m, 0m, 7m, 7m), total.Money[1]);
        Assert.Equal(["2026-01", "2026-02", "2026-03"], report.Rows.Select(row => row.Period.Label));
        Assert.Equal([3, 0, 2], report.Rows.Select(row => row.Figures.Orders));
        Assert.Null(report.Rows[1].Figures.Money[0].AverageCheck);
        Assert.Equal((1, 4m, 0.8m), (report.Before.Orders, report.Change.Orders, report.Change.Net)); // From 1 to 5 orders, from 50 to 90.
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Parts_add_up_to_the_whole_and_the_order_of_rows_does_not_matter() => Check((sales, random) =>
    {
        var history = SalesHistory.Of(sales, AsOf);
        var period = new Period(AsOf.AddDays(-333.3), AsOf.AddDays(1));
        foreach (var granularity in Enum.GetValues<Granularity>())
        {
            var calendar = new PeriodCalendar(granularity, TimeSpan.FromHours(random.Next(-12, 15)));
            var report = SalesReport.Of(history, period, calendar);

            Assert.Equal(report.Total.Orders, report.Rows.Sum(row => row.Figures.Orders));
            Assert.Equal(report.Total.NewCustomers, report.Rows.Sum(row => row.Figures.NewCustomers));
            Assert.All(report.Total.Money, (money, i) => Assert.Equal(
                (money.Orders, money.Gross, money.Net), (
                    report.Rows.Sum(row => row.Figures.Money[i].Orders), report.Rows.Sum(row => row.Figures.Money[i].Gross),
                    report.Rows.Sum(row => row.Figures.Money[i].Net))));
            Assert.All(report.Rows.Zip(report.Rows.Skip(1)), pair => Assert.Equal(pair.First.Period.To, pair.Second.Period.From));
            Assert.Equal((period.From, period.To), (report.Rows[0].Period.From, report.Rows[^1].Period.To));
            var shuffled = SalesHistory.Of(sales.OrderBy(_ => random.Next()), AsOf);
            Assert.Equal(Json(report), Json(SalesReport.Of(shuffled, period, calendar)));
        }
    });

    [Fact]
    public void Figures_are_those_of_a_plain_recomputation() => Check((sales, _) =>
    {
        var period = new Period(AsOf.AddDays(-200), AsOf.AddDays(-20));
        var inside = sales.Where(sale => sale.At >= period.From && sale.At < period.To).ToList();
        var customers = inside.Select(sale => sale.CustomerId).Distinct().ToList();
        var before = sales.Where(sale => sale.At < period.From).Select(sale => sale.CustomerId).ToHashSet();

        var figures = SalesFigures.Of(SalesHistory.Of(sales, AsOf), period);

        Assert.Equal((inside.Count, customers.Count), (figures.Orders, figures.Customers));
        Assert.Equal(customers.Count(before.Contains), figures.ReturningCustomers);
        var repeaters = customers.Count(customer => sales.Count(sale => sale.CustomerId == customer && sale.At < period.To) > 1);
        Assert.Equal(
            customers.Count == 0 ? null : Math.Round((decimal)repeaters / customers.Count, 4, MidpointRounding.AwayFromZero),
            figures.RepeatRate);
        Assert.All(figures.Money, money => Assert.Equal(
            inside.Where(sale => sale.Currency == money.Currency).Sum(sale => Math.Max(0m, sale.Total - sale.Refunded)), money.Net));
    });

    [Fact]
    public void Nothing_sold_leaves_zeros_and_no_averages()
    {
        var report = SalesReport.Of(SalesHistory.Of([], AsOf), Months("2026-01-01", "2026-02-01"), new PeriodCalendar(Granularity.Week));

        Assert.Equal(["2026-W01", "2026-W02", "2026-W03", "2026-W04", "2026-W05"], report.Rows.Select(row => row.Period.Label));
        Assert.Equal([false, true, true, true, false], report.Rows.Select(row => row.Period.Complete));
        Assert.Equal(
            (0, null, null, null),
            (report.Total.Orders, report.Total.OrdersPerCustomer, report.Total.RepeatRate, report.Change.Orders));
    }

    [Fact]
    public void A_local_day_begins_at_local_midnight()
    {
        var calendar = new PeriodCalendar(Granularity.Day, TimeSpan.FromHours(3));
        var day = calendar.Split(new Period(At("2026-01-01T21:00Z"), At("2026-01-02T21:00Z")));

        Assert.Equal(("2026-01-02", true), (Assert.Single(day).Label, day[0].Complete));
    }

    [Fact]
    public void Extremes_are_reported_or_refused_but_never_overflow()
    {
        var largest = Sale("a", "2026-01-01", OneSale.MaxAmount);
        var smallest = Sale("b", "2026-01-01", 0.0000000000000000000000000001m);
        var history = SalesHistory.Of([largest, largest with { OrderId = "2" }, smallest], AsOf);
        var allTime = new Period(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        Assert.Equal(2 * OneSale.MaxAmount, Math.Round(SalesFigures.Of(history, allTime).Money[0].Net));
        Assert.Equal(0, SalesFigures.Of(history, allTime.Before()).Orders);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sale("a", "2026-01-01", decimal.MaxValue));
        Assert.Throws<ArgumentException>(() => SalesReport.Of(history, allTime, Monthly));
        Assert.Throws<ArgumentException>(() => new Period(AsOf, AsOf.AddTicks(-1)));
        var lastDay = new Period(DateTimeOffset.MaxValue.AddDays(-1), DateTimeOffset.MaxValue);
        Assert.Single(new PeriodCalendar(Granularity.Quarter).Split(lastDay));
    }

    [Fact]
    public void Cancelled_orders_and_bare_refunds_are_no_sales()
    {
        var version = new OrderVersion(AsOf, 10m, "RUB", true, new Stamp(AsOf, "capture"));
        var order = OrderState.Unknown with { Version = version, Refunds = OrderState.Unknown.Refunds.Add("r", new Refund(4m)) };

        Assert.Equal((10m, 4m, 6m), OneSale.Of("a", "shop:1", order) is { } sale ? (sale.Gross, sale.Refunded, sale.Net) : default);
        Assert.Null(OneSale.Of("a", "shop:1", order with { Version = version with { Counts = false } }));
        Assert.Null(OneSale.Of("a", "shop:1", OrderState.Unknown));
    }

    [Fact]
    public void Goods_by_hand()
    {
        var history = SalesHistory.Of(
        [
            Sale("a", "2026-01-01", 1m, lines: [Line("tea", 2m, 60m), Line("tea", 1m, 30m), Line("cup", 1m, 8m), Line("gift", 1m, 0m)]),
            Sale("b", "2026-01-02", 1m, lines: [Line("cup", 1m, 8m), Line("cup", -1m, -8m), Line("tea", 1m, -6m)]),
        ], AsOf);

        var report = Assert.Single(ProductReport.Of(history, Months("2026-01-01", "2026-02-01")));

        Assert.Equal(new ProductRow("tea", "TEA", 1, 3m, 0m, 84m, 0m, 84m, 0m, 0.913m, 0.913m), report.Rows[0]);
        Assert.Equal(new ProductRow("cup", "CUP", 2, 2m, 1m, 16m, 8m, 8m, 0.5m, 0.087m, 1m), report.Rows[1]);
        Assert.Equal(new ProductRow("gift", "GIFT", 1, 1m, 0m, 0m, 0m, 0m, null, 0m, 1m), report.Rows[2]);
        Assert.Equal(0.913m, report.TopShare);
    }

    [Fact]
    public void Goods_bring_what_their_lines_say_in_any_order() => Check((sales, random) =>
    {
        var period = new Period(AsOf.AddDays(-300), AsOf);
        var reports = ProductReport.Of(SalesHistory.Of(sales, AsOf), period);

        Assert.All(reports, report => Assert.Equal(
            sales.Where(sale => period.Has(sale.At) && sale.Currency == report.Currency)
                .SelectMany(sale => sale.Lines)
                .Sum(line => line.Amount),
            report.Rows.Sum(row => row.Net)));
        Assert.Equal(Json(reports), Json(ProductReport.Of(SalesHistory.Of(sales.OrderBy(_ => random.Next()), AsOf), period)));
    });
}
