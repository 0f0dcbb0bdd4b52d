using System.Globalization;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.Shops;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Shops;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Cli;

public sealed class SampleWebhookTests
{
    private const string Secret = "not much of a secret";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SampleBase Sample = SampleBase.Create(Now);

    [Fact]
    public void Webhooks_are_signed_as_their_shop_signs()
    {
        Assert.All(Sample.Deliveries, delivery => Assert.Equal(SignatureVerdict.Valid, Verify(delivery, delivery.Body)));
    }

    [Fact]
    public void A_signature_is_of_its_body_only()
    {
        var changed = Sample.Deliveries[0].Body.ToArray();
        changed[^1] ^= 1;

        Assert.Equal(SignatureVerdict.Mismatch, Verify(Sample.Deliveries[0], changed));
    }

    [Fact]
    public void Read_in_any_order_and_some_twice_they_say_what_the_sample_knows()
    {
        var captures = Sample.Deliveries.Select(delivery => ReaderOf(delivery.Shop).Read(Received(delivery)).Capture!).ToList();

        var orders = captures.SelectMany(capture => capture.Says.Orders)
            .GroupBy(order => order.Key, order => order.Value)
            .Select(states => states.Aggregate(OrderState.Unknown, (known, state) => known.Join(state)))
            .ToList();

        Assert.True(captures.DistinctBy(capture => capture.Id).Count() < captures.Count);
        Assert.Equal(Sample.Orders.Count, orders.Count);
        Assert.Equal(Sample.OrderCount, orders.Count(order => order.Counts));
        Assert.Equal(Sample.OrderTotal, orders.Sum(order => order.Net));
        Assert.Contains(orders, order => !order.Counts);
        Assert.Contains(orders, order => order.Refunded > 0);
    }

    [Fact]
    public void Shopify_ids_are_beyond_what_a_double_holds() => Assert.All(
        Sample.Orders.Where(order => order.Shop == SampleShop.Shopify),
        order => Assert.True(order.Id > 1L << 53, order.Id.ToString(CultureInfo.InvariantCulture)));

    private static SignatureVerdict Verify(WebhookDelivery delivery, byte[] body) =>
        WebhookSignature.VerifyHmacBase64(body, delivery.SignedHeaders(Secret)[delivery.Shop.SignatureHeader], [Secret]);

    private static IShopWebhooks ReaderOf(SampleShop shop) =>
        shop == SampleShop.Shopify ? new Functions.Shops.Shopify.ShopifyWebhooks() : new Functions.Shops.WooCommerce.WooCommerceWebhooks();

    private static Webhook Received(WebhookDelivery delivery)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in delivery.Headers)
        {
            headers[name] = value;
        }

        return new Webhook(delivery.Shop.Name, headers, delivery.Body, Now);
    }
}
