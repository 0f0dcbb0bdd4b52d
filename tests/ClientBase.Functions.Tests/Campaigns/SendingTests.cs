using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

[Trait("Category", "Slow")]
public sealed class SendingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Everybody_of_the_segment_who_agreed_gets_one_mail_and_the_rest_a_reason()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(30);
        var silent = await app.MemberAsync("silent@example.com", agrees: false);
        var vip = await app.MemberAsync("vip@example.com", true, "vip");
        await app.DefineAsync(exclude: ["vip"]);

        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));

        var mails = await app.OutboxAsync();
        Assert.Equal(30, mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(30, mails.Count);
        Assert.Equal("planned 30 sent 30 skipped 2 refused 0 ambiguous 0", await app.CountsAsync());
        Assert.Equal("skipped no-consent", await app.WhyAsync(silent));
        Assert.Equal("skipped excluded-segment", await app.WhyAsync(vip));
    }

    [Fact]
    public async Task A_mail_is_rendered_for_its_reader_with_one_click_unsubscribe_and_stands_on_their_timeline()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        await app.DefineAsync(template: new
        {
            subject = "{{name.first}} & {{campaign}}",
            html = "<b>{{custom.note}}{{emails[0]}}</b>{{ unsubscribeUrl }}",
            text = "{{orders.count}} {{unsubscribeUrl}}",
        });

        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));

        var mail = Assert.Single(await app.OutboxAsync());
        Assert.Equal("Ana & spring", mail.Subject);
        Assert.StartsWith("<b>ana@example.com</b>http://127.0.0.1:7071/api/unsubscribe/", mail.Html, StringComparison.Ordinal);
        Assert.StartsWith("0 http://127.0.0.1:7071/api/unsubscribe/", mail.Text, StringComparison.Ordinal);
        Assert.Equal($"<{mail.Text![2..]}>", mail.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal(["at", "campaign", "intent"], mail.CustomArgs.Keys.Order());

        var entry = Assert.Single(await app.TimelineAsync(id), entry => entry.Kind == "mail.sent");
        Assert.Equal("spring", entry.Data.GetProperty("campaign").GetString());
    }

    [Fact]
    public async Task Planning_and_sending_again_mails_nobody_twice()
    {
        using var app = await CreateAsync();
        var ids = await app.MembersAsync(40);
        await app.DefineAsync();

        var shards = await app.StartAsync();
        var messages = await app.PlanAsync([.. shards, .. shards]);
        await app.SendAsync([.. messages, .. messages]);
        await app.SendAsync(await app.PlanAsync(shards));
        await app.SendAsync(messages);

        Assert.Equal(40, (await app.OutboxAsync()).Count);
        Assert.Equal("planned 40 sent 40 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
        Assert.Single(await app.TimelineAsync(ids[0]), entry => entry.Kind == "mail.sent");
    }

    [Fact]
    public async Task A_plan_cut_short_goes_on_with_those_who_were_there_and_takes_in_nobody_who_joined_since()
    {
        using var app = await CreateAsync();
        var ids = await app.MembersAsync(20);
        await app.DefineAsync();
        var shards = await app.StartAsync();
        var campaign = await app.Get<Functions.Campaigns.CampaignStore>().GetAsync("spring", default);
        foreach (var shard in shards)
        {
            // Frozen, but nothing was recorded of it.
            await app.Get<AudienceStore>().FreezeAsync(campaign!, shard.Shard, default);
        }

        Assert.Equal("members 20 planned 20 sent 0 refused 0 ambiguous 0 skipped", await app.ProofAsync());
        var late = await app.MemberAsync("late@example.com");
        await app.Table(Functions.Storage.Tables.Contacts).DeleteEntityAsync(ids[0][..2], $"m|{CampaignBase.Segment}|{ids[0]}");
        await app.SendAsync(await app.PlanAsync(shards));

        Assert.Equal(20, (await app.OutboxAsync()).Select(mail => mail.To).Distinct().Count());
        Assert.Equal("members 20 planned 0 sent 20 refused 0 ambiguous 0 skipped", await app.ProofAsync());
        Assert.Equal("none not-in-segment", await app.WhyAsync(late));
    }

    [Fact]
    public async Task A_crash_between_sending_and_recording_leaves_each_with_one_mail_in_the_outbox()
    {
        BreakingChannel? channel = null;
        using var app = await CreateAsync(wrap: real => channel = new BreakingChannel(real));
        var ids = await app.MembersAsync(20);
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());
        await app.SendDespiteCrashesAsync(messages);
        Assert.Equal("planned 20 sent 0 skipped 0 refused 0 ambiguous 20", await app.CountsAsync());

        channel!.IsBroken = false;
        app.Clock.Advance(TimeSpan.FromSeconds(7));
        await app.SendAsync(messages);

        Assert.Equal(20, (await app.OutboxAsync()).Count);
        Assert.Equal("planned 20 sent 20 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
        Assert.Single(await app.TimelineAsync(ids[0]), entry => entry.Kind == "mail.sent");
    }

    [Fact]
    public async Task Who_unsubscribes_between_plan_and_send_gets_nothing()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(3);
        var id = await app.MemberAsync("leaves@example.com");
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SaysAsync("leaves@example.com", agrees: false);
        await app.SendAsync(messages);

        Assert.DoesNotContain("leaves@example.com", (await app.OutboxAsync()).Select(mail => mail.To));
        Assert.Equal("skipped no-consent", await app.WhyAsync(id));
        Assert.Equal("planned 3 sent 3 skipped 1 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task A_paused_campaign_sends_nothing_and_goes_on_where_it_was_held()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(10);
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());

        await app.ControlAsync((control, request) => control.PauseAsync(request, "spring", default));
        await app.SendAsync(messages);
        await app.DispatchAsync();
        Assert.Empty(await app.OutboxAsync());

        await app.ControlAsync((control, request) => control.ResumeAsync(request, "spring", default));
        await app.SendAsync(await app.PlanAsync(await app.NudgedAsync()));
        Assert.Equal(10, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task A_cancelled_campaign_never_sends_what_was_left()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(5);
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());

        await app.ControlAsync((control, request) => control.CancelAsync(request, "spring", default));
        await app.SendAsync(messages);
        await app.DispatchAsync();

        Assert.Empty(await app.OutboxAsync());
        var (status, _) = await app.ControlAsync((control, request) => control.ResumeAsync(request, "spring", default));
        Assert.Equal(409, status);
    }

    [Fact]
    public async Task Messages_that_were_lost_are_made_again_by_the_timer_until_the_campaign_is_sent()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(25);
        await app.DefineAsync();
        await app.PlanAsync((await app.StartAsync()).Take(8));

        await app.DispatchAsync();
        Assert.Equal(25, (await app.OutboxAsync()).Count);

        await app.DispatchAsync();
        await app.DispatchAsync();
        Assert.Equal("sent", (await app.ReportAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_campaign_with_a_time_waits_for_it()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(2);
        await app.DefineAsync(sendAt: app.Clock.GetUtcNow().AddHours(2));

        Assert.Empty(await app.StartAsync());
        await app.DispatchAsync();
        Assert.Empty(await app.OutboxAsync());

        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.DispatchAsync();
        Assert.Equal(2, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task Nothing_comes_in_the_quiet_hours_where_each_reader_lives()
    {
        // 12:00 UTC is 21:00 in Tokyo, where whoever says nothing lives, and 7:00 in New York.
        using var app = await CreateAsync(settings: new() { ["Campaigns:QuietHours"] = "21-06", ["Campaigns:TimeZone"] = "Asia/Tokyo" });
        var tokyo = await app.MemberAsync("tokyo@example.com");
        var york = await app.MemberAsync("york@example.com");
        await app.SaysAsync("york@example.com", "custom.timeZone", "America/New_York");
        await app.DefineAsync();

        await app.SendAllAsync();

        Assert.Equal("york@example.com", Assert.Single(await app.OutboxAsync()).To);
        Assert.Equal("sent", await app.WhyAsync(york));
        Assert.Equal("planned quiet-hours", await app.WhyAsync(tokyo));
        Assert.Equal(
            new DateTimeOffset(2026, 3, 1, 21, 0, 0, TimeSpan.Zero),
            (await app.ExplainAsync(tokyo)).GetProperty("nextPossibleAt").GetDateTimeOffset());

        app.Clock.Advance(TimeSpan.FromHours(9));
        await app.DispatchAsync();
        Assert.Equal(2, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task What_is_put_off_into_the_night_waits_for_the_morning()
    {
        using var app = await CreateAsync(settings: new() { ["Campaigns:QuietHours"] = "13-15" });
        await app.MembersAsync(3);
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());

        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.SendAsync(messages);
        await app.DispatchAsync();
        Assert.Empty(await app.OutboxAsync());
        Assert.Equal("members 3 planned 3 sent 0 refused 0 ambiguous 0 skipped", await app.ProofAsync());

        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.DispatchAsync();
        Assert.Equal(3, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task The_frequency_cap_counts_other_campaigns_of_seven_days()
    {
        using var app = await CreateAsync(settings: new() { ["Campaigns:FrequencyCap"] = "1" });
        var id = await app.MemberAsync("ana@example.com");
        foreach (var campaign in new[] { "first", "second" })
        {
            await app.DefineAsync(campaign);
            await app.SendAsync(await app.PlanAsync(await app.StartAsync(campaign)));
        }

        Assert.Equal("sent", await app.WhyAsync(id, "first"));
        Assert.Equal("skipped frequency-cap", await app.WhyAsync(id, "second"));

        app.Clock.Advance(TimeSpan.FromDays(8));
        await app.DefineAsync("third");
        await app.SendAsync(await app.PlanAsync(await app.StartAsync("third")));
        Assert.Equal("sent", await app.WhyAsync(id, "third"));
    }

    [Fact]
    public async Task A_contact_merged_away_after_the_plan_is_not_mailed_under_the_old_name()
    {
        using var app = await CreateAsync();
        var one = await app.MemberAsync("one@example.com");
        var two = await app.MemberAsync("two@example.com");
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());

        Assert.True(EmailAddress.TryParse("one@example.com", out var first));
        Assert.True(EmailAddress.TryParse("two@example.com", out var second));
        var survivor = await app.FileAsync(
            new Domain.Contacts.CaptureBuilder("both", "form:news", "form", app.Clock.GetUtcNow()).Email(first).Email(second).Build());
        await app.SendAsync(messages);

        Assert.Single(await app.OutboxAsync());
        Assert.Equal("sent", await app.WhyAsync(survivor));
        Assert.Equal("skipped merged", await app.WhyAsync(survivor == one ? two : one));
    }

    private async Task<CampaignBase> CreateAsync(
        Func<IMailChannel, IMailChannel>? wrap = null, Dictionary<string, string?>? settings = null)
    {
        var app = new CampaignBase(azurite, channel: wrap, settings: settings);
        await app.CreateAsync();
        return app;
    }
}
