using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Automations.Trials;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>What an automation earns, and what its steps would send.</summary>
[Trait("Category", "Slow")]
public sealed class ComparisonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Those_held_out_are_compared_with_the_others_by_what_they_order_after_entering()
    {
        await _app.DefineAsync("one", new { on = "form" }, [Send("One")]);
        await _app.FillAsync("early@compare.example"); // Before anybody was held out.
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var goal = new { on = "order", within = "5d" };
        await _app.DefineAsync("one", new { on = "form" }, [Send("One")], new { holdout = 0.5, goal });
        await AllAsync(number => OrderAsync(number, "before"), TimeSpan.FromMinutes(1));
        await AllAsync(number => _app.FillAsync(EmailOf(number)), TimeSpan.FromDays(1));
        await AllAsync(number => OrderAsync(number, "after"), TimeSpan.FromDays(7));
        await AllAsync(number => OrderAsync(number, "late"), TimeSpan.Zero);
        await _app.RecomputeAsync();

        var (status, found) = await CompareAsync("one");
        Assert.Equal((200, "5d"), (status, found.GetProperty("within").GetString()));
        Assert.Equal(12, Number("sent") + Number("size"));
        Assert.InRange(Number("size"), 1, 11);
        Assert.Equal((1, 1), (Number("ordersPerContact"), Number("sentOrdersPerContact")));
        Assert.False(found.GetProperty("decidable").GetBoolean());

        double Number(string name) => found.GetProperty(name).GetDouble();
    }

    [Fact]
    public async Task One_that_leaves_nobody_out_compares_nothing()
    {
        await _app.DefineAsync("whole", new { on = "form" }, [Send("One")]);

        Assert.Equal(409, (await CompareAsync("whole")).Status);
        Assert.Equal(404, (await CompareAsync("nothing")).Status);
    }

    [Fact]
    public async Task A_step_shows_what_somebody_would_get_with_a_code_that_is_nobodys()
    {
        var promo = new JsonObject { ["promo"] = new JsonObject { ["percent"] = 10, ["validFor"] = "14d" } };
        var fork = new JsonObject { ["if"] = "consent.marketing", ["then"] = new JsonArray(Send("Ten off")) };
        await _app.DefineAsync("ten", new { on = "order" }, [promo, fork]);
        var id = await _app.FillAsync("reader@compare.example");

        var (status, mail) = await PreviewAsync("ten", "steps[1].then[0]", id);
        Assert.Equal((200, "Ten off"), (status, mail.GetProperty("subject").GetString()));
        Assert.Equal("reader@compare.example", mail.GetProperty("to").GetString());
        Assert.Contains("Hello Ana EXAMPLE", mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, mail.GetProperty("missing").GetArrayLength());
        Assert.Empty(await _app.OutboxAsync());

        Assert.Equal(400, (await PreviewAsync("ten", "steps[0]", id)).Status);
        Assert.Equal(400, (await PreviewAsync("ten", "steps[1].then[0]", "")).Status);
        Assert.Equal(404, (await PreviewAsync("ten", "steps[1].then[0]", "nobody")).Status);
    }

    private static string EmailOf(int number) => $"reader{number}@compare.example";

    private async Task AllAsync(Func<int, Task> doAsync, TimeSpan then)
    {
        foreach (var number in Enumerable.Range(0, 12))
        {
            await doAsync(number);
        }

        _app.Clock.Advance(then);
    }

    private Task<string> OrderAsync(int number, string when)
    {
        var now = _app.Clock.GetUtcNow();
        void Order(CaptureBuilder capture) => capture.Order("till", $"{when}{number}", now, 10m, "EUR", counts: true);
        var said = _app.Form(EmailOf(number), "till", agrees: true, Order, id: null);
        return _app.FileAsync(said with { Kind = "order" });
    }

    private Task<(int Status, JsonElement Body)> CompareAsync(string id) =>
        _app.CallAsync(request => _app.Get<CompareHoldout>().RunAsync(request, id, default));

    private Task<(int Status, JsonElement Body)> PreviewAsync(string id, string step, string contact) => _app.CallAsync(
        request => _app.Get<PreviewStep>().RunAsync(request, id, default), query: $"?step={step}&contact={contact}");
}
