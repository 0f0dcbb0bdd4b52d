using System.Text.Json.Nodes;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>What holds a run up: the frequency cap, the night.</summary>
public sealed class LimitTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_cap_counts_campaigns_and_automations_together_and_holds_the_run()
    {
        using var app = await BeginAsync(new() { ["Campaigns:FrequencyCap"] = "2" });
        await app.DefineAsync("one", new { on = "form" }, [Send("One"), Wait("1h"), Send("Two")]);
        await app.DefineAsync("service", new { on = "form" }, [Send("Service")], new { purpose = "service" });
        var id = await app.FileAsync(app.Form("ana@example.com", "news", agrees: true, more: null, id: "f1"));
        var sent = SentRow.Of(id, "email", new RecentMail("spring", app.Clock.GetUtcNow() - TimeSpan.FromDays(5), IsSent: true));
        await app.Table(Tables.Contacts).UpsertEntityAsync(sent);
        await app.SettleAsync();
        Assert.Equal(["One", "Service"], (await app.SubjectsAsync()).Order());

        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("active entered sent waiting held:frequency-cap", await app.RunAsync("one", id));
        Assert.Equal(2, (await app.OutboxAsync()).Count);

        await app.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(3, (await app.OutboxAsync()).Count);
        Assert.Equal("completed entered sent waiting held:frequency-cap sent completed", await app.RunAsync("one", id));
    }

    [Fact]
    public async Task Two_automations_at_once_keep_to_one_cap()
    {
        using var app = await BeginAsync(new() { ["Campaigns:FrequencyCap"] = "1" });
        foreach (var id in new[] { "a", "b", "c" })
        {
            await app.DefineAsync(id, new { on = "form" }, [Send(id)]);
        }

        await app.FillAsync("ana@example.com");
        Assert.Single(await app.OutboxAsync());
    }

    [Fact]
    public async Task At_night_a_message_waits_for_the_morning_where_the_person_lives()
    {
        using var app = await BeginAsync(new() { ["Campaigns:QuietHours"] = "22-08" });
        await app.DefineAsync("one", new { on = "form" }, [Send("One")]);
        await app.DefineAsync("loud", new { on = "form" }, [Send("Loud")], new { quiet = false });
        await app.FillAsync("ana@example.com", more: capture => capture.Field("custom.timeZone", "Asia/Tokyo")); // 21:00 there
        Assert.Equal(2, (await app.OutboxAsync()).Count);

        app.Clock.Advance(TimeSpan.FromHours(2));
        var id = await app.FillAsync("ben@example.com", more: capture => capture.Field("custom.timeZone", "Asia/Tokyo"));
        Assert.Equal("active entered held:quiet-hours", await app.RunAsync("one", id));
        Assert.Equal(3, (await app.OutboxAsync()).Count);

        await app.PassAsync(TimeSpan.FromHours(9));
        Assert.Equal(4, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task Who_is_held_out_gets_nothing_and_is_counted()
    {
        using var app = await BeginAsync([]);
        await app.DefineAsync("one", new { on = "form" }, [Send("One")], new { holdout = 0.5 });
        foreach (var number in Enumerable.Range(0, 12))
        {
            await app.FillAsync($"reader{number}@example.com");
        }

        var sent = (await app.OutboxAsync()).Count;
        Assert.InRange(sent, 1, 11);
        Assert.Equal($"entered 12 active 0 completed {sent} exited {12 - sent} goal 0", await app.StatsAsync("one"));
    }

    [Fact]
    public async Task Steps_are_shared_out_by_lot()
    {
        using var app = await BeginAsync([]);
        var split = new JsonObject
        {
            ["split"] = new JsonArray(
                new JsonObject { ["share"] = 0.5, ["steps"] = new JsonArray(Send("A")) },
                new JsonObject { ["share"] = 0.5, ["steps"] = new JsonArray(Send("B")) }),
        };
        await app.DefineAsync("one", new { on = "form" }, [split]);
        foreach (var number in Enumerable.Range(0, 12))
        {
            await app.FillAsync($"reader{number}@example.com");
        }

        var subjects = await app.SubjectsAsync();
        Assert.Equal(12, subjects.Count);
        Assert.Equal(["A", "B"], subjects.Distinct().Order());
    }

    private async Task<RunBase> BeginAsync(Dictionary<string, string?> settings)
    {
        var app = new RunBase(azurite, settings);
        await app.CreateAsync();
        return app;
    }
}
