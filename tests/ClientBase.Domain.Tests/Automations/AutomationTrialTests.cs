using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Trials;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Domain.Tests.Automations;

public sealed class AutomationTrialTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_orders_before_the_first_mail_gets_none_and_bought_anyway()
    {
        var definition = Definitions.Of($$"""{"wait":"1d"},{{Definitions.Hello}}""", more: """ "exitOn":["order"], """);
        var buyer = Somebody("buyer", 0) with { Events = [new PastEvent("order", Start.AddHours(2))] };

        var counts = Counts(definition, buyer, Somebody("other", 0));

        Assert.Equal((2, 1, 1), (counts.Entered, counts.WouldSend, counts.BoughtAnyway));
        Assert.Equal(1, counts.Stopped["order"]);
    }

    [Fact]
    public void The_cap_stops_what_is_over_it_in_seven_days()
    {
        var definition = Definitions.Of(Definitions.Hello, more: """ "once":"always", """);

        var counts = Counts(definition, Somebody("a", 0, 1, 2, 3, 7.5));

        Assert.Equal((5, 4), (counts.Entered, counts.WouldSend));
        Assert.Equal(1, counts.Stopped["frequency-cap"]);
        Assert.Equal(5, Counts(definition with { Purpose = AutomationPurpose.Service }, Somebody("a", 0, 1, 2, 3, 7.5)).WouldSend);
    }

    [Fact]
    public void What_would_have_come_later_than_now_is_still_under_way()
    {
        var definition = Definitions.Of($$"""{"wait":"30d"},{{Definitions.Hello}}""");
        Assert.Equal(1, Counts(definition, Somebody("a", 0)).Stopped["active"]);
    }

    [Fact]
    public void At_night_a_message_waits_and_what_happens_meanwhile_ends_it()
    {
        var definition = Definitions.Of(Definitions.Hello, more: """ "exitOn":["order"], """);
        var night = Somebody("a", 10.5 / 24); // 22:30.
        var trial = Trial(definition, new QuietHours(22, 8));

        var run = Assert.Single(trial.Of(night));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), run.Steps.Single(step => step.Outcome == "sent").At);
        var buyer = Assert.Single(trial.Of(night with { Events = [new PastEvent("order", Start.AddHours(13))] }));
        Assert.Equal("order", buyer.Stopped);
    }

    [Fact]
    public void Rules_consent_once_and_holdout_decide_as_when_it_runs()
    {
        var definition = Definitions.Of(Definitions.Hello, more: """ "if":"orders.count >= 1","holdout":0.5, """);
        var people = Enumerable.Range(0, 200).Select(number => Somebody($"p{number}", 0, 1)).ToArray();

        var counts = Counts(definition, people);

        Assert.Equal(200, counts.Entered);
        Assert.Equal(200, counts.WouldSend + counts.Stopped["holdout"]);
        Assert.Equal(people.Count(one => definition.IsHeldOut("a", one.ContactId)), counts.Stopped["holdout"]);
        Assert.Equal(0, Counts(definition, Somebody("x", 0) with { Holds = (_, _) => false }).Entered);
        var refuses = Somebody("x", 0) with { Barrier = (_, _) => "no-consent" };
        Assert.Equal(1, Counts(definition with { Holdout = 0 }, refuses).Stopped["no-consent"]);
    }

    [Fact]
    public void Entered_is_what_would_be_sent_and_what_is_stopped()
    {
        var definition = Definitions.Of($$"""{"if":"everyone","then":[{{Definitions.Hello}}],"else":[{"tag":"x"}]}""");
        var counts = Counts(
            definition,
            Somebody("a", 0),
            Somebody("b", 0) with { Holds = (_, _) => false },
            Somebody("c", 0) with { Barrier = (_, _) => "no-email" });

        Assert.Equal(counts.Entered, counts.WouldSend + counts.Stopped.Values.Sum());
        Assert.Equal(["no-email", "no-message"], counts.Stopped.Keys);
    }

    private static TrialCounts Counts(AutomationDefinition definition, params TrialPerson[] people) =>
        TrialCounts.Of([.. people.SelectMany(Trial(definition, QuietHours.None).Of)]);

    private static AutomationTrial Trial(AutomationDefinition definition, QuietHours quiet) =>
        new("a", definition, new TrialLimits(3, quiet, Start.AddDays(20)));

    private static TrialPerson Somebody(string id, params double[] days) => new(
        id,
        TimeZoneInfo.Utc,
        [.. days.Select((day, index) => new Occasion($"x{index}", Start.AddDays(day)))],
        [],
        (_, _) => true,
        (_, _) => null);
}
