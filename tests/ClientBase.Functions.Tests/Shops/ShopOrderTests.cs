using ClientBase.Domain.Orders;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>What is kept of an order.</summary>
public sealed class ShopOrderTests
{
    private const string ShopifyOrder = """
        {"id":1001,"name":"#1001","email":"ann@shop.example","created_at":"2026-06-01T10:00:00Z","processed_at":"2026-06-01T10:00:05Z",
        "updated_at":"2026-06-03T10:00:00Z","total_price":"118.00","currency":"EUR","financial_status":"paid","total_discounts":"12.00",
        "total_tax":"8.00","discount_codes":[{"code":"SPRING"}],
        "total_shipping_price_set":{"shop_money":{"amount":"10.00","currency_code":"EUR"}},
        "line_items":[{"product_id":11,"variant_id":12,"sku":"TEA-1","title":"Tea","quantity":2,"price":"60.00","total_discount":"0.00",
        "discount_allocations":[{"amount":"12.00"}]}],
        "fulfillments":[{"status":"cancelled","created_at":"2026-06-01T11:00:00Z"},
        {"status":"success","created_at":"2026-06-02T10:00:00Z","updated_at":"2026-06-03T09:00:00Z","shipment_status":"delivered"}]}
        """;

    [Fact]
    public void An_order_of_Shopify_is_kept_whole()
    {
        var order = OrderOf(Shopify("orders/updated", ShopifyOrder));
        var version = order.Version!;

        Assert.Equal(("#1001", "paid", 118m, "EUR"), (version.Number, version.Status, version.Total, version.Currency));
        Assert.Equal((12m, 10m, 8m), (version.Discount, version.Shipping, version.Tax));
        Assert.Equal(["SPRING"], version.Codes);
        Assert.Equal([new OrderLine("11", "12", "TEA-1", "Tea", 2m, 60m, 12m)], version.Lines);
        Assert.Equal(At(1, 10, 0, 5), order.Milestones[OrderMilestone.Paid]);
        Assert.Equal(At(2, 10), order.Milestones[OrderMilestone.Fulfilled]);
        Assert.Equal(At(3, 9), order.Milestones[OrderMilestone.Delivered]);
    }

    [Fact]
    public void An_order_of_WooCommerce_is_kept_whole()
    {
        var order = OrderOf(Woo("order.updated", """
            {"id":727,"number":"727","status":"completed","currency":"USD","total":"29.35","total_tax":"1.35",
            "discount_total":"2.00","shipping_total":"10.00",
            "date_created_gmt":"2026-06-01T10:00:00","date_modified_gmt":"2026-06-03T10:00:00","date_paid_gmt":"2026-06-01T10:01:00",
            "date_completed_gmt":"2026-06-02T10:00:00","billing":{"email":"ann@shop.example"},"coupon_lines":[{"code":"SPRING"}],
            "line_items":[{"product_id":93,"variation_id":0,"sku":"","name":"Tea &ndash; green","quantity":2,
            "subtotal":"20.00","total":"18.00","price":9}]}
            """));
        var version = order.Version!;

        Assert.Equal(("727", "completed", 29.35m), (version.Number, version.Status, version.Total));
        Assert.Equal((2m, 10m, 1.35m), (version.Discount, version.Shipping, version.Tax));
        Assert.Equal(["SPRING"], version.Codes);
        Assert.Equal([new OrderLine("93", null, null, "Tea – green", 2m, 10m, 2m)], version.Lines);
        Assert.Equal(At(1, 10, 1), order.Milestones[OrderMilestone.Paid]);
        Assert.Equal(At(2, 10), order.Milestones[OrderMilestone.Fulfilled]);
    }

    [Theory]
    [InlineData("pending", true)]
    [InlineData("authorized", true)]
    [InlineData("paid", true)]
    [InlineData("refunded", true)]
    [InlineData("voided", false)]
    [InlineData("expired", false)]
    [InlineData("some_day", true)]
    public void Shopifys_state_decides_whether_an_order_counts(string state, bool counts) => Assert.Equal(
        counts,
        OrderOf(Shopify("orders/create", Changed("\"paid\"", $"\"{state}\""))).Counts);

    [Fact]
    public void A_state_that_is_not_known_is_told_to_the_operator() =>
        Assert.Contains("some_day", ReadShopify("orders/create", Changed("\"paid\"", "\"some_day\"")).Warning, StringComparison.Ordinal);

    [Fact]
    public void A_test_order_counts_nowhere() =>
        Assert.False(OrderOf(Shopify("orders/create", Changed("\"id\":1001", "\"test\":true,\"id\":1001"))).Counts);

    [Fact]
    public void An_order_that_waits_for_its_payment_counts_once_that_has_come()
    {
        string Body(string status, int minute) => $$$"""
            {"id":1,"status":"{{{status}}}","total":"10.00","currency":"EUR","date_created_gmt":"2026-06-01T10:00:00",
            "date_modified_gmt":"2026-06-01T10:0{{{minute}}}:00","billing":{"email":"a@shop.example"}}
            """;
        var pending = Woo("order.created", Body("pending", 0));

        Assert.False(OrderOf(pending).Counts);
        Assert.True(OrderOf(Woo("order.updated", Body("processing", 5)), pending).Counts);
    }

    [Fact]
    public void Where_there_is_no_billing_address_the_shipping_address_tells_who_it_is()
    {
        var person = Shopify("orders/create", """
            {"id":1,"email":"a@shop.example","created_at":"2026-06-01T10:00:00Z","total_price":"5.00","currency":"EUR",
            "customer":null,"billing_address":null,
            "shipping_address":{"first_name":"Greta","last_name":"Post","phone":"01512 3456711","city":"Bonn","country_code":"DE"}}
            """).Says;

        Assert.Equal(("Greta", "Post", "Bonn", "DE"), (person.Name.First, person.Name.Last, person.Field("city"), person.Field("country")));
        Assert.Equal(["+4915123456711"], person.Phones.Keys);
    }

    [Fact]
    public void The_customers_own_address_is_the_last_to_be_asked()
    {
        var person = Shopify("orders/create", """
            {"id":1,"created_at":"2026-06-01T10:00:00Z","total_price":"5.00","currency":"EUR","customer":{"id":4,"first_name":"Ivan",
            "default_address":{"first_name":"Ivan","phone":"8 916 123-45-67","city":"Tver","country_code":"RU"}}}
            """).Says;

        Assert.Equal(("Ivan", "Tver"), (person.Name.First, person.Field("city")));
        Assert.Equal(["+79161234567"], person.Phones.Keys);
    }

    [Fact]
    public void Who_gets_a_present_is_not_taken_for_who_sends_it()
    {
        var person = Shopify("orders/create", """
            {"id":1,"email":"a@shop.example","created_at":"2026-06-01T10:00:00Z","total_price":"5.00","currency":"EUR",
            "billing_address":{"first_name":"Ann","last_name":"Smith","city":"Bonn","country_code":"DE"},
            "shipping_address":{"first_name":"Peter","last_name":"Jones","phone":"+4915123456711","city":"Köln","country_code":"DE"}}
            """).Says;

        Assert.Equal("Bonn", person.Field("city"));
        Assert.Empty(person.Phones);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("null")]
    [InlineData("\"null\"")]
    [InlineData("\"undefined\"")]
    [InlineData("\"None\"")]
    [InlineData("false")]
    [InlineData("-1")]
    public void Every_spelling_of_no_customer_is_none(string id) => Assert.Empty(Woo(
        "order.created",
        $$$"""
        {"id":7,"customer_id":{{{id}}},"status":"processing","total":"1","currency":"EUR",
        "date_created_gmt":"2026-06-01T10:00:00","billing":{"email":"a@shop.example"}}
        """)
        .Says.ExternalIds);

    [Fact]
    public void A_time_of_the_future_counts_as_the_receipt()
    {
        var capture = Shopify("orders/create", Changed("2026-06-0", "2036-06-0"));
        var order = OrderOf(capture);

        Assert.Equal(Received, capture.At);
        Assert.Equal(Received, order.Version!.PlacedAt);
        Assert.All(order.Milestones.Values, at => Assert.Equal(Received, at));
    }

    [Fact]
    public void An_order_out_of_the_bin_counts_again_however_late_its_deletion_came()
    {
        const string order = """
            {"id":9,"status":"processing","total":"10.00","currency":"EUR","date_created_gmt":"2026-06-01T10:00:00",
            "date_modified_gmt":"2026-06-01T10:00:00","billing":{"email":"a@shop.example"}}
            """;
        var created = Woo("order.created", order, Received);
        var deleted = Woo("order.deleted", """{"id":9}""", Received.AddHours(1));
        var restored = Woo("order.restored", order, Received.AddHours(2));

        Assert.False(OrderOf(deleted, created).Counts);
        Assert.True(OrderOf(restored, deleted, created).Counts);
        Assert.True(OrderOf(deleted, restored).Counts);
    }

    [Theory]
    [InlineData("delivered", true)]
    [InlineData("in_transit", false)]
    public void The_carriers_word_tells_when_an_order_was_delivered(string status, bool isDelivered)
    {
        var reading = ReadShopify("fulfillment_events/create", $$$"""
            {"id":1,"order_id":1001,"status":"{{{status}}}","happened_at":"2026-06-05T10:00:00Z","created_at":"2026-06-05T11:00:00Z"}
            """);

        Assert.Equal(isDelivered, reading.Capture is { } said && OrderOf(said).Milestones[OrderMilestone.Delivered] == At(5, 10));
    }

    [Fact]
    public void One_version_of_an_order_is_one_capture_by_whichever_topic() => Assert.Equal(
        Shopify("orders/create", ShopifyOrder).Id,
        Shopify("orders/paid", ShopifyOrder, Received.AddHours(1)).Id);

    private static string Changed(string from, string to) => ShopifyOrder.Replace(from, to, StringComparison.Ordinal);

    private static DateTimeOffset At(int day, int hour, int minute = 0, int second = 0) =>
        new(2026, 6, day, hour, minute, second, TimeSpan.Zero);
}
