using System.Text;
using System.Text.Json;
using ClientBase.Domain.Identity;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>A shop that is answered 400 drops its hook: only what can never be understood is refused.</summary>
public sealed class ShopRefusalTests
{
    [Fact]
    public void An_edit_is_a_note_on_its_order()
    {
        var edit = Shopify("orders/edited", """
            {"order_edit":{"id":7,"order_id":820982911946154508,"created_at":"2026-06-01T10:00:00Z",
            "line_items":{"additions":[{"id":1,"delta":1}],"removals":[]}}}
            """);

        Assert.Equal(new IdentityKey(IdentityKind.Order, "acme:820982911946154508"), Assert.Single(IdentityResolver.KeysOf(edit)));
        Assert.Null(OrderOf(edit).Version);
        Assert.Equal("edited", edit.Data["status"]);
    }

    [Theory]
    [InlineData("orders/edited", "{}")]
    [InlineData("carts/update", "{}")]
    [InlineData("checkouts/create", "{}")]
    [InlineData("fulfillments/update", "{}")]
    [InlineData("customers_email_marketing_consent/update", "{}")]
    [InlineData("customers_marketing_consent/update", "{}")]
    public void A_genuine_delivery_without_what_it_is_about_is_taken_and_told_to_the_operator(string topic, string body)
    {
        var reading = ReadShopify(topic, body);

        Assert.Null(reading.Error);
        Assert.Null(reading.Capture);
        Assert.Contains("missing", reading.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkout-draft")]
    [InlineData("auto-draft")]
    public void A_draft_that_the_customer_is_still_typing_is_taken_and_makes_nobody(string status)
    {
        var reading = ReadWoo("order.updated", $$$"""
            {"id":501,"status":"{{{status}}}","currency":"EUR","total":"0.00","date_created":null,"date_created_gmt":null,
            "billing":{"email":"jo@shop.exa"}}
            """);

        Assert.Null(reading.Error);
        Assert.Null(reading.Capture);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("failed")]
    [InlineData("pending")]
    public void An_order_without_dates_that_does_not_count_is_filed_at_its_receipt(string status)
    {
        var order = Woo("order.updated", $$$"""
            {"id":501,"status":"{{{status}}}","currency":"EUR","total":null,"date_created_gmt":null,"billing":{"email":"jo@shop.example"}}
            """);

        Assert.Equal((Received, false), (order.At, OrderOf(order).Counts));
    }

    [Fact]
    public void The_shops_own_error_in_place_of_the_data_is_taken_and_told_to_the_operator()
    {
        var reading = ReadWoo("order.updated", """
            {"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot view this resource.","data":{"status":401}}
            """);

        Assert.Null(reading.Error);
        Assert.Contains("woocommerce_rest_cannot_view", reading.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.NotNull(Shopify("customers/create", "\uFEFF" + """{"id":7,"email":"a@shop.example"}"""));

    [PublicDataFact("faults")]
    public void None_of_the_reported_bodies_is_refused()
    {
        foreach (var (topic, body) in Directory.EnumerateFiles(Repository.Data("faults"), "*.json").SelectMany(StepsOf))
        {
            var reading = topic.Contains('/', StringComparison.Ordinal) ? ReadShopify(topic, body) : ReadWoo(topic, body);
            Assert.True(reading.Error is null, $"{topic}: {reading.Error}");
        }
    }

    [PublicDataTheory("webhooks/shopify")]
    [InlineData("Order.json", "orders/create", "orders/updated", "orders/cancelled")]
    [InlineData("OrderEdit.json", "orders/edited")]
    [InlineData("Refund.json", "refunds/create")]
    [InlineData("Customer.json", "customers/create", "customers/update")]
    [InlineData("Cart.json", "carts/create", "carts/update")]
    [InlineData("Checkout.json", "checkouts/create", "checkouts/update")]
    [InlineData("Product.json", "products/create", "products/update", "products/delete")]
    [InlineData("Fulfillment.json", "fulfillments/create", "fulfillments/update")]
    [InlineData("Shop.json", "shop/update")]
    [InlineData("customers_redact.json", "customers/redact")]
    public void None_of_Shopifys_own_notices_is_refused_or_puzzling(string file, params string[] topics) => Assert.All(topics, topic =>
    {
        var reading = ReadShopify(topic, File.ReadAllText(Repository.Data($"webhooks/shopify/{file}")));
        Assert.True(reading is { Error: null, Warning: null }, $"{topic}: {reading.Error}{reading.Warning}");
    });

    [PublicDataTheory("webhooks/woocommerce")]
    [InlineData("orders.create_an_order.json", "order.created", "order.updated", "order.restored", "order.deleted")]
    [InlineData("customers.create_a_customer.json", "customer.created", "customer.updated")]
    [InlineData("products.create_a_product.json", "product.created", "product.updated", "product.restored", "product.deleted")]
    [InlineData("coupons.create_a_coupon.json", "coupon.created")]
    public void None_of_WooCommerces_own_examples_is_refused_or_puzzling(string file, params string[] topics) => Assert.All(topics, topic =>
    {
        var reading = ReadWoo(topic, File.ReadAllText(Repository.Data($"webhooks/woocommerce/{file}")));
        Assert.True(reading is { Error: null, Warning: null }, $"{topic}: {reading.Error}{reading.Warning}");
    });

    // A file is one step or a list of them; those with a topic and a body are deliveries.
    private static IEnumerable<(string Topic, string Body)> StepsOf(string file)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF'));
        var steps = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray().ToList() : [json.RootElement];
        return [.. from step in steps
                   where step.TryGetProperty("topic", out _) && step.TryGetProperty("body", out _)
                   from topic in step.GetProperty("topic").GetString()!.Split(" or ")
                   let body = step.GetProperty("body").GetRawText()
                   select (topic, body.Replace("<now>", "2026-06-01T10:00:00Z", StringComparison.Ordinal))];
    }
}
