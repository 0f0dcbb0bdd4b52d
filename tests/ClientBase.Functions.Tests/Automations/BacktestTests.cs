using System.Text.Json;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Trials;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Segments;

namespace ClientBase.Functions.Tests.Automations;

public sealed class BacktestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Send = """{"send":{"channel":"email","template":{"subject":"s","text":"t"}}}""";

    private static readonly CartItem Kettle = new("7", null, null, "Kettle", 1, 10m);

    private readonly SegmentBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Orders_of_the_past_tell_who_would_have_entered_been_sent_to_and_bought_anyway()
    {
        await PersonAsync("yes@backtest.example", agrees: true, orders: [40, 37]);
        await PersonAsync("no@backtest.example", agrees: false, orders: [20]);
        await PersonAsync("old@backtest.example", agrees: true, orders: [200]);
        await _base.RecomputeAsync();

        var all = await BacktestAsync("orders", """{"on":"order"}""", Send);
        Assert.Equal((3, 2), (Number(all, "entered"), Number(all, "wouldSend")));
        Assert.Equal((2, 1), (Number(all, "messages"), Number(all, "boughtAnyway")));
        Assert.Equal(1, Number(all.GetProperty("stopped"), "no-consent"));

        var first = await BacktestAsync("firsts", """{"on":"order"}""", Send, """ "if":"orders.count = 1", """);
        Assert.Equal(2, Number(first, "entered")); // As it was known then.
        Assert.Equal(4, Number(await BacktestAsync("orders", """{"on":"order"}""", Send, query: "?days=365"), "entered"));
        Assert.Empty(await _base.RowsAsync(Tables.Outbox));
    }

    [Fact]
    public async Task Forms_carts_deliveries_silences_and_birthdays_are_found_too()
    {
        var now = _base.Clock.GetUtcNow();
        var capture = Says("all@backtest.example", now.AddDays(-30), agrees: true)
            .Field(ContactFields.BirthDate, "1985-02-10")
            .Cart("shop", "left", [Kettle], 10m, "EUR", null)
            .Order("shop", "77", now.AddDays(-20), 10m, "EUR", counts: true)
            .Milestone("shop", "77", OrderMilestone.Delivered, now.AddDays(-15));
        await _base.FileAsync(capture.Build());
        await _base.FileAsync(Says("ended@backtest.example", now.AddDays(-30), agrees: true)
            .Cart("shop", "quick", [Kettle], 10m, "EUR", null)
            .CartEnded("shop", "quick", now.AddDays(-30).AddMinutes(5)).Build());
        await _base.RecomputeAsync();

        Assert.Equal(2, Number(await BacktestAsync("forms", """{"on":"form","form":"news"}""", Send), "entered"));
        Assert.Equal(0, Number(await BacktestAsync("other", """{"on":"form","form":"other"}""", Send), "entered"));
        Assert.Equal(1, Number(await BacktestAsync("carts", """{"on":"cart.abandoned"}""", Send), "entered"));
        Assert.Equal(1, Number(await BacktestAsync("delivered", """{"on":"order.delivered"}""", Send), "entered"));
        Assert.Equal(1, Number(await BacktestAsync("birthdays", """{"on":"date"}""", Send), "entered"));
        Assert.Equal(2, Number(await BacktestAsync("silent", """{"on":"stale","after":"10d"}""", Send), "entered"));
    }

    [Fact]
    public async Task Who_came_into_a_segment_is_told_by_its_record()
    {
        await PersonAsync("a@backtest.example", agrees: true, orders: [100, 50, 40, 30]);
        await _base.RecomputeAsync();
        _base.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, Number(await BacktestAsync("regulars", """{"on":"segment.entered","segment":"regular"}""", Send), "entered"));
        Assert.Equal(0, Number(await BacktestAsync("left", """{"on":"segment.left","segment":"regular"}""", Send), "entered"));
    }

    [Fact]
    public async Task What_nobody_kept_is_null_and_not_nought()
    {
        var answer = await BacktestAsync("tags", """{"on":"tag","tag":"gold"}""", Send);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("entered").ValueKind);
        Assert.Contains("does not tell", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(400, (await CallAsync("tags", "?days=0")).Status);
        Assert.Equal(400, (await CallAsync("tags", "?days=x")).Status);
        Assert.Equal(404, (await CallAsync("nothing", "")).Status);
    }

    [Theory]
    [InlineData("""{"on":"back.in.stock"}""", "the stock and the price of now are kept")]
    [InlineData("""{"on":"price.drop"}""", "the stock and the price of now are kept")]
    [InlineData("""{"on":"loyalty.tier"}""", "There is no loyalty program")]
    public async Task Why_there_are_no_figures_is_told_and_what_to_look_at(string trigger, string why)
    {
        var answer = await BacktestAsync("unknown", trigger, Send);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("entered").ValueKind);
        var note = answer.GetProperty("notes")[0].GetString();
        Assert.Contains(why, note, StringComparison.Ordinal);
        Assert.Contains("/api/", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_walk_tells_step_by_step_what_would_happen_now()
    {
        var id = await PersonAsync("walker@backtest.example", agrees: true, orders: [5]);
        await DefineAsync(
            "walk",
            """{"on":"order"}""",
            $$"""{"wait":"1d"},{"if":"orders.count >= 1","then":[{{Send}}]},{"exit":"done"}""",
            """ "if":"consent.marketing", """);

        var (status, walk) = await WalkAsync("walk", $"?contact={id}");
        Assert.Equal(200, status);
        Assert.True(walk.GetProperty("enters").GetBoolean());
        Assert.Equal(
            ["waiting", "then", "sent", "exited"],
            walk.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("outcome").GetString()!));
        Assert.Equal(_base.Clock.GetUtcNow().AddDays(1), walk.GetProperty("steps")[2].GetProperty("at").GetDateTimeOffset());

        var stranger = await PersonAsync("stranger@backtest.example", agrees: false, orders: []);
        var (_, refused) = await WalkAsync("walk", $"?contact={stranger}");
        Assert.False(refused.GetProperty("enters").GetBoolean());
        Assert.Equal("rule", refused.GetProperty("reasons")[0].GetString());
        Assert.False(refused.GetProperty("rule")[0].GetProperty("holds").GetBoolean());
        Assert.Equal(400, (await WalkAsync("walk", "")).Status);
        Assert.Equal(404, (await WalkAsync("walk", "?contact=nobody")).Status);
    }

    private static int Number(JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    private static CaptureBuilder Says(string email, DateTimeOffset at, bool agrees)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        var capture = new CaptureBuilder($"said {email}", "form:news", "form", at).Email(address);
        return agrees ? capture.Consent("marketing", "email", email, true, "v1") : capture;
    }

    private Task<string> PersonAsync(string email, bool agrees, int[] orders)
    {
        var capture = Says(email, _base.Clock.GetUtcNow(), agrees);
        foreach (var days in orders)
        {
            capture.Order("shop", $"{email} {days}", _base.Clock.GetUtcNow().AddDays(-days), 100m, "EUR", counts: true);
        }

        return _base.FileAsync(capture.Build());
    }

    private async Task DefineAsync(string id, string trigger, string steps, string more)
    {
        var (status, text) = await _base.CallForTextAsync(
            request => _base.Get<DefineAutomations>().PutAsync(request, id, default),
            $$"""{"name":"n","trigger":{{trigger}},{{more}}"steps":[{{steps}}]}""");
        Assert.True(status == 200, text);
    }

    private async Task<JsonElement> BacktestAsync(string id, string trigger, string steps, string more = "", string query = "")
    {
        await DefineAsync(id, trigger, steps, more);
        var (status, answer) = await CallAsync(id, query);
        Assert.Equal(200, status);
        return answer;
    }

    private Task<(int Status, JsonElement Body)> CallAsync(string id, string query) =>
        _base.CallAsync(request => _base.Get<BacktestAutomation>().RunAsync(request, id, default), query: query);

    private Task<(int Status, JsonElement Body)> WalkAsync(string id, string query) =>
        _base.CallAsync(request => _base.Get<WalkAutomation>().RunAsync(request, id, default), query: query);
}
