using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>Carts that are left behind, as Shopify tells of carts, checkouts and orders.</summary>
public sealed class CartRunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("15m")]
    [InlineData("30m")]
    [InlineData("5m")]
    public async Task Who_leaves_a_cart_alone_is_reminded_once_for_each_cart(string idle)
    {
        var span = TimeSpan.FromMinutes(int.Parse(idle[..^1], System.Globalization.CultureInfo.InvariantCulture));
        await DefineAsync(idle, wait: "45m");
        await FileAsync("checkouts/create", Checkout("t1"));
        await _app.PassAsync(span - TimeSpan.FromMinutes(1));
        Assert.Equal("entered 0 active 0 completed 0 exited 0 goal 0", await _app.StatsAsync("cart"));

        await _app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("entered 1 active 1 completed 0 exited 0 goal 0", await _app.StatsAsync("cart"));

        await _app.PassAsync(TimeSpan.FromMinutes(45));
        Assert.Equal(["Tea is waiting"], await _app.SubjectsAsync());

        await FileAsync("checkouts/create", Checkout("t2"));
        await _app.PassAsync(span);
        await _app.PassAsync(TimeSpan.FromMinutes(45));
        Assert.Equal(2, (await _app.SubjectsAsync()).Count);
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
        var carts = (await _app.RowsAsync(Tables.Contacts, "p|")).Where(CartRow.Is);
        Assert.All(carts, row => Assert.Null(row.GetInt64(CartRow.Due)));
    }

    [Fact]
    public async Task Something_done_with_the_cart_postpones_the_reminder()
    {
        await DefineAsync("15m", wait: "45m");
        await FileAsync("checkouts/create", Checkout("t1"));
        await _app.PassAsync(TimeSpan.FromMinutes(15));
        await _app.PassAsync(TimeSpan.FromMinutes(30));
        await FileAsync("carts/update", Cart("t1"));
        await _app.PassAsync(TimeSpan.FromMinutes(15)); // Left behind once more.
        await _app.PassAsync(TimeSpan.FromMinutes(44));
        Assert.Empty(await _app.OutboxAsync());

        await _app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["Tea is waiting"], await _app.SubjectsAsync());
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("cart"));
    }

    [Theory]
    [InlineData("orders/create")]
    [InlineData("carts/update")]
    public async Task An_order_and_an_empty_cart_end_it(string topic)
    {
        await DefineAsync("15m", wait: "45m");
        await FileAsync("checkouts/create", Checkout("t1"));
        await _app.PassAsync(TimeSpan.FromMinutes(20));
        await FileAsync(topic, topic == "orders/create" ? Order("t1") : Cart("t1", quantity: 0));
        await _app.PassAsync(TimeSpan.FromDays(1));

        Assert.Empty(await _app.OutboxAsync());
        Assert.Equal(
            $"entered 1 active 0 completed 0 exited 1 goal {(topic == "orders/create" ? 1 : 0)}", await _app.StatsAsync("cart"));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
    }

    [Fact]
    public async Task An_order_before_the_time_is_up_lets_nobody_enter()
    {
        await DefineAsync("15m", wait: "45m");
        await FileAsync("checkouts/create", Checkout("t1"));
        await _app.PassAsync(TimeSpan.FromMinutes(10));
        await FileAsync("orders/create", Order("t1"));
        await _app.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal("entered 0 active 0 completed 0 exited 0 goal 0", await _app.StatsAsync("cart"));
    }

    [Fact]
    public async Task A_cart_that_a_shop_tells_of_late_is_looked_at_in_the_next_minute()
    {
        await DefineAsync("15m", wait: "45m");
        string[] late = [Checkout("t1"), Checkout("t2"), Checkout("t3")];
        await _app.PassAsync(TimeSpan.FromMinutes(20));
        for (var told = 1; told <= late.Length; told++)
        {
            await FileAsync("checkouts/create", late[told - 1]);
            await _app.PassAsync(TimeSpan.FromMinutes(1));
            Assert.Equal($"entered {told} active {told} completed 0 exited 0 goal 0", await _app.StatsAsync("cart"));
        }
    }

    [Fact]
    public async Task Carts_nobody_listens_to_are_looked_at_once_and_forgotten()
    {
        await FileAsync("checkouts/create", Checkout("t1"));
        await _app.PassAsync(TimeSpan.FromMinutes(15));

        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
        await FileAsync("carts/update", Cart("t1"));
        Assert.Single(await _app.RowsAsync(Tables.Contacts, "n|00"));
    }

    private Task DefineAsync(string idle, string wait) => _app.DefineAsync(
        "cart",
        new { on = "cart.abandoned", idle },
        [Wait(wait), Send("{{ products.first.title }} is waiting")],
        new { purpose = "service", once = "cart", exitOn = new[] { "order" }, goal = new { on = "order", within = "7d" } });

    private async Task FileAsync(string topic, string body)
    {
        await _app.ColdFiling().FileAsync(Shopify(topic, body, _app.Clock.GetUtcNow()), default);
        await _app.SettleAsync();
    }

    private string Now => _app.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private string Cart(string token, int quantity = 2) => $$"""
        {"id":"{{token}}","token":"{{token}}","updated_at":"{{Now}}","line_items":[{{Lines(quantity)}}]}
        """;

    private string Checkout(string token) => $$"""
        {"token":"checkout-{{token}}","cart_token":"{{token}}","currency":"EUR","email":"ann@shop.example","updated_at":"{{Now}}",
        "total_price":"10.00","abandoned_checkout_url":"https://shop.example/recover","completed_at":null,"line_items":[{{Lines(1)}}]}
        """;

    private string Order(string token) => $$"""
        {"id":900,"cart_token":"{{token}}","email":"ann@shop.example","created_at":"{{Now}}","updated_at":"{{Now}}",
        "total_price":"10.00","currency":"EUR"}
        """;

    private static string Lines(int quantity) =>
        quantity == 0 ? "" : $$"""{"product_id":11,"title":"Tea","quantity":{{quantity}},"price":"10.00","line_price":"10.00"}""";
}
