using System.Text.Json;
using System.Xml.Linq;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Automations;

public sealed class AutomationRoutesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Hello = """
        {"name":"Hello","enabled":true,"trigger":{"on":"form","form":"news"},"steps":[{"wait":"1d"},
        {"send":{"channel":"email","template":{"subject":"Hi {{ name.first }}","html":"<p>Hi</p>"}}}]}
        """;

    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("""{"send":{"template":{"subject":"{{ nmae.first }}","html":"{% if x %}"}}}""",
        "steps[0].send.template.html steps[0].send.template.subject")]
    [InlineData("""{"if":"everyone","then":[{"send":{"channel":"sms","template":{"text":"{{ shout }}"}}}]}""",
        "steps[0].then[0].send.template.text")]
    [InlineData("""{"if":"in segment nobody","then":[{"wait":"1d"}]}""", "steps[0].if")]
    [InlineData("""{"wait":"soon"}""", "steps[0].wait")]
    public async Task What_cannot_run_is_refused_with_its_place(string step, string places)
    {
        var (status, problem) = await PutAsync("a", $$"""{"name":"n","trigger":{"on":"order"},"steps":[{{step}}]}""");

        Assert.Equal(400, status);
        Assert.Equal(places, string.Join(' ', problem.GetProperty("errors").EnumerateObject().Select(error => error.Name)));
    }

    [Fact]
    public async Task A_wrong_rule_or_template_tells_the_character()
    {
        var (_, problem) = await PutAsync(
            "a", """{"name":"n","if":"orders.cuont > 1","trigger":{"on":"order"},"steps":[{"tag":"x"}]}""");
        var error = problem.GetProperty("errors").GetProperty("if")[0];
        Assert.Equal(0, error.GetProperty("position").GetInt32());
        Assert.Equal("orders.count", error.GetProperty("suggestion").GetString());

        var (status, _) = await PutAsync(
            "a", """{"name":"n","trigger":{"on":"segment.entered","segment":"nobody"},"steps":[{"tag":"x"}]}""");
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("presets")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task An_id_is_letters_digits_dashes(string id) => Assert.Equal(400, (await PutAsync(id, Hello)).Status);

    [Fact]
    public async Task An_automation_reads_as_it_was_defined_with_its_words()
    {
        Assert.Equal(200, (await PutAsync("hello", Hello)).Status);

        var (_, shown) = await GetAsync("hello");
        Assert.True(shown.GetProperty("enabled").GetBoolean());
        Assert.Equal(1, shown.GetProperty("version").GetInt32());
        Assert.Equal("news", shown.GetProperty("trigger").GetProperty("form").GetString());
        Assert.Equal("contact", shown.GetProperty("once").GetString());
        Assert.Equal("1d", shown.GetProperty("steps")[0].GetProperty("wait").GetString());
        var words = shown.GetProperty("words");
        Assert.StartsWith("Starts when form “news” is sent", words.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Начинается, когда", words.GetProperty("ru").GetString(), StringComparison.Ordinal);

        // What was answered may be sent back.
        var (status, again) = await PutAsync("hello", shown.GetRawText());
        Assert.Equal(200, status);
        Assert.Equal(1, again.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Every_version_is_kept_and_the_same_again_is_none()
    {
        await PutAsync("versions", Hello);
        await PutAsync("versions", Hello);
        await PutAsync("versions", Hello.Replace("1d", "2d", StringComparison.Ordinal));

        var (_, list) = await _app.CallAsync(request => _app.Get<ShowAutomations>().VersionsAsync(request, "versions", default));
        Assert.Equal([2, 1], list.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("version").GetInt32()));
        var (_, first) = await GetAsync("versions", "?version=1");
        Assert.Equal("1d", first.GetProperty("steps")[0].GetProperty("wait").GetString());
        Assert.Equal(404, (await GetAsync("versions", "?version=9")).Status);
        Assert.Equal(400, (await GetAsync("versions", "?version=last")).Status);
    }

    [Fact]
    public async Task Switching_makes_no_version_and_leaving_enabled_out_leaves_it_as_it_is()
    {
        await PutAsync("switch", Hello);
        var (_, off) = await _app.CallAsync(request => _app.Get<DefineAutomations>().DisableAsync(request, "switch", default));
        Assert.False(off.GetProperty("enabled").GetBoolean());

        var unsaid = Hello.Replace("\"enabled\":true,", "", StringComparison.Ordinal);
        var (_, changed) = await PutAsync("switch", unsaid.Replace("1d", "3d", StringComparison.Ordinal));
        Assert.False(changed.GetProperty("enabled").GetBoolean());
        var (_, on) = await _app.CallAsync(request => _app.Get<DefineAutomations>().EnableAsync(request, "switch", default));
        Assert.True(on.GetProperty("enabled").GetBoolean());
        Assert.Equal(2, on.GetProperty("version").GetInt32());
        Assert.Equal(404, (await _app.CallAsync(request => _app.Get<DefineAutomations>().EnableAsync(request, "none", default))).Status);
    }

    [Fact]
    public async Task One_that_is_deleted_is_gone_and_counts_its_versions_on_when_it_comes_back()
    {
        await PutAsync("gone", Hello);
        Assert.Equal(204, (await DeleteAsync("gone")).Status);

        Assert.Equal(404, (await GetAsync("gone")).Status);
        Assert.Equal(404, (await DeleteAsync("gone")).Status);
        var (_, back) = await PutAsync("gone", Hello.Replace("\"enabled\":true,", "", StringComparison.Ordinal));
        Assert.Equal(2, back.GetProperty("version").GetInt32());
        Assert.False(back.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Automations_are_listed_page_by_page()
    {
        using var app = new TestApp(azurite);
        await app.CreateAsync();
        foreach (var id in new[] { "b", "a", "c" })
        {
            await app.CallForTextAsync(request => app.Get<DefineAutomations>().PutAsync(request, id, default), Hello);
        }

        var (_, first) = await app.CallAsync(request => app.Get<ShowAutomations>().ListAsync(request, default), query: "?take=2");
        Assert.Equal(["a", "b"], first.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
        var (_, rest) = await app.CallAsync(
            request => app.Get<ShowAutomations>().ListAsync(request, default),
            query: $"?take=2&continuation={first.GetProperty("continuation").GetString()}");
        Assert.Equal("c", Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("continuation").ValueKind);
    }

    [Fact]
    public async Task A_segment_an_automation_goes_by_is_not_deleted()
    {
        await _app.CallForTextAsync(
            request => _app.Get<DefineSegments>().PutAsync(request, "used", default), """{"name":"n","rule":"orders.count >= 2"}""");
        await PutAsync("uses", """{"name":"n","trigger":{"on":"order"},"steps":[{"if":"in segment used","then":[{"tag":"x"}]}]}""");

        var (status, problem) = await _app.CallAsync(request => _app.Get<DefineSegments>().DeleteAsync(request, "used", default));
        Assert.Equal(409, status);
        Assert.Equal("automation uses", Assert.Single(problem.GetProperty("usedBy").EnumerateArray()).GetString());

        await DeleteAsync("uses");
        Assert.Equal(204, (await _app.CallAsync(request => _app.Get<DefineSegments>().DeleteAsync(request, "used", default))).Status);
    }

    [Fact]
    public async Task An_automation_is_drawn_in_the_language_asked_for()
    {
        await PutAsync("drawn", Hello);
        var mermaid = await TextAsync("?format=mermaid", "ru");
        Assert.Contains("Ждать 1 день", mermaid, StringComparison.Ordinal);

        var svg = await TextAsync("?format=svg", "en");
        Assert.Contains("Wait 1 day", XDocument.Parse(svg).Root!.Value, StringComparison.Ordinal);
        Assert.Equal(400, (await GetAsync("drawn", "?format=png")).Status);

        async Task<string> TextAsync(string query, string language) => (await _app.CallForTextAsync(
            request => _app.Get<ShowAutomations>().GetAsync(request, "drawn", default), language: language, query: query)).Text;
    }

    private async Task<(int Status, JsonElement Body)> PutAsync(string id, string definition)
    {
        var (status, text) = await _app.CallForTextAsync(
            request => _app.Get<DefineAutomations>().PutAsync(request, id, default), definition);
        return (status, JsonSerializer.Deserialize<JsonElement>(text));
    }

    private Task<(int Status, JsonElement Body)> GetAsync(string id, string query = "") =>
        _app.CallAsync(request => _app.Get<ShowAutomations>().GetAsync(request, id, default), query: query);

    private Task<(int Status, JsonElement Body)> DeleteAsync(string id) =>
        _app.CallAsync(request => _app.Get<DefineAutomations>().DeleteAsync(request, id, default));
}
