using System.Text.Json.Nodes;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Automations.Running.Triggers;
using ClientBase.Functions.Contacts.Changing;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Products;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>What lets people enter automations.</summary>
[Trait("Category", "Slow")]
public sealed class TriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Where_no_automation_listens_filing_costs_no_transaction_more()
    {
        await _app.DefineAsync("gone", new { on = "segment.entered", segment = "vip" }, [Send("One")]);
        _app.Requests.Clear();
        await _app.FileAsync(Form("quiet@example.com", "f1"));
        var listened = _app.Requests.Count;

        using var other = new RunBase(azurite);
        await other.CreateAsync();
        other.Requests.Clear();
        await other.FileAsync(Form("quiet@example.com", "f1"));
        Assert.Equal(other.Requests.Count, listened);
        Assert.Empty(await _app.TakeAsync<Happened>(Queues.AutomationEnrol));
    }

    [Fact]
    public async Task An_order_lets_enter_once_and_what_follows_on_it_does_not()
    {
        await _app.DefineAsync("thanks", new { on = "order" }, [Send("Thanks")], new { purpose = "service" });
        await FileAsync(Shopify("orders/create", Order(900, minute: 0)));
        await FileAsync(Shopify("orders/create", Order(900, minute: 0)));
        await FileAsync(Shopify("orders/updated", Order(900, minute: 5)));
        await FileAsync(Shopify("orders/create", Order(901, minute: 9)));

        Assert.Equal(["Thanks", "Thanks"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task An_old_order_that_is_changed_is_no_new_one_and_history_starts_nothing()
    {
        await _app.DefineAsync("thanks", new { on = "order" }, [Send("Thanks")], new { purpose = "service" });
        await FileAsync(Shopify("orders/updated", Order(902, minute: 0, placed: "2025-01-01T10:00:00Z")));
        await FileAsync(Shopify("orders/create", Order(903, minute: 0)) with { IsHistory = true });

        Assert.Empty(await _app.OutboxAsync());
    }

    [Fact]
    public async Task A_delivery_lets_enter_a_day_later()
    {
        await _app.DefineAsync(
            "review", new { on = "order.delivered" }, [Wait("1d"), Send("How was it?")], new { purpose = "service" });
        await FileAsync(Shopify("orders/create", Order(910, minute: 0)));
        await FileAsync(Shopify("orders/updated", Order(910, minute: 5, shipment: "in_transit")));
        await FileAsync(Shopify("orders/updated", Order(910, minute: 9, shipment: "delivered")));
        await FileAsync(Shopify("orders/updated", Order(910, minute: 12, shipment: "delivered")));
        Assert.Equal("entered 1 active 1 completed 0 exited 0 goal 0", await _app.StatsAsync("review"));

        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["How was it?"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task A_tag_lets_enter_whoever_gave_it()
    {
        await _app.DefineAsync("vip", new { on = "tag", tag = "vip" }, [Send("Vip")]);
        var id = await _app.FillAsync("ana@example.com");
        var (status, _) = await _app.CallAsync(
            request => _app.Get<PatchContact>().RunAsync(request, id, default), new { tags = new[] { "vip", "other" } });
        Assert.Equal(200, status);
        await _app.SettleAsync();

        Assert.Equal(["Vip"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task A_tag_that_an_automation_gives_lets_enter_another_one()
    {
        await _app.DefineAsync("first", new { on = "form" }, [new JsonObject { ["tag"] = "warm" }]);
        await _app.DefineAsync("second", new { on = "tag", tag = "warm" }, [Send("Warm")]);
        await _app.FillAsync("ana@example.com");

        Assert.Equal(["Warm"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task A_request_lets_enter()
    {
        await _app.DefineAsync("asked", new { on = "request" }, [Send("We are at it")], new { purpose = "service" });
        var id = await _app.FillAsync("ana@example.com");
        var (status, _) = await _app.CallAsync(
            request => _app.Get<WorkOnRequests>().AddAsync(request, id, default), new { subject = "When?" });
        Assert.Equal(201, status);
        await _app.SettleAsync();

        Assert.Equal(["We are at it"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task Who_waits_for_a_product_is_told_when_it_is_back_and_when_it_becomes_cheaper()
    {
        await _app.DefineAsync(
            "back", new { on = "back.in.stock" }, [Send("Back: {{ products.first.title }}")], new { purpose = "service" });
        await _app.DefineAsync("cheap", new { on = "price.drop", percent = 10 }, [Send("Cheaper")], new { purpose = "service" });
        await ProductAsync(day: 1, stock: 0, price: 100);
        foreach (var (email, kind) in new[] { ("ana@example.com", ProductWatch.Stock), ("ben@example.com", ProductWatch.Price) })
        {
            var capture = Form(email, $"watch {kind}", one => one.Data(ProductWatch.Name, new ProductWatch(kind, "11", "acme").ToData()));
            var id = await _app.FileAsync(capture);
            await _app.Get<ProductWatchers>().NoteAsync(capture, id, default);
        }

        await ProductAsync(day: 2, stock: 0, price: 95);
        Assert.Empty(await _app.OutboxAsync());

        await ProductAsync(day: 3, stock: 5, price: 95);
        await ProductAsync(day: 3, stock: 5, price: 95);
        Assert.Equal(["Back: Tea"], await _app.SubjectsAsync());

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ProductAsync(day: 4, stock: 5, price: 80);
        Assert.Equal(["Back: Tea", "Cheaper"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task A_higher_tier_lets_enter()
    {
        await DefineLoyaltyAsync();
        await _app.DefineAsync("tier", new { on = "loyalty.tier" }, [Send("Welcome to {{ loyalty.tier }}")], new { purpose = "service" });
        await FileAsync(Shopify("orders/create", Order(920, minute: 0, total: "50.00")));
        Assert.Empty(await _app.OutboxAsync());

        await FileAsync(Shopify("orders/create", Order(921, minute: 1, total: "60.00")));
        await FileAsync(Shopify("orders/create", Order(922, minute: 2, total: "1.00")));
        Assert.Equal(["Welcome to silver"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task The_rule_decides_by_the_person_at_entry()
    {
        await _app.DefineAsync(
            "berlin", new { on = "form" }, [Send("Hello, Berlin")], new Dictionary<string, object> { ["if"] = "city = Berlin" });
        await _app.FillAsync("ana@example.com", more: capture => capture.Field("city", "Berlin"));
        await _app.FillAsync("ben@example.com", more: capture => capture.Field("city", "Paris"));

        Assert.Equal("ana@example.com", Assert.Single(await _app.OutboxAsync()).To);
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("berlin"));
    }

    [Fact]
    public async Task A_step_asks_a_rule_and_goes_one_way_or_the_other()
    {
        var fork = new JsonObject
        {
            ["if"] = "orders.count >= 1",
            ["then"] = new JsonArray(Send("Buyer")),
            ["else"] = new JsonArray(Send("Newcomer")),
        };
        await _app.DefineAsync("fork", new { on = "form" }, [Wait("1h"), fork], new { purpose = "service" });
        await _app.FillAsync("ana@example.com");
        await _app.FillAsync("ann@shop.example");
        await FileAsync(Shopify("orders/create", Order(930, minute: 0)));
        await _app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(["Buyer", "Newcomer"], (await _app.SubjectsAsync()).Order());
    }

    private static CapturedEvent Form(string email, string id, Action<CaptureBuilder>? more = null)
    {
        Assert.True(Domain.Contacts.Emails.EmailAddress.TryParse(email, out var address));
        var capture = new CaptureBuilder(id, "form:news", "form", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)).Email(address);
        more?.Invoke(capture);
        return capture.Build();
    }

    private async Task FileAsync(CapturedEvent capture)
    {
        await _app.ColdFiling().FileAsync(capture, default);
        await _app.SettleAsync();
    }

    private async Task ProductAsync(int day, int stock, int price)
    {
        await _app.Get<ProductStore>().SaveAsync(
            ShopifyProduct("products/update", $$"""
                {"id":11,"title":"Tea","status":"active","updated_at":"2026-03-0{{day}}T10:00:00Z",
                "variants":[{"id":1,"price":"{{price}}.00","inventory_management":"shopify","inventory_quantity":{{stock}}}]}
                """),
            default);
        foreach (var message in await _app.TakeAsync<WatchersToTell>(Queues.AutomationWatchers))
        {
            await _app.Get<TellWatchers>().RunAsync(message, default);
        }

        await _app.SettleAsync();
    }

    private async Task DefineLoyaltyAsync()
    {
        var (status, answer) = await _app.CallAsync(request => _app.Get<DefineLoyalty>().PutAsync(request, default), new
        {
            currency = "EUR",
            tiers = new[] { new { id = "silver", from = 100, discount = 5 } },
            pointsPer = 0.05,
        });
        Assert.True(status == 200, answer.ToString());
    }

    private static string Order(
        int id, int minute, string? shipment = null, string placed = "2026-03-01T11:00:00Z", string total = "10.00") => $$"""
        {"id":{{id}},"email":"ann@shop.example","created_at":"{{placed}}","updated_at":"2026-03-01T11:{{minute:00}}:00Z",
        "total_price":"{{total}}","currency":"EUR","fulfillments":[{{(shipment is null ? "" : $$"""
            {"id":1,"status":"success","shipment_status":"{{shipment}}","created_at":"2026-03-01T11:03:00Z",
            "updated_at":"2026-03-01T11:{{minute:00}}:00Z"}
            """)}}]}
        """;
}
