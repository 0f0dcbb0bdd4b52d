using System.Text.Json;
using ClientBase.Domain.Forms;
using ClientBase.Domain.Products;
using ClientBase.Functions.Products;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Products;

/// <summary>The shops' products: what is kept of them, in whatever order it comes, and how they are shown.</summary>
public sealed class ProductTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    private ProductStore Store => _app.Get<ProductStore>();

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_product_of_Shopify_is_read_whole()
    {
        var product = ShopifyProduct("products/create", """
            {"id":788032119674292922,"title":"Shirt","vendor":"Acme","product_type":"Shirts","status":"active",
            "updated_at":"2026-06-01T10:00:00Z",
            "image":{"src":"//cdn.shop.example/s.png"},"variants":[
            {"id":1,"title":"Small","sku":"S","price":"19.99","inventory_management":"shopify","inventory_quantity":0},
            {"id":2,"title":"Large","sku":"L","price":"17.99","inventory_management":"shopify","inventory_quantity":4}]}
            """);
        var version = product.Product.Version!;

        Assert.Equal("788032119674292922", product.Id);
        Assert.Equal(("Shirt", "Acme", "Shirts"), (version.Title, version.Brand, version.Category));
        Assert.Equal((17.99m, "EUR"), (version.Price, version.Currency));
        Assert.Equal((true, 4m, "https://cdn.shop.example/s.png"), (version.IsAvailable, version.Stock, version.Image));
        Assert.Equal(["S", "L"], version.Variants.Select(variant => variant.Sku));
    }

    [Theory]
    [InlineData("""{"id":1,"inventory_management":null,"inventory_quantity":0}""", true)]
    [InlineData("""{"id":1,"inventory_management":"shopify","inventory_policy":"continue","inventory_quantity":0}""", true)]
    [InlineData("""{"id":1,"inventory_management":"shopify","inventory_policy":"deny","inventory_quantity":0}""", false)]
    [InlineData("""{"id":1,"inventory_management":"shopify","inventory_policy":"deny","inventory_quantity":-2}""", false)]
    public void Shopifys_stock_decides_whether_a_product_can_be_bought(string variant, bool available) =>
        Assert.Equal(
            available,
            ShopifyProduct("products/update", $$"""{"id":1,"status":"active","variants":[{{variant}}]}""").Product.Version!.IsAvailable);

    [Theory]
    [InlineData("instock", "publish", true)]
    [InlineData("onbackorder", "publish", true)]
    [InlineData("outofstock", "publish", false)]
    [InlineData("instock", "draft", false)]
    public void WooCommerces_stock_decides_whether_a_product_can_be_bought(string stock, string status, bool available)
    {
        var version = WooProduct("product.updated", $$$"""
            {"id":799,"name":"Tea &amp; cup","status":"{{{status}}}","stock_status":"{{{stock}}}","price":"5.00",
            "permalink":"https://shop.example/tea",
            "date_modified_gmt":"2026-06-01T10:00:00","categories":[{"name":"Tea"}],"images":[{"src":"https://shop.example/tea.jpg"}]}
            """).Product.Version!;

        Assert.Equal((available, "Tea & cup", 5m, "Tea"), (version.IsAvailable, version.Title, version.Price, version.Category));
        Assert.Equal(("https://shop.example/tea", "https://shop.example/tea.jpg"), (version.Url, version.Image));
    }

    [Fact]
    public async Task The_later_version_wins_whichever_comes_first()
    {
        await SaveAsync("1", "Later", day: 2);
        await SaveAsync("1", "Earlier", day: 1);

        Assert.Equal("Later", (await Store.GetAsync("acme", "1", default))!.Value.Product.Product.Version!.Title);
    }

    [Fact]
    public async Task A_repeat_writes_nothing()
    {
        await SaveAsync("1", "Tea", day: 1);
        var before = Assert.Single(await _app.RowsAsync(Tables.Products)).ETag;
        await SaveAsync("1", "Tea", day: 1);

        Assert.Equal(before, Assert.Single(await _app.RowsAsync(Tables.Products)).ETag);
    }

    [Fact]
    public async Task Many_changes_at_once_end_with_the_latest()
    {
        await Task.WhenAll(Enumerable.Range(1, 12).Select(day => SaveAsync("1", $"Day {day}", day)));

        Assert.Equal("Day 12", (await Store.GetAsync("acme", "1", default))!.Value.Product.Product.Version!.Title);
    }

    [Fact]
    public async Task A_deleted_product_is_gone_and_a_restored_one_is_back()
    {
        const string tea = """{"id":5,"name":"Tea","date_modified_gmt":"2026-06-01T10:00:00"}""";
        const string late = """{"id":5,"name":"Old","date_modified_gmt":"2026-06-01T11:00:00"}""";
        await Store.SaveAsync(WooProduct("product.created", tea), default);
        await Store.SaveAsync(ReadWoo("product.deleted", """{"id":5}""", Received.AddMinutes(1)).Products[0], default);
        await Store.SaveAsync(WooProduct("product.updated", late), default);
        Assert.Null(await Store.GetAsync("acme", "5", default));

        await Store.SaveAsync(ReadWoo("product.restored", tea, Received.AddMinutes(2)).Products[0], default);
        Assert.NotNull(await Store.GetAsync("acme", "5", default));
    }

    [Fact]
    public async Task A_product_is_shown_with_who_waits_for_it()
    {
        await SaveAsync("gid/1?", "Tea", day: 1);
        foreach (var contact in new[] { "a", "b" })
        {
            await _app.Table(Tables.Products).AddEntityAsync(
                WatcherRow.Of("acme", "gid/1?", contact, ProductWatch.Stock, _app.Clock.GetUtcNow())[1]);
        }

        var (status, body) = await _app.CallAsync(request => _app.Get<ReadProducts>().GetAsync(request, "acme", "gid/1?", default));

        Assert.Equal(200, status);
        Assert.Equal(("gid/1?", "Tea"), (body.GetProperty("id").GetString(), body.GetProperty("title").GetString()));
        Assert.Equal(2, body.GetProperty("watchers").GetInt32());
        Assert.Equal(5m, body.GetProperty("price").GetDecimal());
        Assert.Equal(404, (await _app.CallAsync(request => _app.Get<ReadProducts>().GetAsync(request, "acme", "2", default))).Status);
    }

    [Fact]
    public async Task Products_are_listed_page_by_page_by_shop_and_by_text()
    {
        foreach (var i in Enumerable.Range(1, 7))
        {
            await SaveAsync($"{i}", $"Green tea {i}", day: 1);
        }

        await SaveAsync("8", "Black coffee", day: 1);
        await SaveAsync("9", "Green tea of another", day: 1, shop: "acme2");

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], (await ListAsync("?shop=acme&q=tea+gr&take=3")).Order());
        Assert.Equal(8, (await ListAsync("?shop=acme&take=3")).Count);
        Assert.Equal(9, (await ListAsync("?take=2")).Count);
        Assert.Equal(["8"], await ListAsync("?q=COFF"));
        Assert.Equal(400, (await CallAsync("?continuation=QQ")).Status);
    }

    private Task<(int Status, JsonElement Body)> CallAsync(string query) =>
        _app.CallAsync(request => _app.Get<ReadProducts>().ListAsync(request, default), query: query);

    private async Task<List<string>> ListAsync(string query)
    {
        var ids = new List<string>();
        for (var continuation = ""; ;)
        {
            var (_, page) = await CallAsync(query + continuation);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page.GetProperty("continuation").GetString() is not { } next)
            {
                return ids;
            }

            continuation = $"&continuation={next}";
        }
    }

    private async Task SaveAsync(string id, string title, int day, string shop = "acme")
    {
        var said = new Domain.Contacts.Stamp(new DateTimeOffset(2026, 6, day, 0, 0, 0, TimeSpan.Zero), $"d{day}");
        await Store.SaveAsync(new StoredProduct(shop, id, new ProductState(new ProductVersion(title, said) { Price = 5m }, null)), default);
    }
}
