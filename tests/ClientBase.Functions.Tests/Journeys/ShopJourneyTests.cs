using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class ShopJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task Shopify_orders_become_a_customer_with_a_total()
    {
        const long Rosa = 9007199254740995; // No double holds these.
        await OrderAsync(ShopBodies.ShopifyOrder(9007199254740993, 100m, March, Rosa, "rosa@totals.example"));
        await OrderAsync(ShopBodies.ShopifyOrder(9007199254740997, 50.50m, March.AddDays(3), Rosa));
        await _client.IdleAsync();

        var contact = await _client.ContactAsync("rosa@totals.example");
        AssertOrders(contact, 2, 150.50m);
        Assert.Equal([$"{Rosa}"], contact.ExternalIds["acme"]);
        Assert.Single(await _client.ContactsAsync($"externalId={Rosa}"));
    }

    [Fact]
    public async Task The_later_version_of_an_order_wins_whichever_comes_first()
    {
        var later = ShopBodies.ShopifyOrder(201, 80m, March, email: "late@versions.example", updatedAt: March.AddHours(2));
        await ShopifyAsync("orders/updated", later);
        await OrderAsync(ShopBodies.ShopifyOrder(201, 100m, March, email: "late@versions.example"));
        await _client.IdleAsync();

        AssertOrders(await _client.ContactAsync("late@versions.example"), 1, 80m);
    }

    [Fact]
    public async Task A_refund_may_come_before_its_order()
    {
        await ShopifyAsync("refunds/create", ShopBodies.ShopifyRefund(31, 301, 25m));
        await _client.IdleAsync();
        await OrderAsync(ShopBodies.ShopifyOrder(301, 100m, March, email: "early@refunds.example"));
        await _client.IdleAsync();

        var contact = await _client.ContactAsync("early@refunds.example");
        AssertOrders(contact, 1, 75m);
        Assert.Contains(await _client.TimelineAsync(contact), entry => entry.Kind == "refund");
    }

    [Fact]
    public async Task A_cancelled_order_no_longer_counts()
    {
        var next = March.AddDays(1);
        await OrderAsync(ShopBodies.ShopifyOrder(401, 100m, March, email: "gone@cancelled.example"));
        var cancelled = ShopBodies.ShopifyOrder(401, 100m, March, email: "gone@cancelled.example", updatedAt: next, cancelledAt: next);
        await ShopifyAsync("orders/cancelled", cancelled);
        await _client.IdleAsync();

        AssertOrders(await _client.ContactAsync("gone@cancelled.example"), 0, 0m);
    }

    [Fact]
    public async Task WooCommerce_orders_count_until_deleted()
    {
        await WooAsync("order.created", ShopBodies.WooOrder(501, 30m, March, "ivan@woo.example", customer: 9501));
        await WooAsync("order.created", ShopBodies.WooOrder(502, 20m, March, "ivan@woo.example", customer: 9501));
        await _client.IdleAsync();
        AssertOrders(await _client.ContactAsync("ivan@woo.example"), 2, 50m);

        await WooAsync("order.deleted", Encoding.UTF8.GetBytes("""{"id":502}"""));
        await _client.IdleAsync();
        AssertOrders(await _client.ContactAsync("ivan@woo.example"), 1, 30m);
    }

    [Fact]
    public async Task Two_customer_ids_of_one_shop_are_two_people_even_with_one_address()
    {
        await OrderAsync(ShopBodies.ShopifyOrder(601, 10m, March, customer: 61, email: "shared@two.example"));
        await _client.IdleAsync();
        await OrderAsync(ShopBodies.ShopifyOrder(602, 20m, March, customer: 62, email: "shared@two.example"));
        await _client.IdleAsync();

        AssertOrders(Assert.Single(await _client.ContactsAsync("externalId=61")), 1, 10m);
        AssertOrders(Assert.Single(await _client.ContactsAsync("externalId=62")), 1, 20m);
    }

    [Fact]
    public async Task A_repeated_delivery_changes_nothing()
    {
        var body = ShopBodies.ShopifyOrder(701, 10m, March, email: "twice@repeat.example");
        await OrderAsync(body);
        await _client.IdleAsync();
        var contact = await _client.ContactAsync("twice@repeat.example");
        var before = await _client.GetTextAsync($"api/contacts/{contact.Id}");
        await OrderAsync(body);
        await OrderAsync(body);
        await _client.IdleAsync();

        Assert.Equal(before, await _client.GetTextAsync($"api/contacts/{contact.Id}"));
        Assert.Single(await _client.TimelineAsync(contact));
    }

    [PublicDataTheory("webhooks/shopify")]
    [InlineData("Order.json", "orders/create")]
    [InlineData("Customer.json", "customers/create")]
    [InlineData("Refund.json", "refunds/create")]
    public async Task Shopifys_own_notifications_are_filed(string file, string topic)
    {
        var body = await File.ReadAllBytesAsync(Repository.Data($"webhooks/shopify/{file}"));
        await ShopifyAsync(topic, body);
        await _client.IdleAsync();

        var json = JsonNode.Parse(body)!;
        if ((topic == "customers/create" ? json["id"] : json["customer"]?["id"]) is { } customer)
        {
            var contact = Assert.Single(await _client.ContactsAsync($"externalId={customer.ToJsonString()}"));
            Assert.NotEmpty(await _client.TimelineAsync(contact));
        }
    }

    [PublicDataTheory("webhooks/woocommerce")]
    [InlineData("orders.create_an_order.json", "order.created")]
    [InlineData("customers.create_a_customer.json", "customer.created")]
    public async Task WooCommerces_own_examples_are_filed(string file, string topic)
    {
        await WooAsync(topic, await File.ReadAllBytesAsync(Repository.Data($"webhooks/woocommerce/{file}")));
        await _client.IdleAsync();
        Assert.Contains(
            await _client.TimelineAsync(await _client.ContactAsync("john.doe@example.com")),
            entry => entry.Text("topic") == topic);
    }

    [Fact]
    public async Task WooCommerces_ping_is_answered_before_anything_is_signed()
    {
        using var response = await _client.PostAsync("api/hooks/woo", new FormUrlEncodedContent([new("webhook_id", "5")]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("acme", "wrong-secret", """{"id":1}""", HttpStatusCode.Unauthorized)]
    [InlineData("unset", "", """{"id":1}""", HttpStatusCode.Unauthorized)]
    [InlineData("nowhere", AppFixture.ShopifySecret, """{"id":1}""", HttpStatusCode.NotFound)]
    [InlineData("acme", AppFixture.ShopifySecret, """{"id":""", HttpStatusCode.BadRequest)]
    [InlineData("acme", AppFixture.ShopifySecret, """{"id":1}""", HttpStatusCode.BadRequest)]
    [InlineData("acme", AppFixture.ShopifySecret, """[1,2]""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_believed_or_read_is_refused_with_a_problem(
        string shop, string secret, string body, HttpStatusCode expected)
    {
        using var response = await _client.PostShopifyAsync(shop, secret, "orders/create", Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private Task OrderAsync(byte[] body) => ShopifyAsync("orders/create", body);

    private async Task ShopifyAsync(string topic, byte[] body)
    {
        using var response = await _client.PostShopifyAsync("acme", AppFixture.ShopifySecret, topic, body);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
    }

    private async Task WooAsync(string topic, byte[] body)
    {
        using var response = await _client.PostWooCommerceAsync("woo", AppFixture.WooSecret, topic, body);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
    }

    private static void AssertOrders(ContactJson contact, int count, decimal total) =>
        Assert.Equal((count, total), (contact.Orders.Count, contact.Orders.Total));
}
