using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClientBase.Functions.Tests.Samples;

/// <summary>Bodies as shops send them, of our own making.</summary>
internal static class ShopBodies
{
    public static byte[] ShopifyOrder(
        long id,
        decimal total,
        DateTimeOffset at,
        long? customer = null,
        string? email = null,
        string currency = "USD",
        DateTimeOffset? updatedAt = null,
        DateTimeOffset? cancelledAt = null) => Json(new
        {
            id,
            email,
            created_at = Text(at),
            updated_at = Text(updatedAt ?? at),
            cancelled_at = cancelledAt is { } cancelled ? Text(cancelled) : null,
            total_price = total.ToString("0.00", CultureInfo.InvariantCulture),
            currency,
            financial_status = "paid",
            name = $"#{id}",
            refunds = Array.Empty<object>(),
            customer = customer is null ? null : new { id = customer, email, first_name = "Rosa", last_name = "Diaz" },
            line_items = new[] { new { product_id = 632910392L, sku = "TEA-1", name = "Green tea", quantity = 1, price = "10.00" } },
        });

    public static byte[] ShopifyRefund(long id, long orderId, decimal amount) => Json(new
    {
        id,
        order_id = orderId,
        transactions =
            new[] { new { kind = "refund", status = "success", amount = amount.ToString("0.00", CultureInfo.InvariantCulture) } },
    });

    public static byte[] WooOrder(
        long id,
        decimal total,
        DateTimeOffset at,
        string email,
        long customer = 0,
        string status = "processing",
        DateTimeOffset? modified = null) => Json(new
        {
            id,
            status,
            currency = "USD",
            total = total.ToString("0.00", CultureInfo.InvariantCulture),
            customer_id = customer,
            date_created_gmt = at.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
            date_modified_gmt = (modified ?? at).UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
            billing = new { first_name = "Иван", last_name = "Кузнецов", email, phone = "", country = "RU", city = "Тверь" },
            line_items = new[] { new { product_id = 93, sku = "", name = "Чай", quantity = 2, price = 3 } },
        });

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static byte[] Json(object body) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body));
}
