using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Domain.Tests.Sending;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class CampaignReachTests
{
    private const string Phone = "+79161234567";
    private static readonly Contact Both =
        Saying(says => says.Mail("ana@example.com").Call(Phone).Agrees("any").Field(ChannelOrder.PreferredField, "sms"));

    [Theory]
    [InlineData("email", "ana@example.com")]
    [InlineData("sms", Phone)]
    public void A_campaign_goes_by_its_own_channel_and_no_other(string channel, string address)
    {
        Assert.Equal([new ChannelAddress(channel, address)], By(channel, isReady: false).Of(Both));
        Assert.Null(By(channel).BarrierTo(Both));
    }

    [Fact]
    public void The_preferred_channel_comes_first_and_one_that_does_not_work_is_left_out()
    {
        Assert.Equal([("sms"), ("email")], By(CampaignReach.Preferred).Of(Both).Select(way => way.Channel));
        Assert.Equal(
            ["email"], new CampaignReach(CampaignReach.Preferred, channel => channel == "email").Of(Both).Select(way => way.Channel));
    }

    [Fact]
    public void A_webhook_gets_those_who_allow_marketing_by_it()
    {
        var webhook = By(CampaignReach.Webhook);

        Assert.Equal(
            [new ChannelAddress("webhook", "https://shop.example/hook")],
            (webhook with { Url = "https://shop.example/hook" }).Of(Both));
        Assert.Empty(webhook.Of(Both));
        Assert.Empty((webhook with { Url = "https://shop.example/hook" }).Of(Agreed));
        Assert.Equal(SkipReason.NoConsent, (webhook with { Url = "https://shop.example/hook" }).BarrierTo(Agreed));
    }

    [Theory]
    [InlineData("sale", true)]
    [InlineData("news", false)]
    [InlineData(null, false)]
    public void Who_does_not_want_to_hear_of_a_topic_hears_of_others(string? topic, bool isUnwanted)
    {
        var contact = Agreed.Join(Saying(says => says.Field(SendingPreferences.TopicField + "sale", SendingPreferences.Off), 1));
        var reach = By("email") with { Topic = topic };

        Assert.Equal(isUnwanted, reach.IsUnwanted(contact));
        Assert.Equal(isUnwanted ? 0 : 1, reach.Of(contact).Count);
        Assert.Equal(isUnwanted ? SkipReason.Topic : null, reach.BarrierTo(contact));
    }

    [Fact]
    public void Mail_that_came_back_is_the_reason_only_for_who_agreed()
    {
        Contact Bounced(Func<CaptureBuilder, CaptureBuilder> says) =>
            Saying(capture => says(capture.Mail("ana@example.com").Bounces("ana@example.com")));

        Assert.Equal(SkipReason.Undeliverable, CampaignReach.Email.BarrierTo(Bounced(says => says.Agrees("email"))));
        Assert.Equal(SkipReason.NoConsent, CampaignReach.Email.BarrierTo(Bounced(says => says)));
        Assert.Equal(
            SkipReason.NoConsent,
            CampaignReach.Email.BarrierTo(Saying(says => says.Mail("ana@example.com").Agrees("email", "gone@example.com"))));
    }

    [Theory]
    [InlineData("sms", SkipReason.NoPhone)]
    [InlineData("telegram", SkipReason.NoAddress)]
    [InlineData(CampaignReach.Preferred, SkipReason.NoAddress)]
    public void Without_an_address_of_the_channel_that_is_the_reason(string channel, string reason) =>
        Assert.Equal(reason, By(channel).BarrierTo(Saying(says => says.ShopCustomer("acme", "7"))));

    [Theory]
    [InlineData("sms")]
    [InlineData(CampaignReach.Preferred)]
    public void With_an_address_the_missing_yes_is_the_reason(string channel) =>
        Assert.Equal(SkipReason.NoConsent, By(channel).BarrierTo(Saying(says => says.Call(Phone))));

    private static CampaignReach By(string channel, bool isReady = true) => new(channel, _ => isReady);
}
