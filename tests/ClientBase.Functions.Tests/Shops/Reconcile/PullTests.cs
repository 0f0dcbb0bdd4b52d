using System.Net;
using System.Text.Json.Nodes;
using ClientBase.Functions.Products;
using ClientBase.Functions.Shops.Reconcile;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Shops.Reconcile;

/// <summary>What webhooks missed is read from the shop's API, once, whatever happens on the way.</summary>
[Trait("Category", "Slow")]
public sealed class PullTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private FakeShop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await FakeShop.StartAsync();

    public async ValueTask DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData("Shopify", 4 + 3)]
    [InlineData("WooCommerce", 4 + 3)]
    [InlineData("InSales", 5 + 2)]
    public async Task A_backfill_brings_everything_once_over_all_pages_and_failures(string kind, int pages)
    {
        using var app = await CreateAsync(kind, 10);
        _shop.NextIs(FakeShop.Busy);
        _shop.NextIs(FakeShop.Fails);
        _shop.NextIs(FakeShop.CutsOff);

        Assert.Equal(202, (await app.BackfillAsync()).Status);
        await app.DrainAsync();

        Assert.Equal(10, (await app.OrdersAsync()).Count);
        Assert.Equal(10, await app.TimelineEntriesAsync());
        var backfill = (await app.ShowAsync()).Backfill!;
        Assert.Equal(("completed", pages, 10), (backfill.State, backfill.Pages, backfill.Items["orders"]));
    }

    [Theory]
    [InlineData("Shopify", "orders/create")]
    [InlineData("WooCommerce", "order.created")]
    public async Task What_a_webhook_brought_already_changes_nothing(string kind, string topic)
    {
        using var app = await CreateAsync(kind, 5);
        foreach (var order in _shop.Lists["orders"])
        {
            Assert.Equal(200, await app.DeliverAsync(topic, order));
        }

        await app.FileAllAsync();
        await app.BackfillAsync();
        await app.DrainAsync();

        Assert.Equal(5, (await app.OrdersAsync()).Count);
        Assert.Equal(5, await app.TimelineEntriesAsync());
    }

    [Theory]
    [InlineData("Shopify")]
    [InlineData("WooCommerce")]
    [InlineData("InSales")]
    public async Task A_reconciliation_reads_what_changed_since_the_last_one_and_a_little_more(string kind)
    {
        using var app = await CreateAsync(kind, 2);
        await app.TimerAsync();
        await app.DrainAsync();
        var first = app.Clock.GetUtcNow();
        _shop.Asked.Clear();
        app.Clock.Advance(TimeSpan.FromHours(5));
        await app.TimerAsync();
        await app.DrainAsync();

        var shop = await app.ShowAsync();
        Assert.Equal(("idle", app.Clock.GetUtcNow()), (shop.State, shop.LastReconciledAt));
        Assert.Equal(first.AddMinutes(-10), shop.Reconciliation!.Since);
        Assert.Contains(_shop.Asked, asked => WebUtility.UrlDecode(asked).Contains("2026-03-01", StringComparison.Ordinal)
            && WebUtility.UrlDecode(asked).Contains("11:50:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backfill_is_where_the_reconciliations_begin()
    {
        using var app = await CreateAsync("Shopify", 2);
        await app.BackfillAsync();
        await app.DrainAsync();
        var backfilled = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(backfilled.AddMinutes(-10), (await app.ShowAsync()).Reconciliation!.Since);
    }

    [Theory]
    [InlineData("Shopify")]
    [InlineData("WooCommerce")]
    [InlineData("InSales")]
    public async Task Killed_at_any_write_it_goes_on_and_everything_arrives_once(string kind)
    {
        using var app = await CreateAsync(kind, 8);
        await app.BackfillAsync();
        for (var kills = 0; ; kills++)
        {
            var waiting = await app.TakeAsync<PullMessage>(Queues.ShopPull);
            if (waiting.Count == 0)
            {
                Assert.True(kills > 3);
                break;
            }

            var pull = app.Get<PullShop>();
            app.Requests.CutAfter(0); // The page is read and its captures are queued, and then where it stands cannot be written.
            await Assert.ThrowsAnyAsync<Exception>(() => pull.RunAsync(waiting[0], default));
            app.Requests.CutAfter(null);
            await pull.RunAsync(waiting[0], default);
            await app.TakeAsync<PullMessage>(Queues.ShopPull); // It ended before the next message was put, and is run again.
            await pull.RunAsync(waiting[0], default);
        }

        await app.FileAllAsync();
        Assert.Equal(8, (await app.OrdersAsync()).Count);
        Assert.Equal(8, await app.TimelineEntriesAsync());
    }

    [Fact]
    public async Task Whose_message_is_lost_is_picked_up_by_the_timer()
    {
        using var app = await CreateAsync("Shopify", 8);
        await app.BackfillAsync();
        await app.StepAsync();
        await app.TakeAsync<PullMessage>(Queues.ShopPull);

        await app.TimerAsync();
        Assert.DoesNotContain(await app.TakeAsync<PullMessage>(Queues.ShopPull), message => message.Page!.IsBackfill);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(8, (await app.OrdersAsync()).Count);
    }

    [Theory]
    [InlineData("Shopify")]
    [InlineData("WooCommerce")]
    public async Task A_page_that_repeats_ends_at_some_time_and_counts_nothing_twice(string kind)
    {
        using var app = await CreateAsync(kind, 7);
        _shop.GoesRound = true;
        await app.BackfillAsync();
        await app.DrainAsync();

        Assert.Equal(3, (await app.OrdersAsync()).Count);
        Assert.Equal(3, await app.TimelineEntriesAsync());
        Assert.Equal("completed", (await app.ShowAsync()).Backfill!.State);
        Assert.Equal(kind == "Shopify", (await app.ShowAsync()).LastError is not null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(14)]
    public async Task Pages_that_lead_round_in_a_circle_end_and_count_nothing_twice(int orders)
    {
        using var app = await CreateAsync("Shopify", orders);
        _shop.EndsAtItsBeginning = true;
        await app.BackfillAsync();
        await app.DrainAsync();

        var shop = await app.ShowAsync();
        Assert.Equal((orders, "completed"), (await app.TimelineEntriesAsync(), shop.Backfill!.State));
        Assert.Contains("a second time", shop.LastError!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customers_of_WooCommerce_who_registered_since_are_read_the_newest_first()
    {
        using var app = await CreateAsync("WooCommerce", 0);
        await app.BackfillAsync();
        await app.DrainAsync();
        _shop.Lists["customers"] = [.. Enumerable.Range(1, 20).Select(n => JsonNode.Parse($$"""
            {"id":{{n}},"email":"c{{n}}@pull.example","role":"customer",
            "date_created_gmt":"2026-{{(n > 16 ? "03" : "01")}}-01T12:00:{{n:00}}","date_modified_gmt":"2026-03-01T12:00:{{n:00}}"}
            """)!.AsObject())];
        _shop.Asked.Clear();
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(2, _shop.Asked.Count(asked => asked.Contains("/customers", StringComparison.Ordinal)));
        Assert.Equal(6, (await app.IdsAsync()).Count); // Two pages of three: the second holds one who is older.
    }

    [Fact]
    public async Task A_shop_that_is_down_is_told_of_and_asked_again_by_the_timer()
    {
        using var app = await CreateAsync("WooCommerce", 4);
        _shop.Always = FakeShop.Fails;
        await app.TimerAsync();
        await app.DrainAsync();
        var down = await app.ShowAsync();
        Assert.Equal(("failed", "failed"), (down.State, down.Reconciliation!.State));
        Assert.Contains("answered 500", down.LastError!.Message, StringComparison.Ordinal);

        _shop.Always = null;
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal("idle", (await app.ShowAsync()).State);
        Assert.Equal(4, (await app.OrdersAsync()).Count);
    }

    [Fact]
    public async Task A_refusal_says_what_to_look_at()
    {
        using var app = await CreateAsync("Shopify", 1);
        _shop.Always = FakeShop.Refuses;
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(
            "customers: the shop's API answered 401: look at the keys and what they allow", (await app.ShowAsync()).LastError!.Message);
        Assert.Single(_shop.Asked); // A refusal is not repeated.
    }

    [Theory]
    [InlineData("Shopify", "X-Shopify-Access-Token", "token")]
    [InlineData("WooCommerce", "Authorization", "Basic Y2s6Y3M=")]
    [InlineData("InSales", "Authorization", "Basic Y2s6Y3M=")]
    public async Task The_shop_sees_its_keys(string kind, string header, string expected)
    {
        using var app = await CreateAsync(kind, 1);
        await app.TimerAsync();
        await app.DrainAsync();

        Assert.Equal(expected, _shop.Keys[header]);
    }

    [Fact]
    public async Task A_change_of_stock_has_the_product_read_as_it_is_now()
    {
        using var app = await CreateAsync("Shopify", 0);
        var product = JsonNode.Parse("""
            {"id":11,"title":"Tea","status":"active","updated_at":"2026-01-01T10:00:00Z",
            "variants":[{"id":1,"price":"5.00","inventory_quantity":0,"inventory_management":"shopify"}]}
            """)!.AsObject();
        var level = JsonNode.Parse("""{"inventory_item_id":271878346596884015,"location_id":24826418,"available":8}""")!.AsObject();
        Assert.Equal(200, await app.DeliverAsync("products/update", product));
        Assert.Equal(200, await app.DeliverAsync("inventory_levels/update", level));
        await app.DrainAsync();

        var known = (await app.Get<ProductStore>().GetAsync("acme", "11", default))!.Value.Product.Product.Version!;
        Assert.Equal((true, 8m), (known.IsAvailable, known.Stock));
    }

    [Fact]
    public async Task Only_a_shop_with_an_address_can_be_read()
    {
        using var app = new TestApp(azurite, new() { ["Shops:plain:Kind"] = "Shopify", ["Shops:any:Kind"] = "StandardWebhooks" });
        await app.CreateAsync();
        var shops = app.Get<OperateShops>();

        var (_, plain) = await app.CallAsync(request => shops.ShowAsync(request, "PLAIN", default));
        Assert.Equal(("plain", "Shopify", "off"), (Text("shop"), Text("kind"), Text("state")));
        Assert.Equal(409, (await app.CallAsync(request => shops.BackfillAsync(request, "plain", default))).Status);
        Assert.Equal(409, (await app.CallAsync(request => shops.BackfillAsync(request, "any", default))).Status);
        Assert.Equal(404, (await app.CallAsync(request => shops.BackfillAsync(request, "nowhere", default))).Status);
        Assert.Equal(404, (await app.CallAsync(request => shops.ShowAsync(request, "nowhere", default))).Status);

        string? Text(string name) => plain.GetProperty(name).GetString();
    }

    private Task<PulledShop> CreateAsync(string kind, int orders) => PulledShop.CreateAsync(azurite, _shop, kind, orders);
}
