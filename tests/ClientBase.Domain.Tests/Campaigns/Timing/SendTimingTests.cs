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
    public void A_clock_time_that_spring_skips_comes_when_clocks_go_on()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(Utc(3, 29, 1), LocalTimes.InstantOf(new DateTime(2026, 3, 29, 2, 30, 0), berlin));
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
    public void Few_opens_of_ones_own_weigh_little_against_the_hours_of_all()
    {
        var all = new int[24];
        all[19] = 5_000;
        var hours = new BestHour(all);
        var reader = Enumerable.Range(0, 100).Select(i => $"contact{i}").First(id => !BestHour.IsRandom("spring", id));
        var (few, many) = (new int[24], new int[24]);
        (few[7], many[7]) = (3, 30);

        Assert.Equal(19, hours.Of("spring", reader, null, QuietHours.None));
        Assert.Equal(19, hours.Of("spring", reader, few, QuietHours.None));
        Assert.Equal(7, hours.Of("spring", reader, many, QuietHours.None));
        Assert.True(QuietHours.TryParse("05-09", out var quiet));
        Assert.Equal(19, hours.Of("spring", reader, many, quiet));
        Assert.Equal(10, new BestHour(new int[24]).Of("spring", reader, null, QuietHours.None));
    }

    [Fact]
    public void A_random_tenth_gets_it_at_any_hour()
    {
        var hours = new BestHour(new int[24]);
        var drawn = Enumerable.Range(0, 20_000).Select(i => $"contact{i}").Where(id => BestHour.IsRandom("spring", id)).ToList();

        Assert.InRange(drawn.Count, 1_800, 2_200);
        Assert.Equal(24, drawn.Select(id => hours.Of("spring", id, null, QuietHours.None)).Distinct().Count());
    }

    private static CampaignDefinition Local(DateTimeOffset at) => Definition(at) with { SendTime = SendTime.Local };

    private static CampaignDefinition Definition(DateTimeOffset at) =>
        new("regular", [], "email", new MailTemplate("s", null, "t"), at);

    private static DateTimeOffset Utc(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);
}
