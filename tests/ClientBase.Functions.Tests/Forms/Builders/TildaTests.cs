using System.Text;
using System.Text.Json;
using ClientBase.Functions.Forms.Builders;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms.Builders;

/// <summary>Leads and orders of a site made with Tilda.</summary>
public sealed class TildaTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("site", new { kind = "landing", fields = new[] { new { name = "company", required = true } } });
        await _app.DefineAsync("shop", new { kind = "landing", shop = "acme", allowedOrigins = new[] { "https://shop.example" } });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_test_that_Tilda_sends_is_answered_and_says_nothing()
    {
        var answer = await SendAsync("site", FormsApp.UrlEncoded, "test=test");

        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        Assert.Empty(await _app.CapturesAsync());
    }

    [Fact]
    public async Task A_lead_is_read_under_Tildas_names_and_repeated_once()
    {
        const string Lead = "Name=Анна+Иванова&Phone=%2B7+(916)+555-88-01&Email=t@tilda.example&Ваш_любимый_чай=улун&tranid=123:456"
            + "&formid=form1&COOKIES=a=1;%20TILDAUTM=utm_source%253Dvk%257C%257C%257Cutm_medium%253Dcpc";
        Assert.Equal((200, "ok"), await StatusAsync("site", FormsApp.UrlEncoded, Lead));
        Assert.Equal((200, "ok"), await StatusAsync("site", FormsApp.UrlEncoded, Lead.Replace("a=1", "a=2", StringComparison.Ordinal)));

        var captures = await _app.CapturesAsync();
        var capture = captures[0];
        Assert.Equal(capture.Id, captures[1].Id);
        Assert.Equal("Иванова", capture.Says.Name.Last);
        Assert.Equal("+79165558801", Assert.Single(capture.Says.Phones).Key);
        Assert.Equal("t@tilda.example", capture.Says.PrimaryEmail);
        Assert.Equal("улун", capture.Says.Field("custom.Ваш_любимый_чай"));
        Assert.Equal("vk", capture.Data["utm_source"]?.ToString());
        Assert.Equal("123:456", ((JsonElement)capture.Data["tilda"]!).GetProperty("tranid").GetString());
    }

    [Fact]
    public async Task Another_lead_under_the_same_id_is_another_capture()
    {
        await StatusAsync("site", FormsApp.UrlEncoded, "Email=a@tilda.example&tranid=9");
        await StatusAsync("site", FormsApp.UrlEncoded, "Email=b@tilda.example&tranid=9");

        Assert.Equal(2, (await _app.CapturesAsync()).Select(capture => capture.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_payment_as_JSON_in_a_string_is_an_order_of_the_forms_shop()
    {
        var payment = JsonSerializer.Serialize(new
        {
            orderid = "1001",
            amount = 16400,
            delivery_price = 400,
            promocode = "SALE",
            discount = 1000,
            products = new object[]
            {
                new { name = "Пуховик", sku = "ARCTIC", quantity = 1, amount = 12000, price = 12000 },
                new { name = "Худи", quantity = 2, amount = 5000, price = 2500 },
            },
        });
        var lead = JsonSerializer.Serialize(new { Name = "Иван", Phone = "+79165558802", tranid = "7", payment });
        await StatusAsync("shop", FormsApp.Json, lead);

        var (key, order) = Assert.Single((await _app.CaptureAsync()).Says.Orders);
        Assert.Equal("acme:1001", key);
        var version = order.Version!;
        Assert.Equal((16400m, "RUB", 400m, 1000m), (version.Total, version.Currency, version.Shipping, version.Discount));
        Assert.Equal(["SALE"], version.Codes);
        Assert.Equal(
            [("Пуховик", "ARCTIC", 1m, 12000m), ("Худи", null, 2m, 2500m)],
            version.Lines.Select(line => (line.Title, line.Sku, line.Quantity, line.Price)));
    }

    [Fact]
    public async Task A_payment_in_flat_keys_is_an_order_of_shop_tilda()
    {
        await StatusAsync("site", FormsApp.UrlEncoded,
            "Email=flat@tilda.example&payment[orderid]=7&payment[amount]=5000&payment[products][0]=Пуховик Arctic L - 1x5000 = 5000");
        await StatusAsync("site", FormsApp.UrlEncoded,
            "Email=deep@tilda.example&payment[orderid]=8&payment[amount]=5 000,50&payment[currency]=usd&payment[products][0][name]=Чай"
            + "&payment[products][0][price]=2500&payment[products][0][quantity]=2&payment[products][0][externalid]=x1");

        var captures = await _app.CapturesAsync();
        var flat = captures.Single(capture => capture.Says.PrimaryEmail == "flat@tilda.example").Says.Orders["tilda:7"].Version!;
        var deep = captures.Single(capture => capture.Says.PrimaryEmail == "deep@tilda.example").Says.Orders["tilda:8"].Version!;
        Assert.Equal((5000m, "RUB"), (flat.Total, flat.Currency));
        Assert.Equal(("Пуховик Arctic L", 5000m), (flat.Lines.Single().Title, flat.Lines.Single().Price));
        Assert.Equal((5000.5m, "USD"), (deep.Total, deep.Currency));
        Assert.Equal(("x1", 2m, 2500m), (deep.Lines.Single().ProductId, deep.Lines.Single().Quantity, deep.Lines.Single().Price));
    }

    [Theory]
    [InlineData("Email=x@tilda.example&payment={\"orderid\"")]
    [InlineData("Email=x@tilda.example&payment[orderid]=&payment[amount]=none")]
    [InlineData("Email=x@tilda.example&payment[products][0][name]=Чай")]
    public async Task A_payment_that_cannot_be_read_does_not_lose_the_lead(string body)
    {
        await StatusAsync("site", FormsApp.UrlEncoded, body);

        var capture = await _app.CaptureAsync();
        Assert.Empty(capture.Says.Orders);
        Assert.True(capture.Data.ContainsKey("payment"));
    }

    [Fact]
    public async Task A_lead_of_nobody_is_not_asked_for_again()
    {
        Assert.Equal((200, "ok"), await StatusAsync("site", FormsApp.UrlEncoded, "Name=Анна"));
        Assert.Empty(await _app.CapturesAsync());
    }

    [PublicDataFact("webhooks/tilda/tilda_shapes_unofficial.json")]
    public async Task Shapes_that_others_have_seen_are_read()
    {
        var file = await File.ReadAllTextAsync(Repository.Data("webhooks/tilda/tilda_shapes_unofficial.json"));
        var shapes = JsonDocument.Parse(file).RootElement;
        await StatusAsync("site", FormsApp.Json, shapes.GetProperty("json_payment_in_string").GetRawText());
        var order = (await _app.CaptureAsync()).Says.Orders["tilda:1001"].Version!;
        Assert.Equal((16400m, 2), (order.Total, order.Lines.Length));

        var flat = string.Join('&', shapes.GetProperty("flat_form").EnumerateObject()
            .Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value.GetString()!)}"));
        await StatusAsync("site", FormsApp.UrlEncoded, flat + "&Phone=%2B79165558803");
        Assert.Equal("Пуховик Arctic L", (await _app.CaptureAsync()).Says.Orders["tilda:7"].Version!.Lines.Single().Title);
    }

    private async Task<(int Status, string Text)> StatusAsync(string form, string type, string body)
    {
        var answer = await SendAsync(form, type, body);
        return (answer.Status, answer.Text);
    }

    private Task<Answer> SendAsync(string form, string type, string body) =>
        _app.SendAsync(request => _app.Get<ReceiveTilda>().RunAsync(request, form, default), type, Encoding.UTF8.GetBytes(body));
}
