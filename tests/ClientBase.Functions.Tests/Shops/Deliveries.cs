using System.Text;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Products;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Shops.InSales;
using ClientBase.Functions.Shops.Shopify;
using ClientBase.Functions.Shops.StandardWebhooks;
using ClientBase.Functions.Shops.WooCommerce;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>Deliveries of shops, and what they are read as.</summary>
internal static class Deliveries
{
    public static readonly DateTimeOffset Received = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static WebhookReading ReadShopify(string topic, string body, DateTimeOffset? received = null) =>
        new ShopifyWebhooks().Read(Webhook("X-Shopify-Topic", topic, body, received));

    public static WebhookReading ReadWoo(string topic, string body, DateTimeOffset? received = null) =>
        new WooCommerceWebhooks().Read(Webhook("X-WC-Webhook-Topic", topic, body, received));

    public static WebhookReading ReadInSales(string topic, string body, DateTimeOffset? received = null) =>
        new InSalesWebhooks().Read(Webhook("X-None", "", body, received) with { Path = topic.Length == 0 ? "secret" : $"secret/{topic}" });

    public static WebhookReading ReadStandard(string body, DateTimeOffset? received = null, string id = "msg_1") =>
        new StandardSenderWebhooks().Read(Webhook("webhook-id", id, body, received));

    public static CapturedEvent InSales(string topic, string body, DateTimeOffset? received = null) =>
        ReadInSales(topic, body, received).Capture!;

    public static CapturedEvent Standard(string body, DateTimeOffset? received = null) => ReadStandard(body, received).Capture!;

    public static CapturedEvent Shopify(string topic, string body, DateTimeOffset? received = null) =>
        ReadShopify(topic, body, received).Capture!;

    public static CapturedEvent Woo(string topic, string body, DateTimeOffset? received = null) => ReadWoo(topic, body, received).Capture!;

    public static StoredProduct ShopifyProduct(string topic, string body) => Assert.Single(ReadShopify(topic, body).Products);

    public static StoredProduct WooProduct(string topic, string body) => Assert.Single(ReadWoo(topic, body).Products);

    /// <summary>The one order of some captures, joined.</summary>
    public static OrderState OrderOf(params CapturedEvent[] captures) =>
        Assert.Single(captures.Select(capture => capture.Says).Aggregate((a, b) => a.Join(b)).Orders).Value;

    private static Webhook Webhook(string header, string topic, string body, DateTimeOffset? received) =>
        new("acme", new HeaderDictionary { [header] = topic }, Encoding.UTF8.GetBytes(body), received ?? Received)
        {
            Country = "RU",
            Currency = "EUR",
        };
}
