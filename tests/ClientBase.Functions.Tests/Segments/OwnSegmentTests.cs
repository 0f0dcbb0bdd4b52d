using System.Text.Json;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Segments.Members;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

[Trait("Category", "Slow")]
public sealed class OwnSegmentTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_defined_segment_shows_its_rule_in_words_and_gets_its_members()
    {
        var id = await _base.FileAsync("a@example.com", 10, (10, 5m), (5, 7m));
        await _base.FileAsync("b@example.com", 10, (10, 5m));

        var (status, segment) = await PutAsync("twice", new { name = "Twice", rule = "orders.count >= 2" });
        var computing = segment.GetProperty("state").GetString();
        await _base.RunAskedAsync();
        var after = (await _base.CallAsync(request => _base.Show.GetAsync(request, "twice", default))).Body;

        Assert.Equal((200, "twice", "Twice"), (status, Text(segment, "id"), Text(segment, "name")));
        Assert.Equal(1, segment.GetProperty("version").GetInt32());
        Assert.Equal("orders.count >= 2", Text(segment, "rule"));
        Assert.Equal("people with 2 or more orders", segment.GetProperty("words").GetProperty("en").GetString());
        Assert.StartsWith("люди", segment.GetProperty("words").GetProperty("ru").GetString(), StringComparison.Ordinal);
        Assert.False(segment.GetProperty("builtIn").GetBoolean());
        Assert.Equal(("computing", "ready", 1), (computing, Text(after, "state"), after.GetProperty("count").GetInt32()));
        Assert.Equal([id], await MembersAsync("twice"));
        Assert.Contains("twice", (await _base.ScoresAsync(id)).Segments);
        Assert.Contains($"twice entered {id}: the segment was defined", await _base.ChangesAsync());
    }

    [Fact]
    public async Task A_person_moves_with_what_happens_and_the_change_says_what_did_it()
    {
        var id = await _base.FileAsync("a@example.com", 10, (10, 5m));
        await PutAsync("twice", new { name = "Twice", rule = "заказов >= 2" });
        await _base.RunAskedAsync();
        await _base.FileAsync("a@example.com", 0, (10, 5m), (1, 7m));

        await _base.RecomputeAsync();

        Assert.Equal([id], await MembersAsync("twice"));
        Assert.Contains(await _base.ChangesAsync(), change => change.StartsWith($"twice entered {id}: order", StringComparison.Ordinal)
            && change.EndsWith("orders 1 -> 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_alone_moves_people_in_and_out_of_a_window()
    {
        var id = await _base.FileAsync(Form("a@example.com", "quiz", daysAgo: 29));
        await PutAsync("asked", new { name = "Asked lately", rule = "filled form \"quiz\" within 30 days" });
        await _base.RunAskedAsync();
        Assert.Equal([id], await MembersAsync("asked"));

        _base.Clock.Advance(TimeSpan.FromDays(2));
        await _base.RecomputeAsync();

        Assert.Empty(await MembersAsync("asked"));
        await _base.RecomputeAsync();
        _base.Requests.Clear();
        await _base.RecomputeAsync(); // Nobody has a minute of their own to wait for any more.
        Assert.Equal((0, 0), (_base.Requests.Batches, _base.Requests.CountWrites));
    }

    [Fact]
    public async Task A_changed_rule_goes_through_the_whole_base_and_a_repeat_is_no_version()
    {
        var one = await _base.FileAsync("a@example.com", 10, (10, 5m));
        var two = await _base.FileAsync("b@example.com", 10, (10, 5m), (5, 7m));
        await PutAsync("some", new { name = "Some", rule = "orders.count = 1" });
        await PutAsync("some", new { name = "Some", rule = "orders.count = 1" });
        await _base.RunAskedAsync();
        Assert.Equal([one], await MembersAsync("some"));

        var (_, changed) = await PutAsync("some", new { name = "Some", rule = "orders.count = 2" });
        await _base.RunAskedAsync();

        Assert.Equal(2, changed.GetProperty("version").GetInt32());
        Assert.Equal([two], await MembersAsync("some"));
        Assert.Contains($"some left {one}: the rule of the segment was changed", await _base.ChangesAsync());
        var versions = (await _base.CallAsync(request => Define.VersionsAsync(request, "some", default))).Body.GetProperty("items");
        Assert.Equal(
            ["orders.count = 2", "orders.count = 1"], versions.EnumerateArray().Select(version => Text(version, "rule")));
    }

    [Fact]
    public async Task A_segment_may_go_by_others_and_leave_people_out()
    {
        var tea = await _base.FileAsync("a@example.com", 10, (10, 5m), (5, 7m));
        await _base.FileAsync("b@example.com", 10, (10, 5m));
        await PutAsync("twice", new { name = "Twice", rule = "orders.count >= 2" });
        await PutAsync("rest", new { name = "Buyers but those", rule = "not in segment twice and not in segment potential" });
        await PutAsync("chain", new { name = "Chain", rule = "in segment twice and in segment rating-a" });
        await _base.RunAskedAsync();

        Assert.Equal([tea], await MembersAsync("chain"));
        Assert.Single(await MembersAsync("rest"));
    }

    [Theory]
    [InlineData("order.count > 1", 0, "orders.count")]
    [InlineData("orders.count > 1 and in segment vipp", 32, "vip")]
    [InlineData("orders.count >", 14, null)]
    public async Task A_wrong_rule_is_refused_with_where_and_what_may_have_been_meant(string rule, int position, string? suggestion)
    {
        var (status, problem) = await PutAsync("wrong", new { name = "Wrong", rule });
        var (previewed, _) = await PreviewAsync(new { rule });

        Assert.Equal((400, 400), (status, previewed));
        var error = problem.GetProperty("errors").GetProperty("rule")[0];
        Assert.Equal((position, suggestion), (error.GetProperty("position").GetInt32(), error.GetProperty("suggestion").GetString()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_circle_is_refused()
    {
        await PutAsync("one", new { name = "One", rule = "orders.count > 1" });
        await PutAsync("two", new { name = "Two", rule = "in segment one" });

        Assert.Equal(400, (await PutAsync("one", new { name = "One", rule = "in segment two" })).Status);
        Assert.Equal(400, (await PutAsync("self", new { name = "Self", rule = "in segment self" })).Status);
    }

    [Theory]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"rule\":\"everyone\"}")]
    [InlineData("{\"name\":\"x\",\"rule\":\"everyone\",\"static\":true}")]
    [InlineData("{\"name\":7,\"rule\":\"everyone\"}")]
    public async Task A_definition_that_lacks_something_is_refused(string body) => Assert.Equal(
        400, (await _base.CallAsync(request => Define.PutAsync(request, "x", default), JsonDocument.Parse(body).RootElement)).Status);

    [Fact]
    public async Task A_built_in_segment_can_neither_be_changed_nor_deleted()
    {
        Assert.Equal(405, (await PutAsync("vip", new { name = "VIP", rule = "everyone" })).Status);
        Assert.Equal(405, (await DeleteAsync("vip")).Status);
        Assert.Equal(404, (await DeleteAsync("nobody")).Status);
    }

    [Fact]
    public async Task A_segment_that_is_used_is_not_deleted_and_those_that_use_it_are_named()
    {
        await PutAsync("one", new { name = "One", rule = "everyone" });
        await PutAsync("two", new { name = "Two", rule = "in segment one" });
        var campaign = new { segment = "one", template = new { subject = "Hello", text = "Hello" } };
        Assert.Equal(200, (await _base.CallAsync(request => Campaigns.PutAsync(request, "spring", default), campaign)).Status);

        var (status, problem) = await DeleteAsync("one");

        Assert.Equal(409, status);
        Assert.Equal(["segment two", "campaign spring"], problem.GetProperty("usedBy").EnumerateArray().Select(user => user.GetString()));
        Assert.Equal(204, (await DeleteAsync("two")).Status);
    }

    [Fact]
    public async Task A_deleted_segment_is_left_by_all()
    {
        var id = await _base.FileAsync("a@example.com", 10);
        await PutAsync("all", new { name = "All", rule = "everyone" });
        await _base.RunAskedAsync();
        Assert.Equal(204, (await DeleteAsync("all")).Status);

        await _base.RunAskedAsync();

        Assert.DoesNotContain("all", (await _base.ScoresAsync(id)).Segments);
        Assert.Contains($"all left {id}: the segment was deleted", await _base.ChangesAsync());
        Assert.Equal(404, (await _base.CallAsync(request => _base.Show.GetAsync(request, "all", default))).Status);
    }

    [Fact]
    public async Task A_static_list_has_who_is_put_on_it()
    {
        var (one, two) = (await _base.FileAsync("a@example.com", 10), await _base.FileAsync("b@example.com", 10));
        await PutAsync("friends", new { name = "Friends", @static = true });
        await PutAsync("others", new { name = "Others", rule = "not in segment friends" });

        var (status, changed) = await ChangeAsync("friends", new { add = new[] { one, "nobody" } });
        await _base.RunAskedAsync();

        Assert.Equal((200, 1), (status, changed.GetProperty("added").GetInt32()));
        Assert.Equal(["nobody"], changed.GetProperty("unknown").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([one], await MembersAsync("friends"));
        Assert.Equal([two], await MembersAsync("others"));
        Assert.Contains(await _base.ChangesAsync(), change => change.StartsWith($"friends entered {one}: ", StringComparison.Ordinal)
            && change.Contains("added by hand", StringComparison.Ordinal));

        await _base.RebuildAsync();
        Assert.Equal([one], await MembersAsync("friends"));
        await ChangeAsync("friends", new { remove = new[] { one } });
        await _base.RunAskedAsync();
        Assert.Empty(await MembersAsync("friends"));
        Assert.Equal(409, (await ChangeAsync("others", new { add = new[] { one } })).Status);
        Assert.Equal(400, (await ChangeAsync("friends", new { })).Status);
    }

    [Fact]
    public async Task A_list_that_was_deleted_does_not_come_back_with_its_name()
    {
        var id = await _base.FileAsync("a@example.com", 10);
        await PutAsync("friends", new { name = "Friends", @static = true });
        await ChangeAsync("friends", new { add = new[] { id } });
        await _base.RunAskedAsync();
        await DeleteAsync("friends");
        await _base.RunAskedAsync();
        _base.Clock.Advance(TimeSpan.FromMinutes(1));

        await PutAsync("friends", new { name = "Friends", @static = true });
        await _base.RunAskedAsync();
        Assert.Empty(await MembersAsync("friends"));

        await ChangeAsync("friends", new { add = new[] { id } });
        await _base.RunAskedAsync();
        Assert.Equal([id], await MembersAsync("friends"));
    }

    [Fact]
    public async Task A_preview_counts_without_keeping_anything()
    {
        var id = await _base.FileAsync(Form("a@example.com", "quiz", daysAgo: 3, city: "Казань"));
        await _base.FileAsync(Form("b@example.com", "quiz", daysAgo: 3, city: "Москва"));
        await _base.RecomputeAsync();
        _base.Requests.Clear();

        var (status, preview) = await PreviewAsync(new { rule = "город = казань и заполнил форму \"quiz\" за 7 дней" });

        Assert.Equal((200, 1), (status, preview.GetProperty("count").GetInt32()));
        Assert.Equal("city = \"казань\" and filled form \"quiz\" within 7 days", Text(preview, "canonical"));
        Assert.Equal([id], preview.GetProperty("sample").EnumerateArray().Select(contact => Text(contact, "id")));
        Assert.Equal(["city", "filled form"], preview.GetProperty("needs").EnumerateArray().Select(need => need.GetString()));
        Assert.InRange(_base.Requests.Count, 1, 6); // Definitions, and the one contact of the sample.
        Assert.Equal(404, (await _base.CallAsync(request => _base.Show.GetAsync(request, "preview", default))).Status);
    }

    [Fact]
    public async Task A_rule_can_be_tried_on_the_past()
    {
        await _base.FileAsync("a@example.com", 0, (400, 5m), (20, 7m));
        await _base.FileAsync("b@example.com", 10, (10, 5m), (9, 7m));
        await _base.RecomputeAsync();
        var at = _base.Clock.GetUtcNow().AddDays(-15).ToString("yyyy-MM-dd", null);

        var (_, now) = await PreviewAsync(new { rule = "orders.count >= 2" });
        var (_, then) = await PreviewAsync(new { rule = "orders.count >= 2", at });
        var (_, returning) = await PreviewAsync(new { rule = "in segment returning", at });
        await PutAsync("twice", new { name = "Twice", rule = "orders.count >= 2" });
        var backtest = await _base.CallAsync(
            request => _base.Get<PreviewSegment>().BacktestAsync(request, "twice", default), query: $"?at={at}");

        Assert.Equal((2, 1, 1), (Count(now), Count(then), Count(returning)));
        Assert.Equal(1, Count(backtest.Body));
        Assert.Equal(400, (await PreviewAsync(new { rule = "everyone", at = "2031-01-01" })).Status);
    }

    [Fact]
    public async Task Contacts_can_be_listed_by_a_defined_segment_and_campaigns_may_go_to_it()
    {
        var id = await _base.FileAsync("a@example.com", 10);
        await PutAsync("all", new { name = "All", rule = "everyone" });
        await _base.RunAskedAsync();

        var (_, page) = await _base.CallAsync(
            request => _base.Get<ReadContacts>().ListAsync(request, default), query: "?segment=all");
        var unknown = await _base.CallAsync(
            request => _base.Get<ReadContacts>().ListAsync(request, default), query: "?segment=none");
        var campaign = new { segment = "all", exclude = new[] { "none" }, template = new { subject = "Hello", text = "Hello" } };

        Assert.Equal([id], page.GetProperty("items").EnumerateArray().Select(contact => Text(contact, "id")));
        Assert.Equal(404, unknown.Status);
        Assert.Equal(400, (await _base.CallAsync(request => Campaigns.PutAsync(request, "c", default), campaign)).Status);
    }

    private DefineSegments Define => _base.Get<DefineSegments>();

    private Functions.Campaigns.Defining.DefineCampaigns Campaigns => _base.Get<Functions.Campaigns.Defining.DefineCampaigns>();

    private Domain.Contacts.CapturedEvent Form(string email, string form, int daysAgo, string? city = null) =>
        _base.SaysBy(email, daysAgo, $"form:{form}").Field("city", city).Build();

    private Task<(int Status, JsonElement Body)> PutAsync(string id, object body) =>
        _base.CallAsync(request => Define.PutAsync(request, id, default), body);

    private Task<(int Status, JsonElement Body)> DeleteAsync(string id) =>
        _base.CallAsync(request => Define.DeleteAsync(request, id, default));

    private Task<(int Status, JsonElement Body)> ChangeAsync(string id, object body) =>
        _base.CallAsync(request => _base.Get<ChangeMembers>().RunAsync(request, id, default), body);

    private Task<(int Status, JsonElement Body)> PreviewAsync(object body) =>
        _base.CallAsync(request => _base.Get<PreviewSegment>().RunAsync(request, default), body);

    private async Task<List<string?>> MembersAsync(string id)
    {
        var (_, page) = await _base.CallAsync(request => _base.Get<ListMembers>().ListAsync(request, id, default));
        return [.. page.GetProperty("items").EnumerateArray().Select(contact => Text(contact, "id"))];
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Count(JsonElement preview) => preview.GetProperty("count").GetInt32();
}
