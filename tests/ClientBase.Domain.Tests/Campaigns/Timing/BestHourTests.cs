using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Domain.Tests.Campaigns.Timing;

public sealed class BestHourTests
{
    private static readonly string Reader =
        Enumerable.Range(0, 100).Select(i => $"contact{i}").First(id => !BestHour.IsRandom("spring", id));

    [Fact]
    public void Few_opens_of_ones_own_weigh_little_against_the_hours_of_all()
    {
        var all = new int[24];
        all[19] = 5_000;
        var hours = new BestHour(all);
        var (few, many) = (new int[24], new int[24]);
        (few[7], many[7]) = (3, 30);

        Assert.Equal(19, hours.Of("spring", Reader, null, QuietHours.None));
        Assert.Equal(19, hours.Of("spring", Reader, few, QuietHours.None));
        Assert.Equal(7, hours.Of("spring", Reader, many, QuietHours.None));
        Assert.True(QuietHours.TryParse("05-09", out var quiet));
        Assert.Equal(19, hours.Of("spring", Reader, many, quiet));
        Assert.Equal(10, new BestHour(new int[24]).Of("spring", Reader, null, QuietHours.None));
    }

    [Fact]
    public void A_random_tenth_gets_it_at_any_hour()
    {
        var hours = new BestHour(new int[24]);
        var drawn = Enumerable.Range(0, 20_000).Select(i => $"contact{i}").Where(id => BestHour.IsRandom("spring", id)).ToList();

        Assert.InRange(drawn.Count, 1_800, 2_200);
        Assert.Equal(24, drawn.Select(id => hours.Of("spring", id, null, QuietHours.None)).Distinct().Count());
    }

    [Theory]
    [InlineData("10-08", 9)]
    [InlineData("11-08", 10)]
    [InlineData("11-10", 10)]
    [InlineData("09-20", 20)]
    [InlineData("09-21", 0)]
    public void A_base_without_opens_is_mailed_by_day_and_best_in_the_morning(string quietHours, int hour)
    {
        Assert.True(QuietHours.TryParse(quietHours, out var quiet));
        Assert.Equal(hour, new BestHour(new int[24]).Of("spring", Reader, null, quiet));
    }

    [Fact]
    public void Where_all_hours_are_alike_the_usual_one_is_taken() =>
        Assert.Equal(10, new BestHour([.. Enumerable.Repeat(100, 24)]).Of("spring", Reader, null, QuietHours.None));

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 15)]
    public void Two_opens_of_ones_own_outweigh_the_usual_hour_and_one_does_not(int opens, int hour)
    {
        var own = new int[24];
        own[15] = opens;
        Assert.Equal(hour, new BestHour(new int[24]).Of("spring", Reader, own, QuietHours.None));
    }
}
