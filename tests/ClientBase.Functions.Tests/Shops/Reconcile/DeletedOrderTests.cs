using System.Net;
using System.Text.Json.Nodes;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Shops.Reconcile.PulledShop;

namespace ClientBase.Functions.Tests.Shops.Reconcile;

/// <summary>An order that its shop does not have any more counts no more, as far as the shop's API can tell of it.</summary>
public sealed class DeletedOrderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private FakeShop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await FakeShop.StartAsync();

    public async ValueTask DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Shopify_tells_in_its_log_what_was_deleted_and_a_webhook_of_it_is_the_same_event()
    {
        using var app = await CreateAsync("Shopify", 3);
        await app.BackfillAsync();
        await app.DrainAsync();
        Delete(_shop.Lists["orders"][0], _shop.Lists["orders"][1]);
        var told = _shop.Lists["events"].Select(one => new JsonObject { ["id"] = one["subject_id"]!.DeepClone() }).ToList();
        Assert.Equal(200, await app.DeliverAsync("orders/delete", told[0]));
        app.Clock.Advance(TimeSpan.FromHours(1));
        _shop.Asked.Clear();
        await app.TimerAsync();
        await app.DrainAsync();
        await app.TimerAsync();
        await app.DrainAsync();
        Assert.Equal(200, await app.DeliverAsync("orders/delete", told[1]));
        await app.FileAllAsync();

        Assert.Equal(["acme:9007199254740996"], await app.OrdersAsync());
        Assert.Equal(3 + 2, await app.TimelineEntriesAsync());
        Assert.Contains(_shop.Asked, asked => WebUtility.UrlDecode(asked).EndsWith(
            "/events.json?limit=250&created_at_min=2026-03-01T11:50:00Z&filter=Order&verb=destroy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_Shopifys_log_are_read_to_the_end_and_what_else_stands_in_it_is_passed_over()
    {
        using var app = await CreateAsync("Shopify", 5);
        await app.BackfillAsync();
        await app.DrainAsync();
        Delete([.. _shop.Lists["orders"]]);
        _shop.Lists["events"][1]["verb"] = "placed";
        _shop.Lists["events"][2]["subject_type"] = "Product";
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(2, (await app.OrdersAsync()).Count);
        Assert.Equal(3, (await app.ShowAsync()).Reconciliation!.Items["deleted orders"]);
    }

    [Fact]
    public async Task An_app_that_may_not_see_the_log_gets_everything_else()
    {
        using var app = await CreateAsync("Shopify", 1);
        _shop.Refused = "/events.json";
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(("idle", 1), ((await app.ShowAsync()).State, (await app.OrdersAsync()).Count));
    }

    [Fact]
    public async Task An_order_in_the_bin_counts_no_more_though_its_webhook_was_missed()
    {
        using var app = await CreateAsync("WooCommerce", 2);
        await app.BackfillAsync();
        await app.DrainAsync();
        _shop.Lists["orders"][0]["status"] = "trash";
        _shop.Lists["orders"][0]["date_modified_gmt"] = "2026-02-20T10:00:00";
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(["acme:2"], await app.OrdersAsync());
    }

    [Fact]
    public async Task InSales_is_asked_whether_a_webhook_is_true()
    {
        using var app = await CreateAsync("InSales", 1);
        var forged = InSalesOrders(1)[0];
        forged["total_price"] = 1_000_000;
        Assert.Equal(401, await app.DeliverAsync("", forged));
        Assert.Equal(200, await app.DeliverAsync("", forged, Secret));
        await app.DrainAsync();
        Assert.Equal(10m, (await app.CardAsync((await app.IdsAsync()).Single())).Contact.Orders["acme:1"].Net);

        _shop.Lists["orders"].Clear();
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(200, await app.DeliverAsync("", forged, Secret));
        await app.DrainAsync();
        Assert.Empty(await app.OrdersAsync());
    }

    private Task<PulledShop> CreateAsync(string kind, int orders) => PulledShop.CreateAsync(azurite, _shop, kind, orders);

    private void Delete(params JsonObject[] orders)
    {
        _shop.Lists["events"] = [.. orders.Select((order, n) => JsonNode.Parse($$"""
            {"id":{{n + 1}},"subject_id":{{order["id"]}},"created_at":"2026-03-01T13:00:{{n:00}}+01:00","subject_type":"Order",
            "verb":"destroy","arguments":["#1"],"body":null,"message":"deleted","author":"Shopify","path":null}
            """)!.AsObject())];
        _shop.Lists["orders"].RemoveAll(orders.Contains);
    }
}
