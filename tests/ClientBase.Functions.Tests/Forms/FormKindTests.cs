using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Products;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Pages;
using ClientBase.Functions.Products;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>What a form of each kind does.</summary>
public sealed class FormKindTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite, new()
    {
        ["Shops:acme:Kind"] = "Shopify",
        ["Shops:acme:Secret"] = "s",
        ["Shops:woo:Kind"] = "WooCommerce",
        ["Shops:woo:Secret"] = "s",
    });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_kind_can_be_defined_by_its_name_alone_and_posted_to()
    {
        foreach (var kind in FormKind.All)
        {
            Assert.Equal(200, (await _app.DefineAsync($"k-{kind.Id}", new { kind = kind.Id })).Status);
            Assert.Equal(202, (await _app.PostAsync($"k-{kind.Id}", new { email = $"{kind.Id}@kinds.example" })).Status);
        }

        Assert.Equal(FormKind.All.Count, (await _app.CapturesAsync()).Count);
    }

    [Fact]
    public async Task A_form_is_seen_before_it_is_saved_with_what_needs_mending()
    {
        Task<Answer> PreviewAsync(object form) => _app.SendAsync(
            request => _app.Get<PreviewForm>().RunAsync(request, "seen", default), FormsApp.Json, JsonSerializer.SerializeToUtf8Bytes(form));

        var page = await PreviewAsync(new { kind = "newsletter", title = new { ru = "<b>Новости", en = "<b>News" } });
        Assert.Equal(200, page.Status);
        Assert.Contains("<h1>&lt;b&gt;", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty((await PreviewAsync(new { kind = "newsletter", theme = new { accent = "#ffffff" } })).Why("theme.accent"));
        Assert.Equal(404, (await _app.SendAsync(request => _app.Get<DefineForms>().GetAsync(request, "seen", default))).Status);
    }

    [Fact]
    public async Task What_forms_are_made_of_is_told_with_its_words()
    {
        var made = await _app.SendAsync(request => Task.FromResult(ShowFormKinds.Run(request)));
        Assert.Equal(FormKind.All.Count, made.Json.GetProperty("kinds").GetArrayLength());
        Assert.Equal("E-mail", made.Json.GetProperty("fields")[0].GetProperty("label").GetProperty("en").GetString());
    }

    [Theory]
    [InlineData("back-in-stock", "StockSince")]
    [InlineData("price_drop", "PriceSince")]
    public async Task An_alert_makes_a_watcher_of_the_product_and_an_erasure_takes_it_away(string kind, string since)
    {
        var product = $"77{kind.Length}";
        await SaveProductAsync("acme", product);
        await _app.DefineAsync(kind, new { kind });
        await _app.PostAsync(kind, new { email = $"{kind}@watch.example", productId = product });
        var contact = await _app.FileAllAsync();

        Assert.Equal(1, (await _app.Get<ProductStore>().GetAsync("acme", product, default))!.Value.Watchers);
        Assert.Contains(await _app.RowsAsync("Products", "w|"), row => row.ContainsKey(since));
        Assert.Contains(product, JsonSerializer.Serialize(
            (await _app.Get<PersonExport>().ReadAsync(contact.Id, default))!.Others["watches"]));

        await _app.Get<ContactErasure>().EraseAsync(contact.Id, default);
        Assert.Equal(0, (await _app.Get<ProductStore>().GetAsync("acme", product, default))!.Value.Watchers);
        Assert.Empty(await _app.RowsAsync("Products", "w|"));
    }

    [Fact]
    public async Task A_product_nobody_told_of_is_watched_in_every_shop_unless_the_form_names_one()
    {
        await _app.DefineAsync("any", new { kind = "back-in-stock" });
        await _app.DefineAsync("woo", new { kind = "back-in-stock", shop = "woo", productId = "502" });
        await _app.PostAsync("any", new { email = "any@watch.example", productId = "501" });
        await _app.PostAsync("woo", new { email = "any@watch.example" });
        await _app.FileAllAsync();
        foreach (var (shop, product) in new[] { ("acme", "501"), ("woo", "501"), ("acme", "502"), ("woo", "502") })
        {
            await SaveProductAsync(shop, product);
        }

        async Task<int> WatchersAsync(string shop, string product) =>
            (await _app.Get<ProductStore>().GetAsync(shop, product, default))!.Value.Watchers;
        Assert.Equal((1, 1), (await WatchersAsync("acme", "501"), await WatchersAsync("woo", "501")));
        Assert.Equal((0, 1), (await WatchersAsync("acme", "502"), await WatchersAsync("woo", "502")));
    }

    [Fact]
    public async Task A_review_keeps_its_stars_as_a_number_and_its_text()
    {
        await _app.DefineAsync("review", new { kind = "review" });
        await _app.PostAsync("review", FormsApp.UrlEncoded, "email=r@kinds.example&rating=4&message=Хороший чай&productId=9");

        var capture = await _app.CaptureAsync();
        Assert.Equal("4", capture.Data["rating"]?.ToString());
        Assert.Equal(JsonValueKind.Number, ((JsonElement)capture.Data["rating"]!).ValueKind);
        Assert.Equal("Хороший чай", capture.Data["message"]?.ToString());
        Assert.Equal("9", capture.Data["productId"]?.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("7/10")]
    public async Task A_score_is_a_number_from_0_to_10(string typed)
    {
        await _app.DefineAsync("nps", new { kind = "nps" });
        await _app.PostAsync("nps", new { email = "n@kinds.example", score = typed });

        Assert.Equal(typed.Split('/')[0], ((JsonElement)(await _app.CaptureAsync()).Data["score"]!).GetRawText());
    }

    [Fact]
    public async Task A_card_number_is_a_key()
    {
        await _app.DefineAsync("card", new { kind = "loyalty-card" });
        await _app.PostAsync("card", new { phone = "+7 916 555-77-11", name = "Анна", cardNumber = "4711-0815" });
        var first = await _app.FileAllAsync();
        await _app.PostAsync("card", new { card = "4711 0815", city = "Омск" });
        var second = await _app.FileAllAsync();
        await _app.PostAsync("card", new { loyaltyCard = "4711 0816", phone = "+7 916 555-77-11" });

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("Омск", second.Field("city"));
        Assert.Equal(first.Id, (await _app.FileAllAsync()).Id); // A lost card was replaced: still one person.
        Assert.Contains(second.Keys, key => key.Kind == IdentityKind.ShopCustomer && key.Value == "loyalty-card:47110815");
    }

    [Fact]
    public async Task A_referral_keeps_the_inviters_code_and_an_event_and_a_partner_stay_with_the_entry()
    {
        await _app.DefineAsync("friend", new { kind = "referral" });
        var tasting = new { id = "t7", name = "Tasting", at = "2026-05-01T18:00:00+03:00" };
        await _app.DefineAsync("tasting", new { kind = "event", @event = tasting });
        await _app.DefineAsync("partner", new { kind = "affiliate", affiliate = "tea-blog" });
        await _app.PostAsync("friend", new { email = "f@kinds.example", referralCode = "ANNA7" });
        await _app.PostAsync("tasting", new { email = "t@kinds.example" });
        await _app.PostAsync("partner", new { email = "p@kinds.example" });

        var captures = await _app.CapturesAsync();
        var friend = captures.Single(capture => capture.Source == "form:friend");
        Assert.Equal(("ANNA7", "ANNA7"), (friend.Says.Field("referralCode"), friend.Data["referralCode"]?.ToString()));
        var meeting = (JsonElement)captures.Single(capture => capture.Source == "form:tasting").Data["event"]!;
        Assert.Equal(("t7", "2026-05-01T15:00:00Z"), (meeting.GetProperty("id").GetString(), meeting.GetProperty("at").GetString()));
        Assert.Equal("tea-blog", captures.Single(capture => capture.Source == "form:partner").Data["affiliate"]?.ToString());
    }

    [Fact]
    public async Task The_promised_bonus_is_in_the_answer_and_on_the_timeline()
    {
        await _app.DefineAsync("gift", new { kind = "landing", bonus = new { code = "TEA10", title = new { ru = "Чай", en = "Tea" } } });
        await _app.DefineAsync("own", new { kind = "landing", bonus = new { prefix = "TEA", percent = 10 } });

        var gift = (await _app.PostAsync("gift", new { email = "g@kinds.example" })).Json.GetProperty("bonus");
        Assert.Equal(("TEA10", "Чай"), (gift.GetProperty("code").GetString(), gift.GetProperty("title").GetProperty("ru").GetString()));
        async Task<string?> OwnAsync(string key) => (await _app.PostAsync(
            "own", new { email = "o@kinds.example" }, request => request.Headers["Idempotency-Key"] = key))
            .Json.GetProperty("bonus").GetProperty("code").GetString();
        var own = await OwnAsync("1");
        Assert.Matches("^TEA-[A-Z2-9]{8}$", own);
        Assert.Equal(own, await OwnAsync("1"));
        Assert.NotEqual(own, await OwnAsync("2"));
        Assert.Contains(
            await _app.CapturesAsync(), capture => ((JsonElement)capture.Data["bonus"]!).GetProperty("code").GetString() == own);
    }

    [Theory]
    [InlineData("""{"promoCode":"HELLO"}""", "HELLO", null)]
    [InlineData("""{"gift":"A cup"}""", null, "A cup")]
    [InlineData("""{"kind":"gift","title":"A cup"}""", null, "A cup")]
    [InlineData("""{}""", null, null)]
    public async Task A_bonus_is_understood_in_the_words_of_the_shop(string bonus, string? code, string? title)
    {
        await _app.DefineAsync("words", new { kind = "landing", bonus = JsonSerializer.Deserialize<JsonElement>(bonus) });

        var given = (await _app.PostAsync("words", new { email = "w@kinds.example" })).Json.GetProperty("bonus");
        Assert.Equal(code, given.GetProperty("code").GetString());
        var titles = given.GetProperty("title");
        Assert.Equal(title, titles.ValueKind == JsonValueKind.Object ? titles.GetProperty("en").GetString() : null);
        await _app.CapturesAsync();
    }

    private async Task SaveProductAsync(string shop, string product) => await _app.Get<ProductStore>().SaveAsync(
        new StoredProduct(shop, product, new ProductState(new ProductVersion("Tea", new Stamp(_app.Clock.GetUtcNow(), "p")), null)),
        default);
}
