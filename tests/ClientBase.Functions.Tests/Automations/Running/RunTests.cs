using System.Text.Json.Nodes;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>People on their way through automations.</summary>
[Trait("Category", "Slow")]
public sealed class RunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_fills_in_a_form_is_written_to_at_once_and_after_a_wait()
    {
        await _app.DefineAsync("welcome", new { on = "form", form = "news" }, [Send("One"), Wait("1d"), Send("Two")]);
        var id = await _app.FillAsync("ana@example.com");
        await _app.FillAsync("ben@example.com", form: "other");

        Assert.Equal(["One"], await _app.SubjectsAsync());
        Assert.Equal("entered 1 active 1 completed 0 exited 0 goal 0", await _app.StatsAsync("welcome"));

        await _app.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal(["One"], await _app.SubjectsAsync());

        await _app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["One", "Two"], await _app.SubjectsAsync());
        Assert.Equal("completed entered sent waiting sent completed", await _app.RunAsync("welcome", id));
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("welcome"));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
    }

    [Fact]
    public async Task Who_comes_again_does_not_enter_again()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Send("One"), Wait("1d"), Send("Two")]);
        await _app.FillAsync("ana@example.com", id: "a1");
        await _app.FillAsync("ana@example.com", id: "a1");
        await _app.FillAsync("ana@example.com", id: "a2");
        await _app.PassAsync(TimeSpan.FromDays(1));
        await _app.FillAsync("ana@example.com", id: "a3");

        Assert.Equal(["One", "Two"], await _app.SubjectsAsync());
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("welcome"));
    }

    [Fact]
    public async Task After_a_time_somebody_may_enter_again()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Send("One")], new { again = "30d" });
        await _app.FillAsync("ana@example.com");
        await _app.PassAsync(TimeSpan.FromDays(29));
        await _app.FillAsync("ana@example.com");
        await _app.PassAsync(TimeSpan.FromDays(2));
        await _app.FillAsync("ana@example.com");

        Assert.Equal(["One", "One"], await _app.SubjectsAsync());
        Assert.Equal("entered 2 active 0 completed 2 exited 0 goal 0", await _app.StatsAsync("welcome"));
    }

    [Fact]
    public async Task Without_consent_no_marketing_leaves_and_the_run_says_so()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Send("One"), new JsonObject { ["tag"] = "welcomed" }]);
        var id = await _app.FillAsync("ana@example.com", agrees: false);

        Assert.Empty(await _app.OutboxAsync());
        Assert.Equal("completed entered skipped:no-consent done completed", await _app.RunAsync("welcome", id));
        Assert.Contains("welcomed", (await _app.CardAsync(id)).Contact.TagNames);
    }

    [Fact]
    public async Task A_service_message_needs_no_consent_to_marketing()
    {
        await _app.DefineAsync("thanks", new { on = "form" }, [Send("Thanks")], new { purpose = "service" });
        await _app.FillAsync("ana@example.com", agrees: false);

        Assert.Equal(["Thanks"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task A_withdrawal_between_two_steps_is_heeded()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One")]);
        var id = await _app.FillAsync("ana@example.com");
        await _app.FileAsync(new CaptureBuilder("out", "unsubscribe", "consent", _app.Clock.GetUtcNow())
            .About(id).Consent("marketing", "email", "ana@example.com", granted: false).Build());
        await _app.PassAsync(TimeSpan.FromDays(1));

        Assert.Empty(await _app.OutboxAsync());
        Assert.Equal("completed entered waiting skipped:no-consent completed", await _app.RunAsync("welcome", id));
    }

    [Fact]
    public async Task An_automation_that_is_switched_off_holds_its_runs_until_it_is_on_again()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One")]);
        var id = await _app.FillAsync("ana@example.com");
        await _app.SwitchAsync("welcome", isOn: false);
        await _app.FillAsync("ben@example.com");
        await _app.PassAsync(TimeSpan.FromDays(2));

        Assert.Empty(await _app.OutboxAsync());
        Assert.Equal("active entered waiting held:paused", await _app.RunAsync("welcome", id));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));

        await _app.SwitchAsync("welcome", isOn: true);
        await _app.SettleAsync();
        Assert.Equal(["One"], await _app.SubjectsAsync());
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("welcome"));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "a|welcome|h|"));
    }

    [Fact]
    public async Task An_order_is_the_goal_by_when_it_was_placed_however_late_the_shop_tells_of_it()
    {
        await _app.DefineAsync("goal", new { on = "form" }, [Wait("1d"), Send("One")], new { goal = new { on = "order", within = "2d" } });
        var ana = await _app.FillAsync("ana@example.com");
        await _app.PassAsync(TimeSpan.FromDays(1));
        await OrderedAsync("before", TimeSpan.FromDays(-2));
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("goal"));

        await _app.PassAsync(TimeSpan.FromDays(3)); // The time for the goal is over, and what was placed within it still counts.
        await OrderedAsync("after", TimeSpan.FromDays(-1));
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await _app.StatsAsync("goal"));
        await OrderedAsync("within", TimeSpan.FromDays(-3));
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 1", await _app.StatsAsync("goal"));
        var goalAt = Assert.Single(await _app.RunsAsync("goal", ana)).GetProperty("goalAt").GetDateTimeOffset();
        Assert.Equal(_app.Clock.GetUtcNow().AddDays(-3), goalAt);
    }

    [Fact]
    public async Task An_order_of_before_ends_no_run_that_began_after_it_however_late_the_shop_tells_of_it()
    {
        await _app.DefineAsync("win", new { on = "form" }, [Wait("3d"), Send("One")], new { exitOn = new[] { "order" } });
        await _app.FillAsync("ana@example.com");
        await _app.PassAsync(TimeSpan.FromDays(1));
        await OrderedAsync("before", TimeSpan.FromDays(-2));
        Assert.Equal("entered 1 active 1 completed 0 exited 0 goal 0", await _app.StatsAsync("win"));

        await OrderedAsync("since", TimeSpan.FromHours(-2));
        Assert.Equal("entered 1 active 0 completed 0 exited 1 goal 0", await _app.StatsAsync("win"));
    }

    [Fact]
    public async Task Whoever_is_on_the_way_goes_through_the_version_they_began()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("Old")]);
        var id = await _app.FillAsync("ana@example.com");
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("2d"), Send("New")]);
        await _app.FillAsync("ben@example.com");
        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["Old"], await _app.SubjectsAsync());

        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["Old", "New"], await _app.SubjectsAsync());
        Assert.Equal(1, Assert.Single(await _app.RunsAsync("welcome", id)).GetProperty("version").GetInt32());
    }

    private Task<string?> OrderedAsync(string id, TimeSpan ago) => _app.TellAsync(
        new CaptureBuilder($"order-{id}", "shop:goal", "order", _app.Clock.GetUtcNow())
            .Email(Address("ana@example.com"))
            .Order("goal", id, _app.Clock.GetUtcNow() + ago, 10m, "EUR", counts: true).Build());

    private static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out var email) ? email : throw new FormatException(text);
}
