using System.Text.Json.Nodes;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Enrichment;
using ClientBase.Functions.Shops.Apis;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Shops.Reconcile;

namespace ClientBase.Functions.Tests.Enrichment;

/// <summary>Who is new here may be an old customer of a shop: its API tells their orders.</summary>
public sealed class EnrichContactTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private FakeShop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await FakeShop.StartAsync();

    public async ValueTask DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData("Shopify")]
    [InlineData("WooCommerce")]
    [Trait("Category", "Slow")]
    public async Task A_lead_who_is_an_old_customer_gets_their_orders_once(string kind)
    {
        using var app = await CreateAsync(kind);
        var id = await LeadAsync(app, "ann");

        Assert.Equal(1, await EnrichAsync(app));

        Assert.Equal(["acme:1", "acme:2", "acme:3", "acme:4"], (await app.CardAsync(id)).Contact.Orders.Keys);
        Assert.Single(await app.ContactsAsync());

        // The same again changes nothing, and what came of it asks nothing more.
        await app.Get<EnrichContact>().RunAsync(new HistoryAsked(id, "acme", HasTurn: true), default);
        await app.FileAllAsync();
        Assert.Equal(4, (await app.CardAsync(id)).Contact.Orders.Count);
        Assert.Equal(5, await app.TimelineEntriesAsync());
        Assert.Empty(await app.TakeAsync<HistoryAsked>(Queues.Enrich));
    }

    [Fact]
    public async Task A_customer_whom_a_webhook_tells_of_is_asked_for_by_their_id()
    {
        using var app = await CreateAsync("Shopify");
        await app.DeliverAsync("customers/create", JsonNode.Parse("""
            {"id":71,"email":"other-address@enrich.example","created_at":"2026-02-27T10:00:00Z","updated_at":"2026-02-27T10:00:00Z"}
            """)!.AsObject());
        await app.FileAllAsync();

        await EnrichAsync(app);

        Assert.Contains(_shop.Asked, asked => asked.Contains("/customers/71/orders.json", StringComparison.Ordinal));
        Assert.DoesNotContain(_shop.Asked, asked => asked.Contains("search", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Nobody_is_asked_for_who_is_known_already_or_refused_processing_or_of_a_shop_that_was_read_whole()
    {
        using var app = await CreateAsync("Shopify");
        await LeadAsync(app, "known");
        await EnrichAsync(app);
        await LeadAsync(app, "known");
        Assert.Empty(await app.TakeAsync<HistoryAsked>(Queues.Enrich));

        _shop.Asked.Clear();
        await LeadAsync(app, "refused", capture => capture.Consent("processing", "any", "", granted: false));
        await EnrichAsync(app);
        Assert.Empty(_shop.Asked);

        await app.BackfillAsync();
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(6)); // An instance looks every five minutes.
        await app.TakeAsync<HistoryAsked>(Queues.Enrich);
        await LeadAsync(app, "later");
        Assert.Empty(await app.TakeAsync<HistoryAsked>(Queues.Enrich));
    }

    [Fact]
    public async Task Without_a_shop_that_can_be_asked_a_new_lead_costs_nothing_more()
    {
        using var app = new TestApp(azurite, new() { ["Shops:acme:Kind"] = "Shopify", ["Shops:acme:Secret"] = "s" });
        await app.CreateAsync();
        app.Requests.Clear();
        await app.Get<EnrichmentRequests>().NoteAsync("00" + new string('a', 24), default);
        Assert.Equal(0, app.Requests.Count);
        Assert.Empty(await app.TakeAsync<HistoryAsked>(Queues.Enrich));
    }

    [Fact]
    public async Task Shops_are_asked_no_more_often_than_is_set()
    {
        using var app = await CreateAsync("Shopify");
        var turns = new[] { app.Get<EnrichmentTurns>(), app.New<EnrichmentTurns>() };
        var waits = await Task.WhenAll(Enumerable.Range(0, 6).Select(at => turns[at % 2].TakeAsync("acme", default)));
        Assert.Equal(Enumerable.Range(0, 6).Select(at => TimeSpan.FromSeconds(2 * at)), waits.Order());

        // Who has to wait is put back once, and then has their turn.
        var id = await LeadAsync(app, "ann");
        _shop.Asked.Clear();
        foreach (var message in await app.TakeAsync<HistoryAsked>(Queues.Enrich))
        {
            await app.Get<EnrichContact>().RunAsync(message, default);
        }

        Assert.Empty(_shop.Asked);
        Assert.Empty(await app.TakeAsync<HistoryAsked>(Queues.Enrich)); // Hidden until its turn.
        await app.Get<EnrichContact>().RunAsync(new HistoryAsked(id, "acme", HasTurn: true), default);
        Assert.NotEmpty(_shop.Asked);
    }

    [Fact]
    public async Task A_shop_that_cannot_be_read_is_tried_again_and_its_address_is_told_to_nobody()
    {
        using var app = await CreateAsync("Shopify");
        var id = await LeadAsync(app, "ann");
        _shop.Always = FakeShop.Refuses;
        var failure = await Assert.ThrowsAsync<ShopApiException>(
            () => app.Get<EnrichContact>().RunAsync(new HistoryAsked(id, "acme", HasTurn: true), default));
        Assert.DoesNotContain("ann", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Cut_short_at_any_write_a_repeat_brings_everything_once()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = await CreateAsync("WooCommerce");
            var id = await LeadAsync(app, "ann");
            var message = Assert.Single(await app.TakeAsync<HistoryAsked>(Queues.Enrich));
            app.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await app.Get<EnrichContact>().RunAsync(message, default);
            }
            catch (Exception)
            {
                isCut = true;
            }

            app.Requests.CutAfter(null);
            await app.Get<EnrichContact>().RunAsync(message with { HasTurn = true }, default);
            await app.FileAllAsync();
            Assert.Equal(4, (await app.CardAsync(id)).Contact.Orders.Count);
            Assert.Equal(5, await app.TimelineEntriesAsync());
            if (!isCut)
            {
                return;
            }
        }
    }

    private async Task<PulledShop> CreateAsync(string kind)
    {
        var app = await PulledShop.CreateAsync(azurite, _shop, kind);
        _shop.Lists["customers"] =
        [
            JsonNode.Parse("""{"id":69,"email":"joann@enrich.example","updated_at":"2026-02-02T10:00:00Z"}""")!.AsObject(),
            JsonNode.Parse("""{"id":70,"email":"ann@enrich.example","updated_at":"2026-02-02T10:00:00Z"}""")!.AsObject(),
        ];
        _shop.Lists["orders"] = [.. Enumerable.Range(1, 5).Select(at => Order(at, at == 5 ? "joann" : "ann", at == 5 ? 69 : 70))];
        return app;
    }

    // As both Shopify and WooCommerce write what is read of it.
    private static JsonObject Order(int id, string name, int customer) => JsonNode.Parse($$$"""
        {"id":{{{id}}},"name":"#{{{id}}}","email":"{{{name}}}@enrich.example","total_price":"10.00","currency":"EUR",
        "financial_status":"paid","created_at":"2026-02-01T10:00:0{{{id}}}Z","updated_at":"2026-02-02T10:00:0{{{id}}}Z","line_items":[],
        "customer":{"id":{{{customer}}},"email":"{{{name}}}@enrich.example"},"customer_id":{{{customer}}},
        "status":"processing","total":"10.00","date_created_gmt":"2026-02-01T10:00:0{{{id}}}",
        "date_modified_gmt":"2026-02-02T10:00:0{{{id}}}","billing":{"email":"{{{name}}}@enrich.example"} }
        """)!.AsObject();

    private static async Task<string> LeadAsync(PulledShop app, string name, Func<CaptureBuilder, CaptureBuilder>? also = null)
    {
        Assert.True(EmailAddress.TryParse($"{name}@enrich.example", out var email));
        var capture = new CaptureBuilder(Guid.NewGuid().ToString("n"), "form:news", "form", app.Clock.GetUtcNow()).Email(email);
        await app.Get<CaptureStore>().PutAsync((also?.Invoke(capture) ?? capture).Build(), default);
        await app.FileAllAsync();
        return (await app.ContactsAsync()).Single(contact => contact.Emails.ContainsKey(email.Value)).Id;
    }

    /// <summary>Delivers what was asked for, and files what was read; how many were asked for.</summary>
    private static async Task<int> EnrichAsync(PulledShop app)
    {
        var asked = await app.TakeAsync<HistoryAsked>(Queues.Enrich);
        foreach (var message in asked)
        {
            await app.Get<EnrichContact>().RunAsync(message, default);
        }

        await app.FileAllAsync();
        return asked.Count;
    }
}
