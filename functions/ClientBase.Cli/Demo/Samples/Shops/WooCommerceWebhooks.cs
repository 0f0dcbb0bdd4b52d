using System.Globalization;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>What WooCommerce sends (its REST API v3 shapes).</summary>
internal static class WooCommerceWebhooks
{
    private const int GuestsEvery = 5; // Every so many people order without an account.
    private const int RefundIds = 50_000;

    /// <summary>All there is to tell of an order.</summary>
    public static IEnumerable<WebhookDelivery> Of(SampleOrder order)
    {
        yield return Deliver("created", order, order.PlacedAt, "processing", refunded: 0m);
        if (order.IsCancelled)
        {
            yield return Deliver("updated", order, order.PlacedAt.AddHours(3), "cancelled", refunded: 0m);
        }

        if (order.Refunded > 0)
        {
            yield return Deliver("updated", order, order.PlacedAt.AddDays(1), "completed", order.Refunded);
        }
    }

    private static WebhookDelivery Deliver(string happened, SampleOrder order, DateTimeOffset at, string status, decimal refunded) => new(
        SampleShop.WooCommerce,
        new Dictionary<string, string>
        {
            ["X-WC-Webhook-Source"] = "https://demo.example/",
            ["X-WC-Webhook-Topic"] = $"order.{happened}",
            ["X-WC-Webhook-Resource"] = "order",
            ["X-WC-Webhook-Event"] = happened,
            ["X-WC-Webhook-ID"] = happened == "created" ? "1" : "2",
            ["X-WC-Webhook-Delivery-ID"] = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds():x}"),
        },
        ShopJson.Write(OrderOf(order, at, status, refunded)));

    private static object OrderOf(SampleOrder order, DateTimeOffset modifiedAt, string status, decimal refunded) => new
    {
        order.Id,
        Number = order.Number.ToString(CultureInfo.InvariantCulture),
        Status = status,
        SampleOrder.Currency,
        DateCreated = Instant(order.PlacedAt),
        DateCreatedGmt = Instant(order.PlacedAt),
        DateModified = Instant(modifiedAt),
        DateModifiedGmt = Instant(modifiedAt),
        Total = ShopJson.Money(order.Total),
        CustomerId = order.Person.Number % GuestsEvery == 0 ? 0 : order.Person.Number + 1,
        Billing = new
        {
            FirstName = order.Person.Name.First,
            LastName = order.Person.Name.Last,
            Company = "",
            order.Person.City,
            order.Person.Country,
            order.Person.Email,
            Phone = order.Person.Phone?.International ?? "",
        },
        LineItems = order.Lines.Select((line, index) => new
        {
            Id = (order.Id * 10) + index,
            Name = line.Product.Title,
            ProductId = line.Product.Id,
            line.Quantity,
            Total = ShopJson.Money(line.Total),
            line.Product.Sku,
            line.Product.Price,
        }),
        Refunds = refunded == 0m
            ? []
            : new[] { new { Id = RefundIds + order.Number, Reason = "", Total = ShopJson.Money(-refunded) } },
    };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
