using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Shops.Reconcile;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Shops.Reconcile;

/// <summary>A base with one shop, whose API is read.</summary>
internal sealed class PulledShop(AzuriteFixture azurite, FakeShop shop, string kind) : TestApp(azurite, new()
{
    ["Shops:acme:Kind"] = kind,
    ["Shops:acme:Secret"] = Secret,
    ["Shops:acme:BaseUrl"] = shop.Url,
    ["Shops:acme:AccessToken"] = "token",
    ["Shops:acme:ConsumerKey"] = "ck",
    ["Shops:acme:ConsumerSecret"] = "cs",
})
{
    public const string Secret = "a secret of tests";

    /// <summary>A base with a shop that has some orders, each of a person of its own.</summary>
    public static async Task<PulledShop> CreateAsync(AzuriteFixture azurite, FakeShop shop, string kind, int orders)
    {
        shop.Lists["orders"] = kind switch
        {
            "Shopify" => ShopifyOrders(orders),
            "WooCommerce" => WooOrders(orders),
            _ => InSalesOrders(orders),
        };
        return await CreateAsync(azurite, shop, kind);
    }

    public static async Task<PulledShop> CreateAsync(AzuriteFixture azurite, FakeShop shop, string kind)
    {
        var app = new PulledShop(azurite, shop, kind);
        await app.CreateAsync();
        return app;
    }

    /// <summary>Orders of Shopify, each of a person of its own.</summary>
    public static List<JsonObject> ShopifyOrders(int count) => [.. Enumerable.Range(1, count).Select(n => JsonNode.Parse($$$"""
        {"id":{{{9007199254740993 + n}}},"name":"#{{{n}}}","email":"p{{{n}}}@pull.example","total_price":"10.00","currency":"EUR",
        "financial_status":"paid","created_at":"2026-02-01T10:00:{{{n:00}}}Z","updated_at":"2026-02-02T10:00:{{{n:00}}}Z","line_items":[]}
        """)!.AsObject())];

    public static List<JsonObject> WooOrders(int count) => [.. Enumerable.Range(1, count).Select(n => JsonNode.Parse($$$"""
        {"id":{{{n}}},"status":"processing","total":"10.00","currency":"EUR","date_created_gmt":"2026-02-01T10:00:{{{n:00}}}",
        "date_modified_gmt":"2026-02-02T10:00:{{{n:00}}}","billing":{"email":"p{{{n}}}@pull.example"},"line_items":[]}
        """)!.AsObject())];

    /// <summary>Orders of InSales, all changed in one second.</summary>
    public static List<JsonObject> InSalesOrders(int count) => [.. Enumerable.Range(1, count).Select(n => JsonNode.Parse($$$"""
        {"id":{{{n}}},"number":{{{n}}},"total_price":10.0,"currency_code":"RUR","fulfillment_status":"new","order_lines":[],
        "created_at":"2026-02-01T10:00:00.000+03:00","updated_at":"2026-02-02T10:00:00.000+03:00",
        "client":{"email":"p{{{n}}}@pull.example"} }
        """)!.AsObject())];

    /// <summary>Runs the timer.</summary>
    public Task TimerAsync() => Get<ReconcileShops>().RunAsync(new TimerInfo(), default);

    public async Task<(int Status, JsonElement Body)> BackfillAsync() =>
        await CallAsync(request => Get<OperateShops>().BackfillAsync(request, "acme", default));

    public async Task<ShopView> ShowAsync()
    {
        var (_, body) = await CallAsync(request => Get<OperateShops>().ShowAsync(request, "acme", default));
        return body.Deserialize<ShopView>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Reads one message's worth; false when none waits.</summary>
    public async Task<bool> StepAsync()
    {
        var waiting = await TakeAsync<PullMessage>(Queues.ShopPull);
        foreach (var message in waiting)
        {
            await Get<PullShop>().RunAsync(message, default);
        }

        return waiting.Count > 0;
    }

    /// <summary>Reads until no message waits, and files what was read.</summary>
    public async Task DrainAsync()
    {
        while (await StepAsync())
        {
        }

        await FileAllAsync();
    }

    public async Task FileAllAsync()
    {
        foreach (var message in await TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await Get<FileCapture>().RunAsync(message, default);
        }
    }

    /// <summary>Everybody's orders.</summary>
    public async Task<List<string>> OrdersAsync()
    {
        var all = await Get<ContactReader>().ListAsync(new(1000, null), default);
        return [.. all.Items.SelectMany(card => card.Contact.Orders).Where(order => order.Value.Counts).Select(order => order.Key)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Everybody's ids.</summary>
    public async Task<List<string>> IdsAsync()
    {
        var all = await Get<ContactReader>().ListAsync(new(10, null), default);
        return [.. all.Items.Select(card => card.Contact.Id)];
    }

    public async Task<int> TimelineEntriesAsync() => (await RowsAsync(Tables.Contacts, "t|")).Count;

    /// <summary>Delivers a webhook.</summary>
    public async Task<int> DeliverAsync(string topic, JsonObject body, string path = "")
    {
        var text = body.ToJsonString();
        var (status, _) = await CallForTextAsync(
            request =>
            {
                var signature = AppClient.Sign(Secret, Encoding.UTF8.GetBytes(text));
                request.Path = $"/api/hooks/acme/{path}";
                request.Headers["X-Shopify-Topic"] = request.Headers["X-WC-Webhook-Topic"] = topic;
                request.Headers["X-Shopify-Hmac-SHA256"] = request.Headers["X-WC-Webhook-Signature"] = signature;
                return Get<ReceiveWebhook>().RunAsync(request, "acme", default);
            },
            text);
        return status;
    }
}
