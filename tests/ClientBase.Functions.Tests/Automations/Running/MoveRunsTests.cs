using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>A marketer has people on their way go on by the version of now.</summary>
public sealed class MoveRunsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task People_on_their_way_are_moved_page_by_page_once_and_get_what_the_version_of_now_sends()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("3d"), Send("Old")]);
        var ana = await _app.FillAsync("ana@example.com");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.FillAsync("ben@example.com");
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("New")]);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.FillAsync("cat@example.com");

        var first = await MoveAsync("welcome", query: "?take=2");
        Assert.Equal("2: moved 1 already 1 stayed 0", first.Line);
        var last = await MoveAsync("welcome", query: $"?take=2&continuation={first.Continuation}");
        Assert.Equal(("2: moved 1 already 0 stayed 0", null), (last.Line, last.Continuation));
        Assert.Equal("2: moved 0 already 3 stayed 0", (await MoveAsync("welcome")).Line);

        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["New", "New", "New"], await _app.SubjectsAsync());
        Assert.Equal("completed entered waiting moved sent completed", await _app.RunAsync("welcome", ana));
        Assert.Equal("entered 3 active 0 completed 3 exited 0 goal 0", await _app.StatsAsync("welcome"));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
        Assert.Equal("2: moved 0 already 0 stayed 0", (await MoveAsync("welcome")).Line);
    }

    [Fact]
    public async Task One_person_or_those_of_one_version_are_moved_and_who_cannot_be_is_told_with_why()
    {
        await _app.DefineAsync("news", new { on = "form" }, [Wait("3d"), Send("One"), Wait("3d"), Send("Two")]);
        var ana = await _app.FillAsync("ana@example.com");
        await _app.PassAsync(TimeSpan.FromDays(3)); // Waits in the second wait.
        await _app.DefineAsync("news", new { on = "form" }, [Wait("3d"), Send("One of two")]);
        var ben = await _app.FillAsync("ben@example.com");
        await _app.DefineAsync("news", new { on = "form" }, [Wait("2d"), Send("One of three")]);

        var of = await MoveAsync("news", new { from = 1 });
        Assert.Equal("3: moved 0 already 0 stayed 1", of.Line);
        var stayed = Assert.Single(of.Stayed);
        Assert.Equal((ana, "contact", 1, "steps[3]", "no-such-step"), (
            Text("contact"), Text("key"), stayed.GetProperty("version").GetInt32(), Text("step"), Text("reason")));
        Assert.Equal("3: moved 1 already 0 stayed 0", (await MoveAsync("news", new { contact = ben })).Line);
        await _app.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(["One", "One of three", "Two"], (await _app.SubjectsAsync()).Order());

        string Text(string name) => stayed.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task Who_waits_for_an_automation_that_is_off_is_moved_too_and_goes_on_once_it_is_on()
    {
        await _app.DefineAsync("off", new { on = "form" }, [Wait("1d"), Send("Old")]);
        await _app.FillAsync("ana@example.com");
        await _app.SwitchAsync("off", isOn: false);
        await _app.PassAsync(TimeSpan.FromDays(2));
        await _app.DefineAsync("off", new { on = "form" }, [Wait("1d"), Send("New")], new { enabled = false });
        Assert.Equal("2: moved 1 already 0 stayed 0", (await MoveAsync("off")).Line);
        Assert.Empty(await _app.OutboxAsync());

        await _app.SwitchAsync("off", isOn: true);
        await _app.SettleAsync();
        Assert.Equal(["New"], await _app.SubjectsAsync());
    }

    [Fact]
    public async Task A_mail_put_in_before_them_is_not_sent_to_those_who_were_moved_and_what_is_behind_goes_to_them_once()
    {
        await _app.DefineAsync("news", new { on = "form" }, [Send("One"), Wait("1d"), Send("Two"), Wait("1d"), Send("Three")]);
        var ana = await _app.FillAsync("ana@example.com");
        await _app.DefineAsync(
            "news", new { on = "form" }, [Send("Zero"), Wait("2d"), Send("One"), Wait("1d"), Send("Two"), Wait("1d"), Send("Three")]);
        Assert.Equal("2: moved 1 already 0 stayed 0", (await MoveAsync("news")).Line);
        Assert.Equal("steps[4]", Assert.Single(await _app.RunsAsync("news", ana)).GetProperty("step").GetString());

        await _app.PassAsync(TimeSpan.FromDays(1));
        await _app.PassAsync(TimeSpan.FromDays(1));
        await _app.PassAsync(TimeSpan.FromDays(9));
        Assert.Equal(["One", "Two", "Three"], await _app.SubjectsAsync());
        Assert.Equal(3, (await _app.TimelineAsync(ana)).Count(entry => entry.Kind == "mail.sent"));
        Assert.Equal(3, await SentAsync("news"));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
    }

    [Fact]
    public async Task Where_a_step_that_was_done_is_taken_out_what_follows_at_its_place_is_sent_all_the_same()
    {
        await NewsAsync(Send("One"), Wait("1d"), Send("Two"), Wait("1d"));
        var ana = await _app.FillAsync("ana@example.com");
        await _app.PassAsync(TimeSpan.FromDays(1));
        await NewsAsync(Send("Two"), Wait("1d"), Send("Three"), Wait("1d"), Send("Four"));
        Assert.Equal("2: moved 1 already 0 stayed 0", (await MoveAsync("news")).Line);
        await _app.PassAsync(TimeSpan.FromDays(1));
        await NewsAsync(Send("Three"), Wait("1d"), Send("Four"), Wait("1d"), Send("Five"));
        Assert.Equal("3: moved 1 already 0 stayed 0", (await MoveAsync("news")).Line);
        await _app.PassAsync(TimeSpan.FromDays(1));
        await _app.PassAsync(TimeSpan.FromDays(1));

        // Two, Three and Four were each the third step when they were sent.
        Assert.Equal(["One", "Two", "Three", "Four", "Five"], await _app.SubjectsAsync());
        Assert.Equal(5, await SentAsync("news"));
        Assert.Equal(
            "completed entered sent waiting sent waiting moved sent waiting moved sent waiting sent completed",
            await _app.RunAsync("news", ana));

        Task NewsAsync(params JsonNode[] steps) => _app.DefineAsync("news", new { on = "form" }, steps, new { purpose = "service" });
    }

    [Fact]
    public async Task A_step_that_was_done_but_not_noted_before_the_move_is_not_done_again_after_it()
    {
        await _app.Get<LoyaltyTerms>().PutAsync(new Domain.Loyalty.LoyaltyProgram("EUR", [], 0.05m, null, null), default);
        await _app.DefineAsync("gift", new { on = "form" }, [Wait("1d"), Points(100), Wait("1d")]);
        var ana = await _app.FillAsync("ana@example.com");
        _app.Requests.BreakAt = text => text.Contains("\"Run\":", StringComparison.Ordinal);
        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(100m, await PointsAsync(ana));
        Assert.Equal("active entered waiting", await _app.RunAsync("gift", ana));

        _app.Requests.BreakAt = null;
        await _app.DefineAsync("gift", new { on = "form" }, [Send("Hello"), Wait("1d"), Points(100), Wait("1d"), Points(20)]);
        Assert.Equal("2: moved 1 already 0 stayed 0", (await MoveAsync("gift")).Line);
        await _app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("active entered waiting moved done waiting", await _app.RunAsync("gift", ana));
        Assert.Equal(100m, await PointsAsync(ana));

        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(120m, await PointsAsync(ana));
        Assert.Empty(await _app.OutboxAsync());
    }

    [Fact]
    public async Task Who_has_a_message_under_way_is_moved_once_it_is_known_to_have_left()
    {
        await _app.DefineAsync("news", new { on = "form" }, [Wait("1d"), Send("One"), Wait("1d"), Send("Two")]);
        var ana = await _app.FillAsync("ana@example.com");
        _app.Requests.BreakAt = text => text.Contains(Tables.Outbox, StringComparison.Ordinal);
        await _app.PassAsync(TimeSpan.FromDays(1));
        await _app.DefineAsync("news", new { on = "form" }, [Send("Zero"), Wait("1d"), Send("One"), Wait("1d"), Send("New")]);
        var early = await MoveAsync("news");
        Assert.Equal("message-under-way", Assert.Single(early.Stayed).GetProperty("reason").GetString());

        _app.Requests.BreakAt = null;
        await _app.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(["One"], await _app.SubjectsAsync());
        Assert.Equal("2: moved 1 already 0 stayed 0", (await MoveAsync("news")).Line);
        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["One", "New"], await _app.SubjectsAsync());
        Assert.StartsWith("completed", await _app.RunAsync("news", ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_with_names_of_steps_is_of_a_version_that_an_app_without_them_refuses()
    {
        await _app.DefineAsync("news", new { on = "form" }, [Wait("1d"), Send("One")]);
        var ana = await _app.FillAsync("ana@example.com");
        await _app.DefineAsync("news", new { on = "form" }, [Wait("2d"), Send("One")]);
        await MoveAsync("news");
        Assert.Equal(1, await VersionOfRowAsync(ana));

        await _app.DefineAsync("news", new { on = "form" }, [Send("Zero"), Wait("2d"), Send("One")]);
        await MoveAsync("news");
        Assert.Equal(2, await VersionOfRowAsync(ana));
    }

    [Fact]
    public async Task A_step_and_a_move_at_once_end_in_one_mail()
    {
        await _app.DefineAsync("race", new { on = "form" }, [Wait("1d"), Send("Old")]);
        var ana = await _app.FillAsync("ana@example.com");
        await _app.DefineAsync("race", new { on = "form" }, [Wait("1d"), Send("New")]);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(_app.TimeAsync(), MoveAsync("race"));
        await _app.SettleAsync();
        await _app.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(await _app.OutboxAsync());
        Assert.Equal("completed", Assert.Single(await _app.RunsAsync("race", ana)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("""{"from":0}""", "from")]
    [InlineData("""{"from":"1"}""", "from")]
    [InlineData("""{"contact":5}""", "contact")]
    [InlineData("""{"form":1}""", "form")] // A slip: without it everybody would be moved.
    public async Task What_is_wrong_in_the_body_is_told_by_name(string body, string name)
    {
        await _app.DefineAsync("wrong", new { on = "form" }, [Wait("1d")]);
        var (status, problem) = await _app.CallAsync(
            request => _app.Get<MoveRuns>().RunAsync(request, "wrong", default), JsonDocument.Parse(body).RootElement);
        Assert.Equal(400, status);
        Assert.Equal(name, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("nothing", "{}")]
    [InlineData("there", """{"from":2}""")]
    [InlineData("there", """{"contact":"0nobody"}""")]
    public async Task What_is_not_there_is_404(string id, string body)
    {
        await _app.DefineAsync("there", new { on = "form" }, [Wait("1d")]);
        var (status, _) = await _app.CallAsync(
            request => _app.Get<MoveRuns>().RunAsync(request, id, default), JsonDocument.Parse(body).RootElement);
        Assert.Equal(404, status);
    }

    private static JsonObject Points(int points) => new() { ["points"] = points };

    private async Task<decimal> PointsAsync(string contactId) =>
        (await _app.CardAsync(contactId)).Account.Entries.Values.Sum(entry => entry.Delta);

    private async Task<long> SentAsync(string id) => (await _app.Get<RunTallies>().OfAsync(id, default)).Sent;

    private async Task<int?> VersionOfRowAsync(string contactId) =>
        Assert.Single(await _app.RowsAsync(Tables.Contacts, RunRow.PrefixOf(contactId))).GetInt32("V");

    private async Task<(string Line, List<JsonElement> Stayed, string? Continuation)> MoveAsync(
        string id, object? body = null, string query = "")
    {
        var (status, answer) = await _app.CallAsync(
            request => _app.Get<MoveRuns>().RunAsync(request, id, default), body, query: query);
        Assert.True(status == 200, answer.ToString());
        var stayed = answer.GetProperty("stayed").EnumerateArray().ToList();
        var line = $"{Number("version")}: moved {Number("moved")} already {Number("already")} stayed {stayed.Count}";
        return (line, stayed, answer.GetProperty("continuation").GetString());

        int Number(string name) => answer.GetProperty(name).GetInt32();
    }
}
