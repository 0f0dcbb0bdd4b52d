using System.Text;
using System.Text.Json;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Shops.InSales;
using ClientBase.Functions.Shops.Shopify;
using ClientBase.Functions.Shops.StandardWebhooks;
using ClientBase.Functions.Shops.WooCommerce;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Tests.Samples;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>Whatever shape a body has: it is understood, or it is said what is wrong with it.</summary>
public sealed class ShopVariantTests
{
    private static readonly IShopWebhooks[] Software =
        [new ShopifyWebhooks(), new WooCommerceWebhooks(), new InSalesWebhooks(), new StandardSenderWebhooks()];

    [Theory]
    [InlineData(ShopKind.Shopify, "orders/updated", ShopSamples.ShopifyOrder)]
    [InlineData(ShopKind.Shopify, "refunds/create", ShopSamples.ShopifyRefund)]
    [InlineData(ShopKind.Shopify, "checkouts/update", ShopSamples.ShopifyCheckout)]
    [InlineData(ShopKind.Shopify, "customers_email_marketing_consent/update", ShopSamples.ShopifyConsent)]
    [InlineData(ShopKind.WooCommerce, "order.updated", ShopSamples.WooOrder)]
    [InlineData(ShopKind.InSales, "", ShopSamples.InSalesOrder)]
    [InlineData(ShopKind.StandardWebhooks, "", ShopSamples.StandardContact)]
    [InlineData(ShopKind.StandardWebhooks, "", ShopSamples.StandardOrder)]
    public void Every_variant_of_our_own_samples_is_read_or_refused_with_what_is_wrong(ShopKind kind, string topic, string body) =>
        AssertRead(kind, topic, body);

    [PublicDataTheory("webhooks/shopify")]
    [InlineData("Order.json", "orders/create")]
    [InlineData("OrderEdit.json", "orders/edited")]
    [InlineData("Refund.json", "refunds/create")]
    [InlineData("Customer.json", "customers/update")]
    [InlineData("Cart.json", "carts/update")]
    [InlineData("Checkout.json", "checkouts/create")]
    [InlineData("Product.json", "products/update")]
    [InlineData("Fulfillment.json", "fulfillments/update")]
    [InlineData("FulfillmentEvent.json", "fulfillment_events/create")]
    [InlineData("customers_data_request.json", "customers/data_request")]
    [InlineData("customers_redact.json", "customers/redact")]
    [InlineData("shop_redact.json", "shop/redact")]
    [InlineData("DraftOrder.json", "draft_orders/create")]
    [InlineData("OrderTransaction.json", "order_transactions/create")]
    [InlineData("Shop.json", "shop/update")]
    public void Every_variant_of_Shopifys_own_notices_is_too(string file, string topic) =>
        AssertRead(ShopKind.Shopify, topic, BodyVariants.Read(Repository.Data($"webhooks/shopify/{file}")));

    [PublicDataTheory("webhooks/woocommerce")]
    [InlineData("orders.create_an_order.json", "order.updated")]
    [InlineData("orders.create_an_order.json", "order.restored")]
    [InlineData("customers.create_a_customer.json", "customer.updated")]
    [InlineData("products.create_a_product.json", "product.updated")]
    [InlineData("coupons.create_a_coupon.json", "coupon.updated")]
    [InlineData("order-refunds.create_a_refund.json", "order.updated")]
    public void Every_variant_of_WooCommerces_own_examples_is_too(string file, string topic) =>
        AssertRead(ShopKind.WooCommerce, topic, BodyVariants.Read(Repository.Data($"webhooks/woocommerce/{file}")));

    [PublicDataTheory("webhooks")]
    [InlineData("stripe/customer_updated.json")]
    [InlineData("typeform/form_response.json")]
    [InlineData("tilda/tilda_shapes_unofficial.json")]
    public void Bodies_meant_for_somebody_else_end_in_no_error_of_ours(string file)
    {
        var body = BodyVariants.Read(Repository.Data($"webhooks/{file}"));
        foreach (var (kind, topic) in new[]
        {
            (ShopKind.Shopify, "orders/create"), (ShopKind.WooCommerce, "order.created"),
            (ShopKind.InSales, ""), (ShopKind.StandardWebhooks, ""),
        })
        {
            AssertRead(kind, topic, body);
        }
    }

    [Theory]
    [InlineData(ShopKind.Shopify, "orders/updated", ShopSamples.ShopifyOrder)]
    [InlineData(ShopKind.WooCommerce, "order.updated", ShopSamples.WooOrder)]
    [InlineData(ShopKind.InSales, "", ShopSamples.InSalesOrder)]
    [InlineData(ShopKind.StandardWebhooks, "", ShopSamples.StandardOrder)]
    public void The_same_said_in_another_way_is_the_same_capture(ShopKind kind, string topic, string body)
    {
        var id = Read(kind, topic, Encoding.UTF8.GetBytes(body)).Capture!.Id;
        string[] same = ["the order is another", "all is there twice", "half a letter stands in it", "it begins with a mark"];
        Assert.All(
            BodyVariants.Of(body).Where(variant => same.Contains(variant.What)),
            variant => Assert.Equal(id, Read(kind, topic, variant.Body).Capture?.Id));
        var other = Encoding.UTF8.GetBytes(body.Replace("10.00", "11.00", StringComparison.Ordinal));
        Assert.NotEqual(id, Read(kind, topic, other).Capture!.Id);
    }

    [Theory]
    [InlineData(ShopKind.Shopify, "orders/updated", "id", "total_price", "created_at")]
    [InlineData(ShopKind.WooCommerce, "order.updated", "id", "total", "date_created_gmt")]
    [InlineData(ShopKind.InSales, "orders/update", "id", "total_price", "created_at")]
    public void A_refusal_names_all_that_is_missing(ShopKind kind, string topic, params string[] missing) =>
        Assert.EndsWith(
            $"missing here: {string.Join(", ", missing)}.", Read(kind, topic, "{}"u8.ToArray()).Error, StringComparison.Ordinal);

    private static void AssertRead(ShopKind kind, string topic, string body) => Assert.All(BodyVariants.Of(body), variant =>
    {
        var reading = Read(kind, topic, variant.Body);
        Assert.True(reading.Error is null or { Length: > 10 }, variant.What);
        if (reading.Capture is { } capture)
        {
            Assert.NotEmpty(IdentityResolver.KeysOf(capture));
            var json = JsonSerializer.Serialize(CaptureDocument.Of(capture), DocumentJson.Compact.CaptureDocument);
            Assert.Equal(capture.Id, JsonSerializer.Deserialize(json, DocumentJson.Compact.CaptureDocument)!.ToCapture().Id);
        }
    });

    private static WebhookReading Read(ShopKind kind, string topic, byte[] body)
    {
        var headers = new HeaderDictionary { ["X-Shopify-Topic"] = topic, ["X-WC-Webhook-Topic"] = topic, ["webhook-id"] = "msg_1" };
        var webhook = new Webhook("acme", headers, body, Deliveries.Received)
        {
            Country = "RU",
            Path = topic.Length == 0 ? "secret" : $"secret/{topic}",
        };
        return ReceiveWebhook.Read(Software.First(one => one.Kind == kind), webhook);
    }
}
