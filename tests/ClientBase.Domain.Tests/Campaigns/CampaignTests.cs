using ClientBase.Domain.Campaigns;

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
