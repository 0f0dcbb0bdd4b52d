using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Tests.Orders;

public sealed class OrderStateTests
{
    private static readonly DateTimeOffset Placed = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_refund_lowers_the_total_even_when_it_comes_first()
    {
        var refund = OrderState.Unknown with { Refunds = OrderState.Unknown.Refunds.SetItem("r1", new Refund(30m)) };
        Assert.Equal(70m, refund.Join(Order(100m)).Net);
        Assert.Equal(70m, Order(100m).Join(refund).Join(refund).Net);
    }

    [Fact]
    public void A_cancelled_order_is_worth_nothing()
    {
        var cancelled = Order(100m).Join(Order(100m, hour: 1, counts: false));
        Assert.False(cancelled.Counts);
        Assert.Equal(0m, cancelled.Net);
    }

    [Fact]
    public void More_refunded_than_paid_leaves_nothing_rather_than_a_debt()
    {
        var refunds = OrderState.Unknown.Refunds.SetItem("r1", new Refund(80m)).SetItem("r2", new Refund(80m));
        Assert.Equal(0m, (Order(100m) with { Refunds = refunds }).Net);
    }

    [Fact]
    public void Orders_are_summed_in_the_currency_most_used()
    {
        var orders = new Contact().Orders.SetItem("1", Order(10m)).SetItem("2", Order(20m)).SetItem("3", Order(1000m, currency: "RUB"));
        var summary = OrderSummary.Of(orders);

        Assert.Equal((3, 30m, "USD", 15m), (summary.Count, summary.Total, summary.Currency, summary.AverageCheck));
    }

    private static OrderState Order(decimal total, int hour = 0, bool counts = true, string currency = "USD") =>
        OrderState.Unknown with { Version = new OrderVersion(Placed, total, currency, counts, new Stamp(Placed.AddHours(hour), "c")) };
}
