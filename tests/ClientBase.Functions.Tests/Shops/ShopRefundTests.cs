using ClientBase.Domain.Orders;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>Money returned: in the order's own currency, and only what was returned.</summary>
public sealed class ShopRefundTests
{
    private const string InYen = """
        {"id":5,"order_id":1,"transactions":[{"kind":"refund","status":"success","amount":"7000","currency":"JPY"}]}
        """;

    private const string Order = """
        {"id":1,"email":"a@shop.example","created_at":"2026-06-01T10:00:00Z",
        "total_price":"100.00","currency":"USD","presentment_currency":"EUR"}
        """;

    [Fact]
    public void A_refund_paid_in_another_currency_is_taken_in_the_shops()
    {
        var refund = Shopify("refunds/create", """
            {"id":5,"order_id":1,"created_at":"2026-06-02T10:00:00Z",
            "transactions":[{"kind":"refund","status":"success","amount":"45.50","currency":"EUR"}],
            "refund_line_items":[{"quantity":1,"restock_type":"return","subtotal":50.0,"total_tax":0.0,"line_item":{"product_id":11},
            "subtotal_set":{"shop_money":{"amount":"50.00","currency_code":"USD"},
            "presentment_money":{"amount":"45.50","currency_code":"EUR"}}}]}
            """);
        var order = OrderOf(Shopify("orders/create", Order), refund);

        Assert.Equal(50m, order.Net);
        Assert.Equal([new RefundLine("11", 1m, 50m)], order.Refunds["5"].Lines);
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 10, 0, 0, TimeSpan.Zero), order.Milestones[OrderMilestone.Returned]);
    }

    [Fact]
    public void A_sum_in_a_currency_that_is_not_the_orders_is_not_subtracted()
    {
        var refund = Shopify("refunds/create", InYen);
        var order = OrderOf(Shopify("orders/create", Order), refund);

        Assert.Equal((100m, "JPY"), (order.Net, order.Refunds["5"].Currency));
    }

    [Fact]
    public void The_same_refund_told_later_in_the_orders_own_currency_replaces_it()
    {
        var foreign = Shopify("refunds/create", InYen);
        var own = Shopify("orders/updated", Order.Replace("\"presentment", """
            "refunds":[{"id":5,"transactions":[{"kind":"refund","status":"success","amount":"40.00","currency":"USD"}]}],"presentment
            """, StringComparison.Ordinal));

        Assert.Equal(60m, OrderOf(foreign, own).Net);
        Assert.Equal(60m, OrderOf(own, foreign).Net);
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("error")]
    [InlineData("pending")]
    public void A_payment_that_failed_or_is_under_way_does_not_lower_the_total(string status)
    {
        var refund = Shopify("refunds/create", $$$"""
            {"id":5,"order_id":1,"transactions":[{"kind":"refund","status":"{{{status}}}","amount":"30.00"}],
            "refund_line_items":[{"quantity":1,"subtotal":30.0,"total_tax":0.0}]}
            """);

        Assert.Equal(100m, OrderOf(Shopify("orders/create", Order), refund).Net);
    }

    [Fact]
    public void A_currency_that_is_null_is_the_orders()
    {
        var refund = Shopify("refunds/create", """
            {"id":5,"order_id":1,"transactions":[{"kind":"refund","status":"success","amount":"30.00","currency":null}]}
            """);

        Assert.Equal(70m, OrderOf(Shopify("orders/create", Order), refund).Net);
    }

    [Fact]
    public void Goods_taken_out_without_a_payment_lower_the_total_by_what_they_cost()
    {
        var refund = Shopify("refunds/create", """
            {"id":5,"order_id":1,"transactions":[],"refund_line_items":[{"quantity":1,"subtotal":"20.00","total_tax":"2.00"}],
            "order_adjustments":[{"amount":"-5.00","tax_amount":"0.00"}]}
            """);

        Assert.Equal(73m, OrderOf(Shopify("orders/create", Order), refund).Net);
    }

    [Theory]
    [InlineData("[]", 100)]
    [InlineData("""[{"id":1,"total":"-30.00"},{"id":2,"total":"-70.00"}]""", 100)]
    [InlineData("""[{"id":1,"total":"-30.00"}]""", 100)]
    public void An_order_of_WooCommerce_refunded_in_full_is_worth_nothing_however_its_refunds_are_told(string refunds, int refunded)
    {
        var partly = WooOrder("processing", 1, """[{"id":1,"total":"-30.00"}]""");
        var fully = WooOrder("refunded", 2, refunds);

        Assert.Equal((0m, refunded), (OrderOf(partly, fully).Net, OrderOf(fully, partly).Refunded));
    }

    [Fact]
    public void A_full_refund_that_was_a_mistake_is_taken_back_with_the_state() =>
        Assert.Equal(100m, OrderOf(WooOrder("refunded", 1, "[]"), WooOrder("processing", 2, "[]")).Net);

    private static ClientBase.Domain.Contacts.CapturedEvent WooOrder(string status, int minute, string refunds) => Woo(
        "order.updated",
        $$$"""
        {"id":9,"status":"{{{status}}}","total":"100.00","currency":"EUR","date_created_gmt":"2026-06-01T10:00:00",
        "date_modified_gmt":"2026-06-01T10:0{{{minute}}}:00","billing":{"email":"a@shop.example"},"refunds":{{{refunds}}} }
        """);
}
