using ClientBase.Domain.Campaigns;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class IntentTests
{
    private const string Ana = "0a0123456789abcdefghjkmnpq";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromHours(25);

    [Fact]
    public void One_person_in_one_campaign_has_one_intent_id()
    {
        Assert.Equal(Intent.IdOf("spring", Ana), Intent.IdOf("spring", Ana));
        Assert.NotEqual(Intent.IdOf("spring", Ana), Intent.IdOf("summer", Ana));
        Assert.NotEqual(Intent.IdOf("spring", Ana), Intent.IdOf("spring", Ana[..^1] + "z"));
    }

    [Theory]
    [InlineData(SendResult.Accepted, IntentState.Accepted)]
    [InlineData(SendResult.Refused, IntentState.Refused)]
    [InlineData(SendResult.Unknown, IntentState.InFlight)]
    [InlineData(SendResult.NotSent, IntentState.Planned)]
    public void The_first_answer_settles_a_mail_or_leaves_it_to_do(SendResult answer, IntentState state)
    {
        Assert.Equal(state, Flying().Land(new SendOutcome(answer)).State);
    }

    [Fact]
    public void An_unanswered_mail_is_sent_again_once_and_only_after_the_wait()
    {
        var first = Flying();
        Assert.Equal(Noon + AnswerDeadline, first.NextFlightAt(AnswerDeadline));

        var second = first.TakeOff(Noon + AnswerDeadline, channelKnowsRepeats: false);
        Assert.Null(second.NextFlightAt(AnswerDeadline));
        Assert.Equal(IntentState.InFlight, second.Land(SendOutcome.Unknown).State);
    }

    [Fact]
    public void A_repeat_that_certainly_did_not_leave_is_tried_again_at_once_and_still_once()
    {
        var refusedForNow = Flying().TakeOff(Noon + AnswerDeadline, channelKnowsRepeats: false).Land(SendOutcome.NotSent(TimeSpan.Zero));

        Assert.Equal(IntentState.InFlight, refusedForNow.State);
        Assert.True(refusedForNow.NextFlightAt(AnswerDeadline) <= Noon);
        Assert.Null(refusedForNow.TakeOff(Noon, channelKnowsRepeats: false).NextFlightAt(AnswerDeadline));
    }

    [Fact]
    public void A_repeat_where_repeats_are_known_is_the_same_mail()
    {
        Assert.Equal(Flying(), Flying().TakeOff(Noon.AddHours(1), channelKnowsRepeats: true));
    }

    [Fact]
    public void What_is_settled_stays_settled()
    {
        var accepted = Flying().Land(SendOutcome.Accepted);

        Assert.Equal(accepted, accepted.Land(SendOutcome.Refused("too late")));
        Assert.Null(accepted.NextFlightAt(TimeSpan.Zero));
    }

    [Fact]
    public void Giving_up_a_mail_in_flight_leaves_it_unanswered()
    {
        Assert.Equal(IntentState.Skipped, new Intent(Ana, IntentState.Planned).GiveUp([SkipReason.NoConsent]).State);

        var inFlight = Flying().GiveUp([SkipReason.NoConsent]);
        Assert.Equal(IntentState.InFlight, inFlight.State);
        Assert.Null(inFlight.NextFlightAt(AnswerDeadline));
    }

    [Fact]
    public void A_decision_to_send_is_planned_for_its_time_variant_and_channel()
    {
        var decision = new SendDecision(Ana, []) { Due = Noon, Variant = "b", Channel = "sms" };

        Assert.Equal(new Intent(Ana, IntentState.Planned, Due: Noon, Variant: "b", Channel: "sms"), Intent.Of(decision));
        Assert.Equal(Noon, Intent.Of(decision).NextFlightAt(AnswerDeadline));
        Assert.Equal("sms", Intent.Of(decision).ChannelName);
    }

    [Fact]
    public void Mail_is_the_channel_that_is_not_written_down()
    {
        var planned = Intent.Of(new SendDecision(Ana, []) { Channel = "email" });

        Assert.Null(planned.Channel);
        Assert.Equal("email", planned.ChannelName);
        Assert.Equal("telegram", planned.By("telegram").ChannelName);
        Assert.Null(planned.By("telegram").By("email").Channel);
    }

    [Fact]
    public void A_decision_not_to_send_is_kept_with_its_reasons()
    {
        var skipped = Intent.Of(new SendDecision(Ana, [SkipReason.NoConsent]) { Due = Noon });

        Assert.Equal((IntentState.Skipped, null), (skipped.State, skipped.Due));
        Assert.Equal([SkipReason.NoConsent], skipped.Reasons);
        Assert.Null(skipped.NextFlightAt(AnswerDeadline));
    }

    [Fact]
    public void The_night_puts_off_what_has_not_left_and_nothing_else()
    {
        Assert.Equal(Noon, new Intent(Ana, IntentState.Planned).Postpone(Noon).NextFlightAt(AnswerDeadline));
        Assert.Equal(Flying(), Flying().Postpone(Noon));
    }

    [Theory]
    [InlineData("550 no such user", "550 no such user")]
    [InlineData(null, "refused")]
    public void A_refusal_is_kept_with_its_reason(string? told, string kept) =>
        Assert.Equal([kept], Flying().Land(new SendOutcome(SendResult.Refused, told)).Reasons);

    [Fact]
    public void The_providers_word_of_a_mail_in_flight_is_its_answer()
    {
        HashSet<string> spokenOf = [Ana];

        Assert.Equal(IntentState.Accepted, Flying().HeardOf(spokenOf).State);
        Assert.Equal(IntentState.InFlight, Flying().HeardOf(new HashSet<string>()).State);
        Assert.Equal(IntentState.Planned, new Intent(Ana, IntentState.Planned).HeardOf(spokenOf).State);
    }

    [Fact]
    public void The_frequency_cap_counts_mails_sent_lately_and_those_about_to_be_sent()
    {
        var sending = Sending("spring", priority: 0);
        var (sent, planned) = (new RecentMail("spring", Noon, IsSent: true), new RecentMail("spring", Noon, IsSent: false));

        Assert.True(sent.Counts(Noon, null, rank: 9));
        Assert.False(sent.Counts(Noon.AddSeconds(1), sending, rank: 0));
        Assert.True(planned.Counts(Noon, sending.Pause(), rank: 0));
        Assert.False(planned.Counts(Noon, sending.Cancel(Noon), rank: 0));
        Assert.False(planned.Counts(Noon, null, rank: 0));
        Assert.False(planned.Counts(Noon, sending, rank: 1));
    }

    [Fact]
    public void Of_two_mails_for_one_place_exactly_one_goes_before_the_other()
    {
        var campaigns = new[] { Sending("spring", 0), Sending("summer", 0), Sending("autumn", 5), Sending("winter", 0, Noon.AddHours(1)) };
        foreach (var one in campaigns)
        {
            foreach (var other in campaigns.Where(other => other != one))
            {
                var mail = new RecentMail(one.Id, Noon, IsSent: false);
                var back = new RecentMail(other.Id, Noon, IsSent: false);
                Assert.NotEqual(mail.GoesBefore(Noon, one, other), back.GoesBefore(Noon, other, one));
            }
        }

        Assert.True(new RecentMail("autumn", Noon, IsSent: false).GoesBefore(Noon, campaigns[2], campaigns[0]));
    }

    [Fact]
    public void A_report_counts_each_person_once_as_planned_or_as_skipped()
    {
        var counts = IntentCounts.Zero.Add(
        [
            new Intent(Ana, IntentState.Planned), Flying(), Flying().Land(SendOutcome.Accepted),
            Flying().Land(SendOutcome.Refused("400")), new Intent(Ana, IntentState.Skipped),
        ]);

        Assert.Equal(new IntentCounts(Planned: 4, Sent: 1, Skipped: 1, Refused: 1, Ambiguous: 1), counts);
    }

    private static Campaign Sending(string id, int priority, DateTimeOffset? at = null)
    {
        var definition = new CampaignDefinition("regular", [], "email", new MailTemplate("s", null, "t"), null) { Priority = priority };
        return Campaign.Define(id, definition).Schedule(at ?? Noon)!.Start(at ?? Noon)!;
    }

    private static Intent Flying() => new Intent(Ana, IntentState.Planned).TakeOff(Noon, channelKnowsRepeats: false);
}
