using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Automations.Presets;

/// <summary>The abandoned cart, as Shopify tells of checkouts and WooCommerce of orders that wait to be paid.</summary>
public sealed class CartPresetTests(AzuriteFixture azurite) : PresetBase(azurite)
{
    private const string First = "You left something in your cart";
    private const string Second = "Your cart is waiting";
    private const string Third = "5 % off your cart";
    private const string Ann = "ann@shop.example";

    [Fact]
    public async Task A_cart_of_Shopify_is_recalled_after_an_hour_a_day_and_three_days_once()
    {
        await BeginAsync();
        await CheckoutAsync("t1");
        await CheckoutAsync("t1"); // Shopify tells most things twice.
        await App.PassAsync(TimeSpan.FromMinutes(15));
        await App.PassAsync(TimeSpan.FromMinutes(44));
        Assert.Empty(await App.OutboxAsync());

        await App.PassAsync(TimeSpan.FromMinutes(1));
        await AssertSentAsync(First);
        var mail = (await App.OutboxAsync())[0].Html!;
        Assert.Contains("Green tea", mail, StringComparison.Ordinal);
        Assert.Contains("https://acme.example/checkouts/t1/recover", Uri.UnescapeDataString(mail), StringComparison.Ordinal);

        await App.PassAsync(TimeSpan.FromDays(1));
        await App.PassAsync(TimeSpan.FromDays(2));
        await AssertSentAsync(First, Second, Third);
        await CheckoutAsync("t1");
        await App.PassAsync(TimeSpan.FromHours(2));
        await AssertSentAsync(First, Second, Third);
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await App.StatsAsync("abandoned-cart"));
    }

    [Fact]
    public async Task What_is_done_with_the_cart_puts_it_off_and_an_order_ends_it()
    {
        var ann = await BeginAsync();
        await CheckoutAsync("t2");
        await App.PassAsync(TimeSpan.FromMinutes(14));
        await CheckoutAsync("t2", quantity: 3);
        await App.PassAsync(TimeSpan.FromMinutes(14));
        Assert.Empty(await App.RunsAsync("abandoned-cart", ann));

        await App.PassAsync(TimeSpan.FromMinutes(1));
        await App.PassAsync(TimeSpan.FromMinutes(30));
        await CartAsync("t2", quantity: 4);
        await App.PassAsync(TimeSpan.FromMinutes(15));
        await App.PassAsync(TimeSpan.FromMinutes(44));
        Assert.Empty(await App.OutboxAsync());
        await App.PassAsync(TimeSpan.FromMinutes(1));
        await AssertSentAsync(First);

        await App.TellAsync(Shopify("orders/create", $$"""
            {"id":4001,"cart_token":"t2","checkout_token":"checkout-t2","email":"{{Ann}}","created_at":"{{Now}}","updated_at":"{{Now}}",
            "total_price":"38.00","currency":"EUR","financial_status":"paid"}
            """, App.Clock.GetUtcNow()));
        await App.PassAsync(TimeSpan.FromDays(4));
        await AssertSentAsync(First);
        Assert.Equal("entered 1 active 0 completed 0 exited 1 goal 1", await App.StatsAsync("abandoned-cart"));
    }

    [Theory]
    [InlineData("pending", "processing", 1)]
    [InlineData("pending", "on-hold", 1)]
    [InlineData("failed", "completed", 1)]
    [InlineData("pending", "cancelled", 0)]
    [Trait("Category", "Slow")]
    public async Task An_order_of_WooCommerce_that_waits_to_be_paid_is_a_cart_until_it_is_settled(string unpaid, string then, int goal)
    {
        await BeginAsync();
        await WooAsync(5001, unpaid);
        await App.PassAsync(TimeSpan.FromMinutes(15));
        await WooAsync(5002, "processing"); // Of somebody else; never unpaid.
        await App.PassAsync(TimeSpan.FromMinutes(45));
        await AssertSentAsync(First);
        var mail = (await App.OutboxAsync())[0].Html!;
        Assert.Contains("Green tea", mail, StringComparison.Ordinal);
        Assert.Contains("order-pay/5001", Uri.UnescapeDataString(mail), StringComparison.Ordinal);

        await WooAsync(5001, then);
        await App.PassAsync(TimeSpan.FromDays(4));
        await AssertSentAsync(First);
        Assert.Equal($"entered 1 active 0 completed 0 exited 1 goal {goal}", await App.StatsAsync("abandoned-cart"));
    }

    [Fact]
    public async Task What_nobody_left_behind_in_WooCommerce_is_no_cart()
    {
        await BeginAsync();
        await WooAsync(5011, "processing");
        await WooAsync(5012, "pending", by: "admin"); // The staff has made it and sends a link to pay.
        await WooAsync(5013, "pending", old: true); // The shop tells of what lies there since last month.
        Assert.Null(ReadWoo("order.updated", Woo(5014, "checkout-draft", "checkout", old: false)).Capture);
        await App.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal("entered 0 active 0 completed 0 exited 0 goal 0", await App.StatsAsync("abandoned-cart"));
    }

    [PublicDataFact("webhooks/shopify/Checkout.json")]
    public async Task The_cart_and_the_checkout_of_Shopifys_own_samples_are_one_and_let_enter_once()
    {
        App.Clock.Advance(TimeSpan.FromMinutes(9));
        await App.PresetAsync("abandoned-cart");
        var id = await App.TellAsync(Shopify("checkouts/create", await SampleAsync("Checkout.json"), App.Clock.GetUtcNow()));
        await App.TellAsync(Shopify("carts/update", await SampleAsync("Cart.json"), App.Clock.GetUtcNow()));
        await App.PassAsync(TimeSpan.FromMinutes(15));
        await App.PassAsync(TimeSpan.FromMinutes(45));

        // It says "buyer_accepts_marketing": false.
        Assert.StartsWith(
            "active entered waiting skipped:", await RunOfAsync("abandoned-cart", id!), StringComparison.Ordinal);
    }

    // As if it were of today.
    private static async Task<string> SampleAsync(string name) =>
        (await File.ReadAllTextAsync(Repository.Data($"webhooks/shopify/{name}")))
            .Replace("2022-04-06", "2026-03-01", StringComparison.Ordinal);

    private async Task<string> BeginAsync()
    {
        await App.PresetAsync("abandoned-cart");
        return await App.FillAsync(Ann);
    }

    private Task<string?> CheckoutAsync(string token, int quantity = 2) => App.TellAsync(Shopify("checkouts/update", $$"""
        {"id":98182007925,"token":"checkout-{{token}}","cart_token":"{{token}}","email":"{{Ann}}","gateway":null,
        "buyer_accepts_marketing":false,"created_at":"{{Now}}","updated_at":"{{Now}}","landing_site":null,"note":null,"note_attributes":[],
        "shipping_lines":[],"taxes_included":true,"currency":"EUR","completed_at":null,"closed_at":null,"phone":null,
        "customer_locale":"en","line_items":[{"key":"k1","product_id":632910392,"variant_id":49148385,"quantity":{{quantity}},
        "requires_shipping":true,"sku":"TEA-1","taxable":true,"title":"Green tea","variant_title":"100 g","vendor":"Acme",
        "line_price":"19.00","price":"9.50","unit_price_measurement":null}],"name":"#98182007925","source_name":"web",
        "presentment_currency":"EUR","abandoned_checkout_url":"https://acme.example/checkouts/{{token}}/recover",
        "discount_codes":[],"tax_lines":[],"total_discounts":"0.00","total_line_items_price":"19.00","total_price":"19.00",
        "total_tax":"0.00","subtotal_price":"19.00","billing_address":{"first_name":"Ann","last_name":"Berg","city":"Bonn",
        "country":"Germany","country_code":"DE","phone":null},"shipping_address":{"first_name":"Ann","last_name":"Berg","city":"Bonn",
        "country":"Germany","country_code":"DE","phone":null} }
        """, App.Clock.GetUtcNow()));

    private Task<string?> CartAsync(string token, int quantity) => App.TellAsync(Shopify("carts/update", $$"""
        {"id":"{{token}}","token":"{{token}}","note":null,"created_at":"{{Now}}","updated_at":"{{Now}}","line_items":[{"id":49148385,
        "properties":null,"quantity":{{quantity}},"variant_id":49148385,"key":"49148385:x","discounted_price":"9.50","discounts":[],
        "gift_card":false,"grams":100,"line_price":"38.00","price":"9.50","product_id":632910392,"sku":"TEA-1","title":"Green tea",
        "vendor":"Acme","price_set":{"shop_money":{"amount":"9.50","currency_code":"EUR"} } }]}
        """, App.Clock.GetUtcNow()));

    private Task<string?> WooAsync(int id, string status, string by = "checkout", bool old = false) =>
        App.TellAsync(WooOrder(id, status, by, old));

    private Domain.Contacts.CapturedEvent WooOrder(int id, string status, string by, bool old) =>
        ReadWoo("order.updated", Woo(id, status, by, old), App.Clock.GetUtcNow()).Capture!;

    private string Woo(int id, string status, string by, bool old)
    {
        var at = App.Clock.GetUtcNow().AddDays(old ? -30 : 0).ToString("s", System.Globalization.CultureInfo.InvariantCulture);
        var email = id == 5002 ? "other@shop.example" : Ann;
        return $$"""
            {"id":{{id}},"parent_id":0,"number":"{{id}}","order_key":"wc_order_x","created_via":"{{by}}","status":"{{status}}",
            "currency":"EUR","date_created_gmt":"{{at}}","date_modified_gmt":"{{at}}","discount_total":"0.00","shipping_total":"0.00",
            "total":"19.00","total_tax":"0.00","customer_id":0,"payment_method":"stripe","transaction_id":"",
            "payment_url":"https://woo.example/checkout/order-pay/{{id}}/?pay_for_order=true&key=wc_order_x","cart_hash":"abc",
            "billing":{"first_name":"Ann","last_name":"Berg","city":"Bonn","country":"DE","email":"{{email}}","phone":""},
            "shipping":{"first_name":"Ann","last_name":"Berg","city":"Bonn","country":"DE"},"coupon_lines":[],"refunds":[],
            "line_items":[{"id":1,"name":"Green tea","product_id":93,"variation_id":0,"quantity":2,"subtotal":"19.00","total":"19.00",
            "sku":"TEA-1","price":9.5}]}
            """;
    }
}
