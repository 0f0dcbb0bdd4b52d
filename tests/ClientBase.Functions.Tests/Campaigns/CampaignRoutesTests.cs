using System.Text.Json;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

[Trait("Category", "Slow")]
public sealed class CampaignRoutesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("""{"segment":"nobody","template":{"subject":"s","text":"t"}}""", "segment")]
    [InlineData("""{"template":{"subject":"s","text":"t"}}""", "segment")]
    [InlineData("""{"segment":"regular","exclude":["nobody"],"template":{"subject":"s","text":"t"}}""", "exclude")]
    [InlineData("""{"segment":"regular","channel":"pigeon","template":{"subject":"s","text":"t"}}""", "channel")]
    [InlineData("""{"segment":"regular"}""", "template template.subject")]
    [InlineData("""{"segment":"regular","template":{"subject":" ","text":"t"}}""", "template.subject")]
    [InlineData("""{"segment":"regular","template":{"subject":"s","html":""}}""", "template")]
    [InlineData("""{"segment":"regular","template":{"subject":"s","html":"{% if name %}"}}""", "template.html")]
    [InlineData("""{"segment":"regular","template":{"subject":"{{name","text":"{{ name | shout }}"}}""", "template.subject template.text")]
    [InlineData("""{"segment":"regular","template":{"subject":"s","text":"t"},"localTime":true,"ab":{}}""", "ab.variants sendAt")]
    [InlineData(
        """{"segment":"regular","template":{"subject":"s","text":"t"},"holdout":1.5,"limit":0,"sendTime":"soon"}""",
        "holdout limit sendTime")]
    [InlineData(
        """{"segment":"regular","template":{"subject":"s","text":"t"},"attribution":"week","localTime":7}""", "attribution localTime")]
    [InlineData(
        """
        {"segment":"regular","template":{"subject":"s","text":"t"},
        "ab":{"variants":[{"id":"a","subject":"{{nope}}"},{"id":"a"}],"share":2,"metric":"luck","after":"x"}}
        """,
        "ab.after ab.metric ab.share ab.variants ab.variants[0].subject")]
    public async Task A_definition_that_cannot_be_sent_is_refused_field_by_field(string definition, string fields)
    {
        using var app = await CreateAsync();
        var (status, body) = await PutAsync(app, "spring", definition);

        Assert.Equal(400, status);
        Assert.Equal(
            fields,
            string.Join(' ', body.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{"segment":"regular","sendAt":"tomorrow"}""")]
    public async Task A_body_that_is_no_definition_is_refused(string body)
    {
        using var app = await CreateAsync();
        Assert.Equal(400, (await PutAsync(app, "spring", body)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("весна")]
    public async Task A_campaign_id_is_letters_digits_dashes(string id)
    {
        using var app = await CreateAsync();
        Assert.Equal(400, (await PutAsync(app, id, """{"segment":"regular","template":{"subject":"s","text":"t"}}""")).Status);
    }

    [Fact]
    public async Task A_campaign_reads_as_it_was_defined()
    {
        using var app = await CreateAsync();
        await PutAsync(
            app,
            "spring",
            """
            {"segment":"regular","exclude":["dead"],"channel":"email","template":{"subject":"s","text":"t"},
            "sendAt":"2026-04-01T10:00:00+03:00"}
            """);

        var (_, campaign) = await app.CallAsync(request => app.Get<DefineCampaigns>().GetAsync(request, "spring", default));
        Assert.Equal("regular", campaign.GetProperty("segment").GetString());
        Assert.Equal("dead", Assert.Single(campaign.GetProperty("exclude").EnumerateArray()).GetString());
        Assert.Equal("t", campaign.GetProperty("template").GetProperty("text").GetString());
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 7, 0, 0, TimeSpan.Zero), campaign.GetProperty("sendAt").GetDateTimeOffset());
        Assert.Equal("draft", campaign.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_campaign_that_is_sending_cannot_be_redefined()
    {
        using var app = await CreateAsync();
        await app.DefineAsync();
        await app.StartAsync();

        var (status, problem) = await PutAsync(app, "spring", """{"segment":"regular","template":{"subject":"s","text":"t"}}""");
        Assert.Equal(409, status);
        Assert.Contains("sending", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var app = await CreateAsync();
        Assert.Equal(404, (await app.CallAsync(request => app.Get<DefineCampaigns>().GetAsync(request, "none", default))).Status);
        Assert.Equal(404, (await app.CallAsync(request => app.Get<ReportCampaigns>().ReportAsync(request, "none", default))).Status);
        Assert.Equal(404, (await app.CallAsync(request => app.Get<ReportCampaigns>().PlanAsync(request, "none", default))).Status);
        Assert.Equal(404, (await app.ControlAsync((control, request) => control.SendAsync(request, "none", default))).Status);
    }

    [Fact]
    public async Task Campaigns_are_listed_page_by_page()
    {
        using var app = await CreateAsync();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await app.DefineAsync(id);
        }

        var (_, first) = await app.CallAsync(request => app.Get<DefineCampaigns>().ListAsync(request, default), query: "?take=2");
        var (_, second) = await app.CallAsync(
            request => app.Get<DefineCampaigns>().ListAsync(request, default),
            query: $"?take=2&continuation={first.GetProperty("continuation").GetString()}");

        Assert.Equal(
            ["a", "b", "c"],
            new[] { first, second }.SelectMany(page => page.GetProperty("items").EnumerateArray())
                .Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("continuation").ValueKind);
    }

    [Fact]
    public async Task A_dry_run_tells_who_gets_it_and_who_does_not_page_by_page_and_sends_nothing()
    {
        using var app = await CreateAsync(new() { ["Campaigns:CostPerMail"] = "0.5" });
        var ids = await app.MembersAsync(5);
        var silent = await app.MemberAsync("silent@example.com", agrees: false);
        await app.DefineAsync();

        var items = new List<JsonElement>();
        for (var (query, pages) = ("?take=4", 0); query.Length > 0; pages++)
        {
            Assert.InRange(pages, 0, 1);
            var (_, plan) = await app.CallAsync(request => app.Get<ReportCampaigns>().PlanAsync(request, "spring", default), query: query);
            Assert.Equal(5, plan.GetProperty("count").GetInt32());
            Assert.Equal(2.5m, plan.GetProperty("cost").GetDecimal());
            items.AddRange(plan.GetProperty("items").EnumerateArray());
            query = plan.GetProperty("continuation").GetString() is { } next ? $"?take=4&continuation={next}" : "";
        }

        var other = Functions.Http.Paging.Encode(silent); // Of another list.
        Assert.Equal(400, (await app.CallAsync(
            request => app.Get<ReportCampaigns>().PlanAsync(request, "spring", default), query: $"?continuation={other}")).Status);
        Assert.Equal([.. ids.Append(silent).Order(StringComparer.Ordinal)], items.Select(item => item.GetProperty("contact").GetString()!));
        var left = Assert.Single(items, item => item.GetProperty("outcome").GetString() == "skipped");
        Assert.Equal(silent, left.GetProperty("contact").GetString());
        Assert.Equal("no-consent", Assert.Single(left.GetProperty("reasons").EnumerateArray()).GetString());
        Assert.Empty(await app.OutboxAsync());
        Assert.Equal("planned 0 sent 0 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task A_limit_holds_over_the_pages_of_a_dry_run()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(5);
        await app.DefineAsync(more: new { limit = 2 });

        var outcomes = new List<string>();
        for (var query = "?take=1"; query.Length > 0;)
        {
            var (_, plan) = await app.CallAsync(request => app.Get<ReportCampaigns>().PlanAsync(request, "spring", default), query: query);
            Assert.Equal((2, 3), (plan.GetProperty("count").GetInt32(), plan.GetProperty("skipped").GetProperty("limit").GetInt32()));
            outcomes.AddRange(plan.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()!));
            query = plan.GetProperty("continuation").GetString() is { } next ? $"?take=1&continuation={next}" : "";
        }

        Assert.Equal(["send", "send", "skipped", "skipped", "skipped"], outcomes);
    }

    [Fact]
    public async Task A_report_says_nought_of_what_is_counted_and_nothing_of_what_nobody_told_yet()
    {
        using var app = await CreateAsync();
        await app.DefineAsync();
        var report = await app.ReportAsync();

        string[] counted = ["planned", "sent", "unsubscribed", "skipped", "ambiguous"];
        string[] unknown =
        [
            "delivered", "opened", "clicked", "bounced", "complained", "machineOpened", "orders", "revenue", "roi",
        ];
        Assert.All(counted, name => Assert.Equal(0, report.GetProperty(name).GetDecimal()));
        Assert.All(unknown, name => Assert.Equal(JsonValueKind.Null, report.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task The_outbox_lists_newest_first_page_by_page()
    {
        using var app = await CreateAsync();
        await app.MemberAsync("ana@example.com");
        foreach (var id in new[] { "first", "second", "third" })
        {
            await app.DefineAsync(id);
            await app.SendAsync(await app.PlanAsync(await app.StartAsync(id)));
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (_, page) = await app.CallAsync(request => app.Get<ReadOutbox>().RunAsync(request, default), query: "?take=2");
        var (_, rest) = await app.CallAsync(
            request => app.Get<ReadOutbox>().RunAsync(request, default),
            query: $"?take=2&continuation={page.GetProperty("continuation").GetString()}");

        Assert.Equal(
            ["third", "second", "first"],
            new[] { page, rest }.SelectMany(some => some.GetProperty("items").EnumerateArray())
                .Select(mail => mail.GetProperty("customArgs").GetProperty("campaign").GetString()));
    }

    private static async Task<(int Status, JsonElement Body)> PutAsync(CampaignBase app, string id, string body)
    {
        var (status, text) = await app.CallForTextAsync(request => app.Get<DefineCampaigns>().PutAsync(request, id, default), body);
        return (status, JsonSerializer.Deserialize<JsonElement>(text));
    }

    private async Task<CampaignBase> CreateAsync(Dictionary<string, string?>? settings = null)
    {
        var app = new CampaignBase(azurite, settings: settings);
        await app.CreateAsync();
        return app;
    }
}
