using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class EligibilityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_agreed_and_has_an_address_gets_the_mail()
    {
        var decision = Eligibility.Plan(new Recipient(Agreed(), IsExcluded: false, 0), 3, default);

        Assert.Equal("send", decision.Outcome);
        Assert.Empty(decision.Reasons);
    }

    [Fact]
    public void Nobody_gets_a_mail_they_did_not_agree_to()
    {
        var decision = Eligibility.Plan(new Recipient(With("ana@example.com"), IsExcluded: false, 0), 0, default);

        Assert.Equal("skipped", decision.Outcome);
        Assert.Equal([SkipReason.NoConsent], decision.Reasons);
    }

    [Fact]
    public void A_consent_to_something_else_is_no_consent_to_marketing_mail()
    {
        var contact = Said(capture => capture
            .Consent(ConsentPurpose.Processing, "any", "", true)
            .Consent(ConsentPurpose.Marketing, "sms", "", true));

        Assert.Equal([SkipReason.NoConsent], Eligibility.Recheck(contact, recentMails: 0, frequencyCap: 3, default).Reasons);
    }

    [Fact]
    public void A_withdrawal_after_the_plan_stops_the_mail()
    {
        var withdrawal = Says("ana@example.com", "later", 1).Consent(ConsentPurpose.Marketing, "email", "ana@example.com", false);
        var withdrawn = Agreed().Join(withdrawal.Build().Says);

        Assert.True(Eligibility.Recheck(Agreed(), recentMails: 0, frequencyCap: 3, default).IsSend);
        Assert.Equal([SkipReason.NoConsent], Eligibility.Recheck(withdrawn, recentMails: 0, frequencyCap: 3, default).Reasons);
    }

    [Fact]
    public void Without_an_address_there_is_no_mail()
    {
        var contact = new CaptureBuilder("first", "form:news", "form", Noon)
            .Consent(ConsentPurpose.Marketing, "email", "", true)
            .Build().Says;

        Assert.Equal([SkipReason.NoEmail], Eligibility.Recheck(contact, recentMails: 0, frequencyCap: 3, default).Reasons);
    }

    [Fact]
    public void The_mail_goes_to_the_address_that_agreed_not_to_the_one_known_first()
    {
        var contact = With("silent@example.com").Join(
            Says("agreed@example.com", "later", 1).Consent(ConsentPurpose.Marketing, "email", "agreed@example.com", true).Build().Says);

        Assert.Equal("silent@example.com", contact.PrimaryEmail);
        Assert.Equal("agreed@example.com", ChannelOrder.AddressOf(contact, "email"));
    }

    [Fact]
    public void A_consent_given_for_the_person_holds_for_the_address_known_first()
    {
        var contact = Said(capture => capture.Consent(ConsentPurpose.Marketing, "any", "", true));

        Assert.Equal(contact.PrimaryEmail, ChannelOrder.AddressOf(contact, "email"));
    }

    [Fact]
    public void Members_of_an_excluded_segment_are_left_out()
    {
        Assert.Equal([SkipReason.Excluded], Eligibility.Plan(new Recipient(Agreed(), IsExcluded: true, 0), 0, default).Reasons);
    }

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(3, 3, false)]
    [InlineData(4, 3, false)]
    [InlineData(400, 0, true)]
    public void The_frequency_cap_counts_the_mails_of_the_period(int recent, int cap, bool isSent)
    {
        Assert.Equal(isSent, Eligibility.Plan(new Recipient(Agreed(), IsExcluded: false, recent), cap, default).IsSend);
    }

    [Fact]
    public void Every_reason_is_told()
    {
        Assert.Equal(
            [SkipReason.NoConsent, SkipReason.Excluded, SkipReason.FrequencyCap],
            Eligibility.Plan(new Recipient(With("ana@example.com"), IsExcluded: true, 3), 3, default).Reasons);
    }

    [Fact]
    public void Who_got_enough_since_the_plan_gets_no_more()
    {
        Assert.Equal([SkipReason.FrequencyCap], Eligibility.Recheck(Agreed(), recentMails: 3, frequencyCap: 3, default).Reasons);
    }

    [Fact]
    public void A_decision_to_send_names_the_channel_that_is_tried_first()
    {
        Assert.Equal("email", Eligibility.Plan(new Recipient(Agreed(), IsExcluded: false, 0), 0, Noon).Channel);
        Assert.Null(Eligibility.Plan(new Recipient(Agreed(), IsExcluded: true, 0), 0, Noon).Channel);
    }

    [Fact]
    public void What_goes_by_another_channel_is_checked_by_that_one()
    {
        var reach = new CampaignReach("sms", _ => true);

        Assert.Equal([SkipReason.NoPhone], Eligibility.Recheck(Agreed(), recentMails: 0, frequencyCap: 0, Noon, reach).Reasons);
    }

    [Fact]
    public void Who_asked_for_silence_gets_nothing_until_it_ends()
    {
        var paused = Said(capture => capture
            .Consent(ConsentPurpose.Marketing, "email", "", true)
            .Field(SendingPreferences.PauseField, SendingPreferences.PauseText(Noon)));

        Assert.Equal(
            [SkipReason.Paused], Eligibility.Recheck(paused, recentMails: 0, frequencyCap: 0, Noon.AddSeconds(-1)).Reasons);
        Assert.True(Eligibility.Recheck(paused, recentMails: 0, frequencyCap: 0, Noon).IsSend);
    }

    private static Contact Agreed() => Said(capture => capture.Consent(ConsentPurpose.Marketing, "email", "ana@example.com", true));

    private static Contact With(string email) => Says(email, "first", 0).Build().Says;

    private static Contact Said(Func<CaptureBuilder, CaptureBuilder> more) => more(Says("ana@example.com", "first", 0)).Build().Says;

    private static CaptureBuilder Says(string email, string id, int hour)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return new CaptureBuilder(id, "form:news", "form", Noon.AddHours(hour)).Email(address);
    }
}
