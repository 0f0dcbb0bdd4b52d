using ClientBase.Domain.Orders;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Shops;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>What shops' bodies are read as.</summary>
public sealed class ShopReadingTests
{
    [Theory]
    [InlineData("subscribed", true)]
    [InlineData("unsubscribed", false)]
    public void Shopifys_marketing_state_is_a_statement_for_the_address(string state, bool agrees)
    {
        var customer = Shopify(
            "customers/update", $$$"""{"id":7,"email":"Ana@Example.com","email_marketing_consent":{"state":"{{{state}}}"}}""");

        Assert.Equal(agrees, ChannelOrder.AddressOf(customer.Says, "email") == "ana@example.com");
        Assert.Single(customer.Says.Consents);
    }

    [Fact]
    public void Not_subscribed_says_nothing() =>
        Assert.Empty(Shopify("customers/update", """
            {"id":7,"email":"ana@example.com","email_marketing_consent":{"state":"not_subscribed"}}
            """).Says.Consents);

    [Fact]
    public void A_refund_told_by_the_order_and_by_itself_counts_once()
    {
        var order = Shopify("orders/updated", """
            {"id":1,"email":"a@example.com","total_price":"100.00","currency":"USD","created_at":"2026-04-01T00:00:00Z",
            "refunds":[{"id":5,"transactions":[
            {"kind":"refund","status":"success","amount":"30.00"},{"kind":"refund","status":"failure","amount":"30.00"}]}]}
            """);
        var refund = Shopify(
            "refunds/create", """{"id":5,"order_id":1,"transactions":[{"kind":"refund","status":"success","amount":"30.00"}]}""");

        Assert.Equal(70m, OrderSummary.Of(order.Says.Join(refund.Says).Orders).Total);
    }

    [Fact]
    public void Ids_beyond_what_a_double_holds_stay_as_written() =>
        Assert.Equal(
            "acme:9007199254740993", Assert.Single(Shopify("customers/create", """{"id":9007199254740993}""").Says.ExternalIds.Keys));

    [Fact]
    public void An_order_of_long_ago_makes_an_old_customer()
    {
        var order = Shopify("orders/create", """
            {"id":1,"email":"a@example.com","total_price":"1","currency":"USD",
            "created_at":"2020-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}
            """);

        Assert.Equal(2020, order.Says.FirstSeen!.Said.At.Year);
    }

    [Theory]
    [InlineData("processing", 1)]
    [InlineData("completed", 1)]
    [InlineData("refunded", 1)]
    [InlineData("cancelled", 0)]
    [InlineData("failed", 0)]
    [InlineData("pending", 0)]
    [InlineData("trash", 0)]
    [InlineData("on-hold", 1)]
    [InlineData("shipped", 1)]
    public void WooCommerces_status_decides_whether_an_order_counts(string status, int count)
    {
        var order = Woo("order.updated", $$$"""
            {"id":1,"status":"{{{status}}}","total":"10.00","currency":"EUR","date_created_gmt":"2026-01-01T10:00:00",
            "billing":{"email":"a@example.com"}}
            """);

        Assert.Equal(count, OrderSummary.Of(order.Says.Orders).Count);
    }

    [Fact]
    public void A_refunded_order_of_WooCommerce_is_worth_nothing()
    {
        var order = Woo("order.updated", """
            {"id":1,"status":"refunded","total":"10.00","currency":"EUR","date_created_gmt":"2026-01-01T10:00:00",
            "billing":{"email":"a@example.com"}}
            """);

        Assert.Equal(0m, OrderSummary.Of(order.Says.Orders).Total);
    }

    [Fact]
    public void A_guest_of_WooCommerce_has_no_customer_id() =>
        Assert.Empty(Woo("order.created", """
            {"id":1,"customer_id":0,"total":"1","date_created_gmt":"2026-01-01T10:00:00","billing":{"email":"a@example.com"}}
            """).Says.ExternalIds);

    [Fact]
    public void Two_orders_of_one_second_are_two_deliveries()
    {
        string Body(int id) => $$$"""
            {"id":{{{id}}},"total":"1","date_created_gmt":"2026-01-01T10:00:00","billing":{"email":"a@example.com"}}
            """;
        Assert.NotEqual(Woo("order.created", Body(1)).Id, Woo("order.created", Body(2)).Id);
        Assert.Equal(Woo("order.created", Body(1)).Id, Woo("order.created", Body(1)).Id);
    }

    [Theory]
    [InlineData("""{"total_price":"1","created_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"id":1,"created_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"id":1,"total_price":"1e40","created_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"id":1,"total_price":"1","created_at":"yesterday"}""")]
    [InlineData("""{"id":1.5,"total_price":"1","created_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("\"text\"")]
    public void What_is_no_order_is_wrong(string body) => Assert.NotNull(ReadShopify("orders/create", body).Error);

    [Fact]
    public void A_topic_nothing_is_done_with_is_not_an_error() => Assert.Equal(WebhookReading.NotUsed, ReadShopify("themes/update", "{}"));
}
