using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class CampaignTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_campaign_without_a_time_is_due_when_it_is_asked_for()
    {
        var scheduled = Defined().Schedule(Noon)!;

        Assert.Equal(CampaignState.Scheduled, scheduled.State);
        Assert.True(scheduled.IsDue(Noon));
    }

    [Fact]
    public void A_campaign_with_a_time_starts_no_sooner()
    {
        var scheduled = Defined(sendAt: Noon.AddHours(1)).Schedule(Noon)!;

        Assert.Null(scheduled.Start(Noon.AddMinutes(59)));
        Assert.Equal(CampaignState.Sending, scheduled.Start(Noon.AddHours(1))!.State);
    }

    [Fact]
    public void Asking_twice_to_send_changes_nothing()
    {
        var sending = Defined().Schedule(Noon)!.Start(Noon)!;

        Assert.Equal(sending, sending.Schedule(Noon.AddHours(1)));
    }

    [Fact]
    public void A_campaign_that_started_cannot_be_redefined()
    {
        var sending = Defined().Schedule(Noon)!.Start(Noon)!;

        Assert.Null(sending.Redefine(Definition()));
        Assert.Null(sending.Pause()!.Redefine(Definition()));
    }

    [Fact]
    public void A_redefined_campaign_is_another_version_and_keeps_waiting_for_its_new_time()
    {
        var redefined = Defined().Schedule(Noon)!.Redefine(Definition(sendAt: Noon.AddDays(1)))!;

        Assert.Equal(2, redefined.Version);
        Assert.False(redefined.IsDue(Noon));
        Assert.True(redefined.IsDue(Noon.AddDays(1)));
    }

    [Fact]
    public void A_draft_that_is_redefined_still_waits_to_be_asked_for()
    {
        var redefined = Defined().Redefine(Definition(sendAt: Noon.AddDays(1)))!;

        Assert.Equal((CampaignState.Draft, null), (redefined.State, redefined.DueAt));
    }

    [Fact]
    public void A_late_campaign_that_gets_a_new_time_waits_for_it()
    {
        var late = Defined(sendAt: Noon).Schedule(Noon.AddDays(1))!;

        Assert.Equal(CampaignState.Late, late.State);
        var redefined = late.Redefine(Definition(sendAt: Noon.AddDays(2)))!;
        Assert.Equal((CampaignState.Scheduled, Noon.AddDays(2)), (redefined.State, redefined.DueAt));
    }

    [Theory]
    [InlineData(3600, CampaignState.Scheduled)]
    [InlineData(3601, CampaignState.Late)]
    public void An_hour_after_its_time_a_campaign_is_still_in_time(int seconds, CampaignState state)
    {
        Assert.Equal(state, Defined(sendAt: Noon).Schedule(Noon.AddSeconds(seconds))!.State);
        var started = Defined(sendAt: Noon).Schedule(Noon)!.Start(Noon.AddSeconds(seconds))!;
        Assert.Equal(state == CampaignState.Late, started.State == CampaignState.Late);
    }

    [Theory]
    [InlineData(3600, CampaignState.Sending)]
    [InlineData(3601, CampaignState.Late)]
    public void Who_says_that_a_late_one_is_to_be_sent_is_asked_again_only_an_hour_later(int seconds, CampaignState state)
    {
        var told = Defined(sendAt: Noon).Schedule(Noon.AddDays(1))!.Schedule(Noon.AddDays(2))!;

        Assert.Equal(state, told.Start(Noon.AddDays(2).AddSeconds(seconds))!.State);
    }

    [Fact]
    public void The_winner_is_named_so_long_after_the_start_as_the_test_says_and_the_first_word_stands()
    {
        var test = new AbTest([], 0.5, AbMetric.Clicks, TimeSpan.FromHours(4));
        var scheduled = Campaign.Define("spring", Definition() with { Ab = test }).Schedule(Noon)!;

        Assert.Null(scheduled.VerdictAt);
        var sending = scheduled.Start(Noon)!;
        Assert.Equal(Noon.AddHours(4), sending.VerdictAt);
        var (first, second) = (new AbVerdict("a", true, 0.01, null), new AbVerdict("b", true, 0.01, null));
        Assert.Equal(first, sending.Decide(first).Decide(second).Verdict);
    }

    [Fact]
    public void Only_what_is_being_sent_can_have_been_sent()
    {
        Assert.Null(Defined().Finish(Noon));
        Assert.Null(Defined().Schedule(Noon)!.Finish(Noon));
        Assert.Equal(Noon.AddHours(1), Defined().Schedule(Noon)!.Start(Noon)!.Finish(Noon.AddHours(1))!.FinishedAt);
    }

    [Fact]
    public void A_paused_campaign_goes_on_where_it_was_held()
    {
        var scheduled = Defined(sendAt: Noon.AddHours(1)).Schedule(Noon)!;

        Assert.Equal(CampaignState.Scheduled, scheduled.Pause()!.Resume()!.State);
        Assert.Equal(CampaignState.Sending, scheduled.Start(Noon.AddHours(1))!.Pause()!.Resume()!.State);
    }

    [Fact]
    public void A_paused_campaign_does_not_start()
    {
        Assert.Null(Defined().Schedule(Noon)!.Pause()!.Start(Noon));
    }

    [Fact]
    public void A_cancelled_campaign_stays_cancelled()
    {
        var cancelled = Defined().Schedule(Noon)!.Cancel(Noon)!;

        Assert.Equal(cancelled, cancelled.Cancel(Noon.AddHours(1)));
        Assert.Null(cancelled.Resume());
        Assert.Null(cancelled.Schedule(Noon));
        Assert.Null(cancelled.Redefine(Definition()));
    }

    [Fact]
    public void A_campaign_that_was_sent_cannot_be_sent_again_or_cancelled()
    {
        var sent = Defined().Schedule(Noon)!.Start(Noon)!.Finish(Noon)!;

        Assert.Null(sent.Schedule(Noon));
        Assert.Null(sent.Cancel(Noon));
        Assert.Null(sent.Pause());
    }

    private static Campaign Defined(DateTimeOffset? sendAt = null) => Campaign.Define("spring", Definition(sendAt));

    private static CampaignDefinition Definition(DateTimeOffset? sendAt = null) =>
        new("regular", [], "email", new MailTemplate("Hello", null, "Spring is here"), sendAt);
}
