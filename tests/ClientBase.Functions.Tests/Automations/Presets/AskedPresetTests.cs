using ClientBase.Domain.Forms;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Http;
using ClientBase.Functions.Products;
using ClientBase.Functions.Tests.Automations.Running;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Automations.Presets;

/// <summary>Presets for what somebody has asked: back in stock, price drop, a request that is not answered.</summary>
public sealed class AskedPresetTests(AzuriteFixture azurite) : PresetBase(azurite)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Who_waits_for_an_article_is_told_once_and_again_only_if_they_ask_again()
    {
        await App.PresetAsync("back-in-stock");
        await ProductAsync(stock: 0, price: 100);
        await WatchAsync("ana@example.com", ProductWatch.Stock);
        await WatchAsync("ben@example.com", ProductWatch.Price);
        Assert.Equal(2, await WatchersAsync());

        await ProductAsync(stock: 5, price: 100);
        await AssertSentAsync("Back in stock: Tea");
        Assert.Contains("100", (await App.OutboxAsync())[0].Html, StringComparison.Ordinal);
        Assert.Equal(1, await WatchersAsync());

        await ProductAsync(stock: 0, price: 100);
        await ProductAsync(stock: 3, price: 100);
        await AssertSentAsync("Back in stock: Tea");

        await ProductAsync(stock: 0, price: 100);
        await WatchAsync("ana@example.com", ProductWatch.Stock);
        await ProductAsync(stock: 4, price: 100);
        await AssertSentAsync("Back in stock: Tea", "Back in stock: Tea");
        Assert.Equal("entered 2 active 0 completed 2 exited 0 goal 0", await App.StatsAsync("back-in-stock"));
    }

    [Fact]
    public async Task Who_watches_a_price_is_told_of_a_drop_worth_telling_and_once()
    {
        await App.PresetAsync("price-drop");
        await ProductAsync(stock: 5, price: 100);
        await WatchAsync("ana@example.com", ProductWatch.Price);
        await WatchAsync("ben@example.com", ProductWatch.Stock);
        await ProductAsync(stock: 5, price: 97);
        Assert.Empty(await App.OutboxAsync());
        Assert.Equal(2, await WatchersAsync());

        await ProductAsync(stock: 5, price: 90);
        await AssertSentAsync("Now for less: Tea");
        await ProductAsync(stock: 5, price: 70);
        await AssertSentAsync("Now for less: Tea");

        await WatchAsync("ana@example.com", ProductWatch.Price);
        await ProductAsync(stock: 5, price: 110);
        await ProductAsync(stock: 5, price: 60);
        await AssertSentAsync("Now for less: Tea", "Now for less: Tea");
    }

    [Fact]
    public async Task Whom_the_rule_leaves_out_still_waits()
    {
        await App.DefineAsync(
            "back",
            new { on = "back.in.stock" },
            [RunBase.Send("Back")],
            new Dictionary<string, object> { ["purpose"] = "service", ["if"] = "city = Berlin" });
        await ProductAsync(stock: 0, price: 100);
        await WatchAsync("ana@example.com", ProductWatch.Stock);
        await ProductAsync(stock: 5, price: 100);

        Assert.Empty(await App.OutboxAsync());
        Assert.Equal(1, await WatchersAsync());
    }

    [Fact]
    public async Task A_request_nobody_answers_becomes_a_task_and_the_client_is_told_and_an_answer_ends_it()
    {
        await App.PresetAsync("unfinished-request");
        var ana = await App.FillAsync("ana@example.com", agrees: false);
        var ben = await App.FillAsync("ben@example.com", agrees: false);
        await AskAsync(ana);
        var answered = await AskAsync(ben);
        await App.PassAsync(TimeSpan.FromHours(5));
        var (status, _) = await App.CallAsync(
            request => App.Get<WorkOnRequests>().ChangeAsync(request, answered, default), new { state = "answered", text = "Tomorrow." });
        Assert.Equal(200, status);
        await App.PassAsync(Day);
        await AssertSentAsync("We have not forgotten your question");
        Assert.Equal(["Answer the request: the client has waited for a day"], await TasksAsync());
        Assert.Equal("exited entered waiting else exited:answered", await RunOfAsync("unfinished-request", ben));

        await App.PassAsync(3 * Day);
        await AssertSentAsync("We have not forgotten your question");
        Assert.Equal(2, (await TasksAsync()).Count);
        await AskAsync(ana);
        Assert.Equal("entered 3 active 1 completed 1 exited 1 goal 0", await App.StatsAsync("unfinished-request"));
    }

    private async Task<string> AskAsync(string contactId)
    {
        var (status, made) = await App.CallAsync(
            request => App.Get<WorkOnRequests>().AddAsync(request, contactId, default), new { subject = "When does it come?" });
        Assert.Equal(201, status);
        await App.SettleAsync();
        return made.GetProperty("id").GetString()!;
    }

    private async Task<List<string>> TasksAsync()
    {
        var tasks = await App.Get<TaskStore>().ListAsync(null, TaskFilter.Open, App.Clock.GetUtcNow(), new Paging(10, null), default);
        return [.. tasks!.Items.Select(one => one.Value.Title)];
    }

    private async Task WatchAsync(string email, string kind)
    {
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var capture = App.Form(
            email, "watch", agrees: false, one => one.Data(ProductWatch.Name, new ProductWatch(kind, "11", "acme").ToData()), null);
        await App.Get<ProductWatchers>().NoteAsync(capture, await App.FileAsync(capture), default);
        await App.SettleAsync();
    }

    private async Task<int> WatchersAsync() => (await App.Get<ProductStore>().GetAsync("acme", "11", default))!.Value.Watchers;

    private async Task ProductAsync(int stock, int price)
    {
        App.Clock.Advance(TimeSpan.FromHours(1));
        await App.Get<ProductStore>().SaveAsync(
            ShopifyProduct("products/update", $$"""
                {"id":11,"title":"Tea","status":"active","updated_at":"{{Now}}",
                "variants":[{"id":1,"price":"{{price}}.00","inventory_management":"shopify","inventory_quantity":{{stock}}}]}
                """),
            default);
        await App.SettleAsync();
    }
}
