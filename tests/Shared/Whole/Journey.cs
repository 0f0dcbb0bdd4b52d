using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClientBase.Tests.Whole;

/// <summary>Something people and shops do with the app, which has to come to the same whatever befalls it.</summary>
/// <param name="Name">What.</param>
/// <param name="PrepareAsync">What is there before it; nothing befalls that.</param>
/// <param name="PlayAsync">The journey itself.</param>
internal sealed record Journey(string Name, Func<World, Task> PrepareAsync, Func<World, Task> PlayAsync)
{
    private const string Secret = "a secret of the shop";

    /// <summary>Settings that all journeys are played with.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Shops:acme:Kind"] = "Shopify",
        ["Shops:acme:Secret"] = Secret,
        ["SendGrid:ApiKey"] = "SG.chaos",
        ["SendGrid:BaseUrl"] = "http://provider.example",
        ["Mail:From"] = "Shop <news@shop.example>",
        ["Tokens:SigningKey"] = "a signing key of the trials, long enough to be one",
        ["Imports:ChunkRows"] = "4",
        ["Imports:MessageRows"] = "8",
        ["Imports:RowsAtOnce"] = "1",
        ["Exports:PageSize"] = "2",
        ["Exports:MessageRows"] = "4",
    };

    /// <summary>Posts a form, and notes that it was acknowledged.</summary>
    public static async Task FormAsync(World world, string form, string key, object fields)
    {
        var answer = await world.AskAsync("POST", $"api/forms/{form}", fields, ("Idempotency-Key", key));
        world.Acknowledged.Add(answer.Json.GetProperty("captureId").GetString()!);
    }

    /// <summary>Has a shop tell of an order.</summary>
    public static Task OrderAsync(World world, int order, decimal total, int hour, int customer, string email) =>
        HookAsync(world, "orders/create", new
        {
            id = order,
            email,
            created_at = TimeOf(0),
            updated_at = TimeOf(hour),
            total_price = total.ToString("0.00", CultureInfo.InvariantCulture),
            currency = "RUB",
            financial_status = "paid",
            refunds = Array.Empty<object>(),
            customer = new { id = customer, email, first_name = "Rosa", last_name = "Diaz" },
            line_items = new[] { new { product_id = 5, sku = "TEA", name = "Tea", quantity = 1, price = "10.00" } },
        });

    /// <summary>Has a shop tell of a refund.</summary>
    public static Task RefundAsync(World world, int refund, int order, decimal amount) => HookAsync(world, "refunds/create", new
    {
        id = refund,
        order_id = order,
        transactions =
            new[] { new { kind = "refund", status = "success", amount = amount.ToString("0.00", CultureInfo.InvariantCulture) } },
    });

    /// <summary>The id of whoever has an address.</summary>
    public static async Task<string> IdOfAsync(World world, string email)
    {
        var answer = await world.AskAsync("GET", $"api/contacts?email={email}");
        return answer.Json.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    /// <summary>Runs a timer and all that follows from it.</summary>
    public static async Task TimeAsync(World world, string timer)
    {
        await world.TickAsync(timer);
        await world.SettleAsync();
    }

    private static async Task HookAsync(World world, string topic, object content)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(content);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        await world.AskAsync(
            "POST", "api/hooks/acme", body, "application/json",
            ("X-Shopify-Topic", topic), ("X-Shopify-Hmac-SHA256", signature),
            ("X-Shopify-Webhook-Id", Convert.ToHexString(SHA256.HashData(body))));
    }

    private static string TimeOf(int hour) =>
        new DateTimeOffset(2026, 2, 20, 10, 0, 0, TimeSpan.Zero).AddHours(hour).ToString("s", CultureInfo.InvariantCulture) + "+00:00";
}
