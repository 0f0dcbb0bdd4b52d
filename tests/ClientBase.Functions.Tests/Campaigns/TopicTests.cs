using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

/// <summary>A campaign of a topic leaves out who switched that topic off on the preference page.</summary>
public sealed class TopicTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Sales = SendingPreferences.TopicField + "sales";

    private readonly CampaignBase _base = new(azurite, settings: new() { ["Preferences:Topics:sales:En"] = "Sales" });

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_switched_the_topic_off_gets_other_campaigns_alone()
    {
        var wants = await _base.MemberAsync("wants@topic.example");
        var not = await _base.MemberAsync("not@topic.example");
        await _base.SaysAsync("not@topic.example", Sales, SendingPreferences.Off);
        await _base.DefineAsync("of-sales", more: new { topic = "Sales" });
        await _base.DefineAsync("of-nothing");

        await _base.SendAllAsync("of-sales");
        await _base.SendAllAsync("of-nothing");

        Assert.Equal("sent", await _base.WhyAsync(wants, "of-sales"));
        Assert.Equal("skipped topic-off", await _base.WhyAsync(not, "of-sales"));
        Assert.Equal("sent", await _base.WhyAsync(not, "of-nothing"));
        var clauses = (await _base.ExplainAsync(not, "of-sales")).GetProperty("rule").EnumerateArray();
        Assert.Contains(clauses, clause => clause.GetProperty("clause").GetString() == "topic sales is not switched off"
            && !clause.GetProperty("holds").GetBoolean());
    }

    [Fact]
    public async Task A_topic_switched_off_after_planning_is_heeded()
    {
        var id = await _base.MemberAsync("later@topic.example");
        await _base.DefineAsync("later", more: new { topic = "sales" });
        var groups = await _base.PlanAsync(await _base.StartAsync("later"));
        _base.Clock.Advance(TimeSpan.FromSeconds(1));
        await _base.SaysAsync("later@topic.example", Sales, SendingPreferences.Off);

        await _base.SendAsync(groups);

        Assert.Equal("skipped topic-off", await _base.WhyAsync(id, "later"));
    }

    [Fact]
    public async Task A_topic_that_nobody_can_choose_is_refused()
    {
        var (status, problem) = await _base.CallAsync(
            request => _base.Get<DefineCampaigns>().PutAsync(request, "wrong", default),
            new { segment = CampaignBase.Segment, topic = "gossip", template = new { subject = "s", text = "t" } });

        Assert.Equal(400, status);
        Assert.Contains("one of sales", problem.GetProperty("errors").GetProperty("topic")[0].GetString(), StringComparison.Ordinal);
    }
}
