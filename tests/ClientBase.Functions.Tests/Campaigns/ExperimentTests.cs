using System.Text.Json;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

[Trait("Category", "Slow")]
public sealed class ExperimentTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Those_held_out_get_nothing_and_are_told_apart_in_plan_proof_and_report()
    {
        using var app = await CreateAsync();
        var ids = await app.MembersAsync(60);
        await app.DefineAsync(more: new { holdout = 0.3 });
        var held = ids.Where(id => Lot.Of(id, "holdout:spring") < 0.3).ToList();

        var (_, plan) = await app.CallAsync(request => app.Get<ReportCampaigns>().PlanAsync(request, "spring", default));
        Assert.Equal(60 - held.Count, plan.GetProperty("count").GetInt32());
        Assert.Equal(held.Count, plan.GetProperty("skipped").GetProperty("holdout").GetInt32());

        await app.SendAllAsync();

        Assert.Equal(60 - held.Count, (await app.OutboxAsync()).Count);
        Assert.Equal(
            $"members 60 planned 0 sent {60 - held.Count} refused 0 ambiguous 0 skipped holdout={held.Count}", await app.ProofAsync());
        Assert.Equal("skipped holdout", await app.WhyAsync(held[0]));
        var holdout = (await app.ReportAsync()).GetProperty("holdout");
        Assert.Equal(held.Count, holdout.GetProperty("size").GetInt32());
        Assert.Equal(0, holdout.GetProperty("ordersPerContact").GetDouble());
        Assert.Equal(JsonValueKind.Null, holdout.GetProperty("pValue").ValueKind);
        Assert.Equal("not yet decidable", holdout.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Campaigns_of_one_programme_leave_out_the_same_people()
    {
        using var app = await CreateAsync();
        var ids = await app.MembersAsync(40);
        foreach (var id in new[] { "first", "second" })
        {
            await app.DefineAsync(id, more: new { holdout = 0.4, programme = "spring" });
            await app.SendAllAsync(id);
        }

        foreach (var id in ids)
        {
            Assert.Equal(await app.WhyAsync(id, "first"), await app.WhyAsync(id, "second"));
        }
    }

    [Fact]
    public async Task A_test_goes_to_its_share_and_the_rest_get_the_winner_when_its_time_has_come()
    {
        using var app = await CreateAsync();
        var ids = await app.MembersAsync(200);
        await app.DefineAsync(more: new
        {
            ab = new
            {
                variants = new[] { new { id = "a", subject = "First" }, new { id = "b", subject = "Second {{name.first}}" } },
                share = 0.5,
                after = "4h",
            },
        });
        await app.SendAllAsync();

        var tested = await app.OutboxAsync();
        Assert.InRange(tested.Count, 60, 140);
        Assert.Equal(["First", "Second Ana"], tested.Select(mail => mail.Subject).Distinct().Order());
        Assert.Equal("planned waits-for-winner", await app.WhyAsync(ids.First(id => Lot.Of(id, "ab:spring") >= 0.5)));

        foreach (var mail in tested.Where(mail => mail.Subject != "First"))
        {
            await app.ClickAsync(mail.Id);
        }

        app.Clock.Advance(TimeSpan.FromHours(4));
        await app.DispatchAsync();

        var all = await app.OutboxAsync();
        Assert.Equal(200, all.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(tested.Count(mail => mail.Subject == "First"), all.Count(mail => mail.Subject == "First"));
        var report = await app.ReportAsync();
        Assert.Equal("b", report.GetProperty("ab").GetProperty("winner").GetString());
        Assert.True(report.GetProperty("ab").GetProperty("decided").GetBoolean(), report.ToString());
        Assert.Equal(["a", "b"], report.GetProperty("variants").EnumerateArray().Select(variant => variant.GetProperty("id").GetString()));
        Assert.Equal(200, report.GetProperty("variants").EnumerateArray().Sum(variant => variant.GetProperty("sent").GetInt32()));
    }

    [Fact]
    public async Task A_limit_holds_exactly_and_the_rest_are_told_why()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(40);
        await app.DefineAsync(more: new { limit = 7 });
        var (_, plan) = await app.CallAsync(request => app.Get<ReportCampaigns>().PlanAsync(request, "spring", default));
        Assert.Equal(7, plan.GetProperty("count").GetInt32());

        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));
        for (var shard = 0; shard < 16; shard++)
        {
            await app.SendAsync(await app.PlanAsync(await app.NudgedAsync()));
        }

        Assert.Equal(7, (await app.OutboxAsync()).Count);
        Assert.Equal("members 40 planned 0 sent 7 refused 0 ambiguous 0 skipped limit=33", await app.ProofAsync());
    }

    [Fact]
    public async Task Of_two_campaigns_for_the_last_place_under_the_cap_the_higher_goes()
    {
        using var app = await CreateAsync(new() { ["Campaigns:FrequencyCap"] = "1" });
        var id = await app.MemberAsync("ana@example.com");
        await app.DefineAsync("low");
        var low = await app.PlanAsync(await app.StartAsync("low"));
        await app.DefineAsync("high", more: new { priority = 5 });
        var high = await app.PlanAsync(await app.StartAsync("high"));

        await app.SendAsync(low);
        await app.SendAsync(high);

        Assert.Equal("skipped frequency-cap", await app.WhyAsync(id, "low"));
        Assert.Equal("sent", await app.WhyAsync(id, "high"));
        Assert.Equal(
            app.Clock.GetUtcNow().AddDays(7), (await app.ExplainAsync(id, "low")).GetProperty("nextPossibleAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Two_campaigns_planned_at_once_share_a_cap_of_one_between_them()
    {
        using var app = await CreateAsync(new() { ["Campaigns:FrequencyCap"] = "1" });
        await app.MembersAsync(10);
        await app.DefineAsync("one");
        await app.DefineAsync("two");
        var shards = (await app.StartAsync("one")).Concat(await app.StartAsync("two")).ToList();

        await app.SendAsync(await app.PlanAsync(shards));

        Assert.Equal(10, (await app.OutboxAsync()).Count);
        Assert.Equal(10, (await app.OutboxAsync()).Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task Why_goes_through_the_rule_clause_by_clause()
    {
        using var app = await CreateAsync(new() { ["Campaigns:QuietHours"] = "22-08" });
        var id = await app.MemberAsync("ana@example.com", true, "vip");
        await app.DefineAsync(exclude: ["vip"]);
        await app.SendAllAsync();

        var why = await app.ExplainAsync(id);
        var clauses = why.GetProperty("rule").EnumerateArray().ToDictionary(
            clause => clause.GetProperty("clause").GetString()!,
            clause => (clause.GetProperty("value").GetString(), clause.GetProperty("holds").GetBoolean()));
        Assert.Equal("skipped", why.GetProperty("outcome").GetString());
        Assert.Equal(("0", false), clauses["orders.count > 3"]);
        Assert.Equal(("in", true), clauses["in segment regular"]);
        Assert.Equal(("in", false), clauses["not in segment vip"]);
        Assert.Equal(("yes since 2026-03-01", true), clauses["marketing by email is agreed to"]);
        Assert.Equal(("0", true), clauses["fewer than 3 marketing messages in 7 days"]);
        Assert.Equal(("12:00 in UTC", true), clauses["outside the quiet hours 22-08"]);
        Assert.Equal(JsonValueKind.Null, why.GetProperty("nextPossibleAt").ValueKind);
    }

    [Fact]
    public async Task A_local_campaign_comes_at_its_hour_where_each_lives()
    {
        using var app = await CreateAsync();
        var tokyo = await app.MemberAsync("tokyo@example.com");
        await app.SaysAsync("tokyo@example.com", "custom.timeZone", "Asia/Tokyo");
        await app.MemberAsync("london@example.com");
        await app.DefineAsync(
            sendAt: new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), more: new { localTime = true });
        await app.StartAsync();
        await app.DispatchAsync();
        Assert.Empty(await app.OutboxAsync());

        app.Clock.Advance(TimeSpan.FromHours(9));
        await app.DispatchAsync();
        Assert.Equal("planned waits-for-time", await app.WhyAsync(tokyo));

        app.Clock.Advance(TimeSpan.FromHours(4));
        await app.DispatchAsync();
        Assert.Equal("tokyo@example.com", Assert.Single(await app.OutboxAsync()).To);

        app.Clock.Advance(TimeSpan.FromHours(9));
        await app.DispatchAsync();
        Assert.Equal(2, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task The_ambiguous_are_listed_page_by_page()
    {
        BreakingChannel? channel = null;
        using var app = new CampaignBase(azurite, channel: real => channel = new BreakingChannel(real));
        await app.CreateAsync();
        var ids = await app.MembersAsync(9);
        await app.DefineAsync();
        await app.SendDespiteCrashesAsync(await app.PlanAsync(await app.StartAsync()));

        var listed = new List<string>();
        for (var query = "?outcome=ambiguous&take=4"; query.Length > 0;)
        {
            var (_, page) = await app.CallAsync(request => app.Get<ListRecipients>().RunAsync(request, "spring", default), query: query);
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("contact").GetString()!));
            query = page.GetProperty("continuation").GetString() is { } next ? $"?outcome=ambiguous&take=4&continuation={next}" : "";
        }

        Assert.Equal(ids, listed);
        Assert.Equal("members 9 planned 0 sent 0 refused 0 ambiguous 9 skipped", await app.ProofAsync());
    }

    private async Task<CampaignBase> CreateAsync(Dictionary<string, string?>? settings = null)
    {
        var app = new CampaignBase(azurite, settings: settings);
        await app.CreateAsync();
        return app;
    }
}
