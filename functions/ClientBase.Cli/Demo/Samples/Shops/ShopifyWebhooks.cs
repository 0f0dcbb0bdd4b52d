using System.Globalization;
using ClientBase.Cli.Demo.Samples.People;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>What Shopify sends (shopify.dev, "Webhooks": REST Admin shapes).</summary>
internal static class ShopifyWebhooks
{
    private const long CustomerIds = 8_000_000_000_000_000;
    private const long RefundIds = 13_000_000_000_000_000;
    private const long FulfillmentIds = 5_000_000_000_000_000;

    /// <summary>An account that was opened.</summary>
    public static WebhookDelivery Customer(SamplePerson person, DateTimeOffset openedAt) => Deliver(
        "customers/create", CustomerIds + person.Number, openedAt, CustomerOf(person, openedAt));

    /// <summary>All there is to tell of an order.</summary>
    public static IEnumerable<WebhookDelivery> Of(SampleOrder order)
    {
        yield return Deliver("orders/create", order.Id, order.PlacedAt, OrderOf(order, updatedAt: order.PlacedAt, cancelledAt: null));
        var changedAt = order.PlacedAt.AddHours(5);
        if (order.IsCancelled)
        {
            yield return Deliver("orders/cancelled", order.Id, changedAt, OrderOf(order, changedAt, changedAt));
        }

        if (order.Refunded > 0)
        {
            yield return Deliver("refunds/create", RefundIds + order.Number, changedAt, RefundOf(order, changedAt));
        }
    }

    /// <summary>A product as it stands at an instant.</summary>
    /// <param name="product">The product.</param>
    /// <param name="stock">How many there are.</param>
    /// <param name="at">When that was so.</param>
    public static WebhookDelivery Product(SampleProduct product, int stock, DateTimeOffset at) => Deliver(
        "products/update",
        product.Id,
        at,
        new
        {
            product.Id,
            product.Title,
            Vendor = "Demo",
            ProductType = product.Category,
            Handle = product.Sku.ToLowerInvariant(),
            Status = "active",
            UpdatedAt = Instant(at),
            Variants = new[]
            {
                new
                {
                    Id = product.Id * 10,
                    Title = "Default",
                    product.Sku,
                    Price = ShopJson.Money(product.Price),
                    InventoryManagement = "shopify",
                    InventoryPolicy = "deny",
                    InventoryQuantity = stock,
                },
            },
        });

    /// <summary>A checkout that was begun and left.</summary>
    public static WebhookDelivery Checkout(SamplePerson person, IReadOnlyList<SampleLine> lines, DateTimeOffset at)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"demo-cart-{person.Number}");
        return Deliver("checkouts/update", person.Number, at, new
        {
            person.Number,
            Token = token,
            CartToken = token,
            person.Email,
            SampleOrder.Currency,
            CreatedAt = Instant(at),
            UpdatedAt = Instant(at),
            TotalPrice = ShopJson.Money(lines.Sum(line => line.Total)),
            AbandonedCheckoutUrl = $"https://shop.example.com/cart/{token}",
            LineItems = lines.Select(line => new
            {
                ProductId = line.Product.Id,
                line.Product.Sku,
                line.Product.Title,
                line.Quantity,
                Price = ShopJson.Money(line.Product.Price),
            }),
        });
    }

    /// <summary>A parcel that has arrived.</summary>
    public static WebhookDelivery Delivered(SampleOrder order, DateTimeOffset at) => Deliver(
        "fulfillments/update",
        FulfillmentIds + order.Number,
        at,
        new
        {
            Id = FulfillmentIds + order.Number,
            OrderId = order.Id,
            Status = "success",
            ShipmentStatus = "delivered",
            CreatedAt = Instant(order.PlacedAt.AddHours(1)),
            UpdatedAt = Instant(at),
        });

    private static WebhookDelivery Deliver(string topic, long id, DateTimeOffset at, object body) => new(
        SampleShop.Shopify,
        new Dictionary<string, string>
        {
            ["X-Shopify-Topic"] = topic,
            ["X-Shopify-Shop-Domain"] = "demo.example",
            ["X-Shopify-API-Version"] = "2025-10",
            ["X-Shopify-Webhook-Id"] = string.Create(CultureInfo.InvariantCulture, $"{topic}-{id}"),
            ["X-Shopify-Event-Id"] = string.Create(CultureInfo.InvariantCulture, $"event-{topic}-{id}"),
            ["X-Shopify-Triggered-At"] = Instant(at),
        },
        ShopJson.Write(body));

    private static object OrderOf(SampleOrder order, DateTimeOffset updatedAt, DateTimeOffset? cancelledAt) => new
    {
        order.Id,
        Name = string.Create(CultureInfo.InvariantCulture, $"#{order.Number}"),
        OrderNumber = order.Number,
        order.Person.Email,
        ContactEmail = order.Person.Email,
        CreatedAt = Instant(order.PlacedAt),
        UpdatedAt = Instant(updatedAt),
        CancelledAt = cancelledAt is { } at ? Instant(at) : null,
        CancelReason = cancelledAt is null ? null : "customer",
        FinancialStatus = cancelledAt is null ? "paid" : "voided",
        TotalPrice = ShopJson.Money(order.Total),
        SampleOrder.Currency,
        CustomerLocale = order.Person.Country == "RU" ? "ru" : "en",
        BuyerAcceptsMarketing = false,
        DiscountCodes = order.Code is null ? [] : new[] { new { order.Code, Amount = "0.00", Type = "percentage" } },
        LineItems = order.Lines.Select((line, index) => new
        {
            Id = LineId(order, index),
            ProductId = line.Product.Id,
            line.Product.Sku,
            line.Product.Title,
            Name = line.Product.Title,
            line.Quantity,
            Price = ShopJson.Money(line.Product.Price),
        }),
        BillingAddress = AddressOf(order.Person),
        Customer = CustomerOf(order.Person, order.PlacedAt),
        Refunds = Array.Empty<object>(),
    };

    private static object RefundOf(SampleOrder order, DateTimeOffset at) => new
    {
        Id = RefundIds + order.Number,
        OrderId = order.Id,
        CreatedAt = Instant(at),
        ProcessedAt = Instant(at),
        Note = "Returned by the customer",
        RefundLineItems = new[]
        {
            new
            {
                Id = RefundIds + order.Number,
                LineItemId = LineId(order, 0),
                order.Lines[0].Quantity,
                Subtotal = order.Refunded,
                TotalTax = 0m,
            },
        },
        Transactions = new[]
        {
            new
            {
                Id = RefundIds + order.Number,
                OrderId = order.Id,
                Kind = "refund",
                Status = "success",
                Amount = ShopJson.Money(order.Refunded),
                SampleOrder.Currency,
            },
        },
    };

    private static object CustomerOf(SamplePerson person, DateTimeOffset createdAt) => new
    {
        Id = CustomerIds + person.Number,
        person.Email,
        FirstName = person.Name.First,
        LastName = person.Name.Last,
        Phone = person.Phone?.International,
        CreatedAt = Instant(createdAt),
        UpdatedAt = Instant(createdAt),
        State = "enabled",
        EmailMarketingConsent = new { State = "not_subscribed" },
        DefaultAddress = AddressOf(person),
    };

    private static object AddressOf(SamplePerson person) => new
    {
        FirstName = person.Name.First,
        LastName = person.Name.Last,
        person.City,
        CountryCode = person.Country,
        Phone = person.Phone?.International,
    };

    private static long LineId(SampleOrder order, int index) => (order.Id * 10) + index;

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
