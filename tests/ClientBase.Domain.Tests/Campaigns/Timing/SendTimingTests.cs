using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Domain.Tests.Campaigns.Timing;

public sealed class SendTimingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void A_local_campaign_comes_at_its_clock_time_everywhere()
    {
        var definition = Local(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.FromHours(3)));

        Assert.Equal(Utc(3, 3, 7), SendTiming.DueAt(definition, Noon, Moscow, null, QuietHours.None));
        Assert.Equal(Utc(3, 3, 1), SendTiming.DueAt(definition, Noon, Tokyo, null, QuietHours.None));
        Assert.Equal(Utc(3, 3, 15), SendTiming.DueAt(definition, Noon, NewYork, null, QuietHours.None));
        Assert.True(SendTiming.StartOf(definition) <= Utc(3, 3, 1), "planned before the first of them is due");
    }

    [Fact]
    public void Whose_hour_has_passed_gets_it_the_next_day()
    {
        var definition = Local(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

        Assert.Equal(Utc(3, 2, 1), SendTiming.DueAt(definition, Noon, Tokyo, null, QuietHours.None));
        Assert.Equal(Utc(3, 1, 15), SendTiming.DueAt(definition, Noon, NewYork, null, QuietHours.None));
    }

    [Fact]
    public void Nobody_is_woken_at_night()
    {
        Assert.True(QuietHours.TryParse("22-08", out var quiet));
        var now = new CampaignDefinition("regular", [], "email", new MailTemplate("s", null, "t"), null);

        Assert.Null(SendTiming.DueAt(now, Noon, Moscow, null, quiet));
        Assert.Equal(Utc(3, 1, 23), SendTiming.DueAt(now, Utc(3, 1, 13), Tokyo, null, quiet));
        Assert.Equal(Utc(3, 2, 5), SendTiming.DueAt(now, Utc(3, 1, 20), Moscow, null, quiet));
    }

    [Fact]
    public void A_campaign_whose_time_went_by_asks_and_goes_when_it_is_told_to()
    {
        var scheduled = Campaign.Define("spring", Definition(Noon)).Schedule(Noon.AddHours(-1))!;

        Assert.Equal(CampaignState.Sending, scheduled.Start(Noon.AddMinutes(59))!.State);
        var late = scheduled.Start(Noon.AddHours(3))!;
        Assert.Equal(CampaignState.Late, late.State);
        Assert.Null(late.Start(Noon.AddHours(3)));

        var told = late.Schedule(Noon.AddHours(4))!;
        Assert.Equal(CampaignState.Sending, told.Start(Noon.AddHours(4))!.State);
        Assert.Equal(CampaignState.Late, Campaign.Define("old", Definition(Noon)).Schedule(Noon.AddDays(2))!.State);
    }

    [Fact]
    public void A_local_campaign_starts_before_its_hour_comes_anywhere_and_may_until_an_hour_after_it_went_by_everywhere()
    {
        var definition = Local(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.FromHours(3)));

        Assert.Equal(Utc(3, 2, 20), SendTiming.StartOf(definition));
        Assert.Equal(Utc(3, 3, 23), SendTiming.LatestStartOf(definition));
    }

    [Fact]
    public void A_campaign_without_a_time_may_start_at_any()
    {
        var definition = new CampaignDefinition("regular", [], "email", new MailTemplate("s", null, "t"), null);

        Assert.Null(SendTiming.StartOf(definition));
        Assert.Null(SendTiming.LatestStartOf(definition));
        Assert.Equal(Utc(3, 1, 13), SendTiming.LatestStartOf(Definition(Noon)));
    }

    [Theory]
    [InlineData(10, 22)]
    [InlineData(11, null)]
    [InlineData(12, null)]
    [InlineData(13, 1)]
    public void Whose_hour_was_within_the_last_one_gets_it_at_once(int clock, int? hoursLater)
    {
        DateTimeOffset? due = hoursLater is { } hours ? Noon.AddHours(hours) : null;
        var local = Definition(Noon) with { SendTime = SendTime.Local, LocalAt = new TimeOnly(clock, 0) };
        var best = Definition(Noon) with { SendTime = SendTime.Best };
        var dated = Local(new DateTimeOffset(2026, 2, 27, clock, 0, 0, TimeSpan.Zero));

        Assert.Equal(due, SendTiming.DueAt(local, Noon, TimeZoneInfo.Utc, null, QuietHours.None));
        Assert.Equal(due, SendTiming.DueAt(best, Noon, TimeZoneInfo.Utc, clock, QuietHours.None));
        Assert.Equal(due, SendTiming.DueAt(dated, Noon, TimeZoneInfo.Utc, null, QuietHours.None));
    }

    [Fact]
    public void Who_has_no_best_hour_gets_it_at_once() =>
        Assert.Null(SendTiming.DueAt(Definition(Noon) with { SendTime = SendTime.Best }, Noon, Moscow, null, QuietHours.None));

    [Fact]
    public void An_hour_that_went_by_just_before_the_night_waits_for_its_end()
    {
        var definition = Definition(Noon) with { SendTime = SendTime.Local, LocalAt = new TimeOnly(11, 30) };

        Assert.Equal(Utc(3, 1, 14), SendTiming.DueAt(definition, Noon, TimeZoneInfo.Utc, null, new QuietHours(12, 14)));
    }

    [Theory]
    [InlineData(10, 0, 1)]
    [InlineData(12, 0, 1)]
    [InlineData(12, 1, 2)]
    public void A_clock_shows_a_time_next_today_or_tomorrow(int hour, int minuteOfFrom, int day)
    {
        var from = Utc(3, 1, 12).AddMinutes(minuteOfFrom).AddHours(hour < 12 ? -4 : 0);

        Assert.Equal(Utc(3, day, hour), LocalTimes.Next(new TimeOnly(hour, 0), from, TimeZoneInfo.Utc));
    }

    private static CampaignDefinition Local(DateTimeOffset at) => Definition(at) with { SendTime = SendTime.Local };

    private static CampaignDefinition Definition(DateTimeOffset at) =>
        new("regular", [], "email", new MailTemplate("s", null, "t"), at);

    private static DateTimeOffset Utc(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);
}
