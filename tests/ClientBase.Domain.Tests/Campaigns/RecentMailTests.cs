using ClientBase.Domain.Campaigns;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class RecentMailTests
{
    [Fact]
    public void A_mail_that_was_sent_counts_from_the_beginning_of_the_period_whatever_became_of_its_campaign()
    {
        var sent = new RecentMail("spring", Noon, IsSent: true);

        Assert.True(sent.GoesBefore(Noon, null, Sending("summer")));
        Assert.True(sent.GoesBefore(Noon.AddDays(-7), null, Sending("summer")));
        Assert.False(sent.GoesBefore(Noon.AddSeconds(1), Sending("spring"), Sending("summer")));
    }

    [Fact]
    public void Of_two_mails_still_to_be_sent_the_higher_priority_goes_first_whoever_started_first()
    {
        Assert.True(Before(Sending("winter", 5, hour: 1), Sending("autumn", 4)));
        Assert.False(Before(Sending("autumn", 4), Sending("winter", 5, hour: 1)));
    }

    [Fact]
    public void Of_equal_priority_the_campaign_that_started_first_goes_first()
    {
        Assert.True(Before(Sending("winter"), Sending("autumn", hour: 1)));
        Assert.False(Before(Sending("autumn", hour: 1), Sending("winter")));
    }

    [Fact]
    public void Of_two_that_started_together_the_id_decides_and_none_goes_before_itself()
    {
        Assert.True(Before(Sending("autumn"), Sending("winter")));
        Assert.False(Before(Sending("winter"), Sending("autumn")));
        Assert.False(Before(Sending("autumn"), Sending("autumn")));
    }

    [Fact]
    public void What_a_campaign_that_was_given_up_had_planned_goes_before_nothing()
    {
        var cancelled = Sending("autumn", 9).Cancel(Noon);

        Assert.False(new RecentMail("autumn", Noon, IsSent: false).GoesBefore(Noon, cancelled, Sending("winter")));
        Assert.True(new RecentMail("autumn", Noon, IsSent: false).GoesBefore(Noon, Sending("autumn", 9).Pause(), Sending("winter")));
    }

    private static bool Before(Campaign one, Campaign other) =>
        new RecentMail(one.Id, Noon, IsSent: false).GoesBefore(Noon, one, other);

    private static Campaign Sending(string id, int priority = 0, int hour = 0)
    {
        var definition = new CampaignDefinition("regular", [], "email", new MailTemplate("s", null, "t"), null) { Priority = priority };
        return Campaign.Define(id, definition).Schedule(Noon.AddHours(hour))!.Start(Noon.AddHours(hour))!;
    }
}
