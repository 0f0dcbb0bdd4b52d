using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Campaigns.Timing;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class CampaignDecisionTests
{
    private static readonly CampaignDefinition Plain = new("regular", [], "email", new MailTemplate("s", null, "t"), null);
    private static readonly string[] People = [.. Enumerable.Range(0, 200).Select(i => $"0a{i:d24}")];
    private static readonly AbTest Test =
        new([new AbVariant("a", "A", null, null), new AbVariant("b", "B", null, null)], 0.5, AbMetric.Clicks, TimeSpan.FromHours(4));

    [Fact]
    public void Who_may_get_it_gets_it_at_once_unless_it_is_their_night()
    {
        Assert.Null(Decide(Plain, Ana).Due);
        Assert.Equal(Noon.AddHours(2), Decide(Plain, Ana, quiet: new QuietHours(11, 14)).Due);
    }

    [Fact]
    public void Who_may_not_get_it_is_told_why_and_draws_no_lots()
    {
        var decision = Decide(Plain with { Holdout = 0.99, Ab = Test }, Ana, isExcluded: true);

        Assert.Equal([SkipReason.Excluded], decision.Reasons);
        Assert.Null(decision.Variant);
    }

    [Fact]
    public void Those_held_out_are_the_share_asked_for_and_nobody_without_one()
    {
        var held = People.Where(id => Decide(Plain with { Holdout = 0.3 }, id).Reasons is [SkipReason.Holdout]).ToList();

        Assert.InRange(held.Count, 40, 80);
        Assert.All(People, id => Assert.True(Decide(Plain, id).IsSend));
        Assert.Equal(held, People.Where(id => (Plain with { Holdout = 0.3 }).IsHeldOut("spring", id)));
        Assert.Subset(People.Where(id => (Plain with { Holdout = 0.5 }).IsHeldOut("spring", id)).ToHashSet(), held.ToHashSet());
    }

    [Fact]
    public void A_lot_that_is_the_share_itself_is_not_held_out() =>
        Assert.False((Plain with { Holdout = Lot.Of(Ana, "holdout:spring") }).IsHeldOut("spring", Ana));

    [Fact]
    public void Campaigns_of_one_programme_leave_out_the_same_people_and_others_do_not()
    {
        var definition = Plain with { Holdout = 0.3, Programme = "loyalty" };
        string[] HeldOut(CampaignDefinition one, string campaign) => [.. People.Where(id => one.IsHeldOut(campaign, id))];

        Assert.Equal(HeldOut(definition, "spring"), HeldOut(definition, "summer"));
        var alone = Plain with { Holdout = 0.3 };
        Assert.NotEqual(HeldOut(alone, "spring"), HeldOut(alone, "summer"));
    }

    [Fact]
    public void Those_in_the_test_get_a_variant_at_once_and_the_others_wait_for_the_winner()
    {
        var definition = Plain with { Ab = Test };
        var decisions = People.Select(id => Decide(definition, id)).ToList();

        Assert.Equal(
            new HashSet<(string?, DateTimeOffset?)> { ("a", null), ("b", null), (null, Noon.AddHours(4)) },
            decisions.Select(one => (one.Variant, one.Due)).ToHashSet());
    }

    [Fact]
    public void The_winner_comes_after_the_night_and_not_before_the_readers_own_hour()
    {
        var definition = Plain with { Ab = Test };
        var waits = People.First(id => Test.VariantOf("spring", id) is null);

        Assert.Equal(Noon.AddHours(10), Decide(definition, waits, quiet: new QuietHours(15, 22)).Due);
        var best = definition with { SendTime = SendTime.Best };
        Assert.Equal(Noon.AddHours(6), Decide(best, waits, hour: 18).Due);
        Assert.Equal(Noon.AddHours(4), Decide(best, waits, hour: 16).Due);
        Assert.Equal(Noon.AddHours(4), Decide(best, waits, hour: 14).Due);
    }

    private static SendDecision Decide(
        CampaignDefinition definition, string id, bool isExcluded = false, QuietHours? quiet = null, int? hour = null)
    {
        var recipient = new Recipient(Agreed with { Id = id }, isExcluded, 0);
        var policy = new SendPolicy(Noon, 0, quiet ?? QuietHours.None);
        return CampaignDecision.Of(Campaign.Define("spring", definition), recipient, policy, TimeZoneInfo.Utc, hour);
    }
}
