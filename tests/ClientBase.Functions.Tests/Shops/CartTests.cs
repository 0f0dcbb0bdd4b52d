using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>Carts and checkouts: whose they are, when they end, and when to look at them again.</summary>
public sealed class CartTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_cart_of_nobody_known_leaves_nothing_behind()
    {
        Assert.Null(await FileAsync(Shopify("carts/create", Cart("t1", minute: 0))));
        Assert.Null(await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: null))));

        Assert.Empty(await _app.RowsAsync(Tables.Contacts));
    }

    [Fact]
    public async Task A_cart_and_its_checkout_are_one_and_belong_to_who_names_themselves_in_it()
    {
        var id = await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "ann")));
        Assert.Equal(id, await FileAsync(Shopify("carts/update", Cart("t1", minute: 5, quantity: 3))));

        var (key, cart) = CartRow.Read(Assert.Single(await CartsAsync(id!)));
        Assert.Equal("acme:t1", key);
        Assert.True(cart.IsOpen);
        Assert.Equal((3m, "https://shop.example/recover"), (cart.Content!.Items[0].Quantity, cart.Url!.Value));
    }

    [Fact]
    public async Task An_open_cart_is_to_be_looked_at_a_quarter_of_an_hour_after_it_was_touched_last()
    {
        var id = await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "ann")));
        Assert.Equal([DueRow.Key(DueRow.MinuteOf(At(16)), DueRow.Cart, id!, "acme:t1")], await DueAsync());

        await FileAsync(Shopify("carts/update", Cart("t1", minute: 5)));
        Assert.Equal([DueRow.Key(DueRow.MinuteOf(At(20)), DueRow.Cart, id!, "acme:t1")], await DueAsync());

        await FileAsync(Shopify("carts/update", Cart("t1", minute: 3)));
        Assert.Equal([DueRow.Key(DueRow.MinuteOf(At(20)), DueRow.Cart, id!, "acme:t1")], await DueAsync());
    }

    [Fact]
    public async Task An_empty_cart_is_not_open_and_is_again_when_something_lies_in_it()
    {
        var id = await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "ann")));
        await FileAsync(Shopify("carts/update", Cart("t1", minute: 2, quantity: 0)));
        Assert.False(await IsOpenAsync(id));
        Assert.Empty(await DueAsync());

        await FileAsync(Shopify("carts/update", Cart("t1", minute: 3)));
        Assert.True(await IsOpenAsync(id));
        Assert.Single(await DueAsync());
    }

    [Fact]
    public async Task An_order_ends_its_cart_and_what_comes_late_does_not_open_it_again()
    {
        var id = await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "ann")));
        Assert.Equal(id, await FileAsync(Shopify("orders/create", Order("t1", minute: 4, email: "ann"))));
        await FileAsync(Shopify("checkouts/update", Checkout("t1", minute: 3, email: "ann")));
        await FileAsync(Shopify("carts/update", Cart("t1", minute: 6)));

        Assert.False(await IsOpenAsync(id));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task An_order_that_comes_before_its_checkout_ends_it_too()
    {
        var id = await FileAsync(Shopify("orders/create", Order("t1", minute: 4, email: "ann")));
        await FileAsync(Shopify("checkouts/update", Checkout("t1", minute: 3, email: "ann")));

        Assert.False(await IsOpenAsync(id));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_completed_checkout_is_ended()
    {
        var id = await FileAsync(Shopify("checkouts/update", Checkout("t1", minute: 3, email: "ann", completed: true)));

        Assert.False(await IsOpenAsync(id));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task Who_corrects_the_address_in_a_checkout_is_not_merged_with_who_has_it_and_the_cart_moves()
    {
        var stranger = await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "anna")));
        var buyer = await FileAsync(Shopify("checkouts/update", Checkout("t1", minute: 2, email: "ann")));

        Assert.NotEqual(stranger, buyer);
        Assert.False(await IsOpenAsync(stranger));
        Assert.True(await IsOpenAsync(buyer));
        Assert.Equal([DueRow.Key(DueRow.MinuteOf(At(17)), DueRow.Cart, buyer!, "acme:t1")], await DueAsync());
    }

    [Fact]
    public async Task The_order_of_somebody_else_ends_the_cart_of_who_began_it()
    {
        var first = await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "anna")));
        var buyer = await FileAsync(Shopify("orders/create", Order("t1", minute: 4, email: "ann")));

        Assert.NotEqual(first, buyer);
        Assert.False(await IsOpenAsync(first));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_filing_cut_short_at_any_line_ends_in_the_same_state()
    {
        for (var cut = 0; cut < 6; cut++)
        {
            using var app = new TestApp(azurite);
            await app.CreateAsync();
            await app.FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "anna")));
            var order = Shopify("orders/create", Order("t1", minute: 4, email: "ann"));
            app.Requests.CutAfter(cut);
            await Record.ExceptionAsync(() => app.ColdFiling().FileAsync(order, default));
            app.Requests.CutAfter(null);

            await app.ColdFiling().FileAsync(order, default);

            var carts = (await app.RowsAsync(Tables.Contacts, "p|")).Where(row => row.RowKey.Contains("|b|", StringComparison.Ordinal));
            Assert.All(carts, row => Assert.False(CartRow.Read(row).Cart.IsOpen));
            Assert.Empty(await DueAsync(app));
        }
    }

    [Fact]
    public async Task What_follows_on_an_order_costs_no_more_for_its_cart()
    {
        await FileAsync(Shopify("checkouts/create", Checkout("t1", minute: 1, email: "ann")));
        await FileAsync(Shopify("orders/create", Order("t1", minute: 4, email: "ann")));
        _app.Requests.Clear();
        await FileAsync(Shopify("orders/updated", Order("t1", minute: 9, email: "ann")));

        Assert.InRange(_app.Requests.Count, 1, 4);
    }

    private static string Cart(string token, int minute, int quantity = 1) => $$$"""
        {"id":"{{{token}}}","token":"{{{token}}}","updated_at":"2026-06-01T10:{{{minute:00}}}:00Z","line_items":[{{{Lines(quantity)}}}]}
        """;

    private static string Checkout(string token, int minute, string? email, bool completed = false) => $$$"""
        {"token":"checkout-{{{token}}}","cart_token":"{{{token}}}","currency":"EUR",
        "email":{{{(email is null ? "null" : $"\"{email}@shop.example\"")}}},
        "updated_at":"2026-06-01T10:{{{minute:00}}}:00Z","total_price":"10.00","abandoned_checkout_url":"https://shop.example/recover",
        "completed_at":{{{(completed ? "\"2026-06-01T10:30:00Z\"" : "null")}}},"line_items":[{{{Lines(1)}}}]}
        """;

    private static string Order(string token, int minute, string email) => $$$"""
        {"id":900,"cart_token":"{{{token}}}","email":"{{{email}}}@shop.example","created_at":"2026-06-01T10:04:00Z",
        "updated_at":"2026-06-01T10:{{{minute:00}}}:00Z","total_price":"10.00","currency":"EUR"}
        """;

    private static string Lines(int quantity) =>
        quantity == 0 ? "" : $$$"""{"product_id":11,"title":"Tea","quantity":{{{quantity}}},"price":"10.00","line_price":"10.00"}""";

    private static DateTimeOffset At(int minute) => new(2026, 6, 1, 10, minute, 0, TimeSpan.Zero);

    // On an instance that remembers nobody, as most are in the cloud.
    private Task<string?> FileAsync(CapturedEvent capture) => _app.ColdFiling().FileAsync(capture, default);

    private Task<List<TableEntity>> CartsAsync(string contactId) => _app.RowsAsync(Tables.Contacts, CartRow.Prefix(contactId));

    private async Task<bool> IsOpenAsync(string? contactId) => CartRow.Read(Assert.Single(await CartsAsync(contactId!))).Cart.IsOpen;

    private Task<List<string>> DueAsync() => DueAsync(_app);

    private static async Task<List<string>> DueAsync(TestApp app) =>
    [
        .. (await app.RowsAsync(Tables.Contacts, "n|00")).Select(row => row.RowKey)
            .Where(key => key.Contains("|cart|", StringComparison.Ordinal)),
    ];
}
