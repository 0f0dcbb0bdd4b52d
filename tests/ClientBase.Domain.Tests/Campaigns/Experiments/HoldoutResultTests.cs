using ClientBase.Domain.Campaigns.Experiments;

namespace ClientBase.Domain.Tests.Campaigns.Experiments;

/// <summary>By simulation of people who differ in how often they order.</summary>
public sealed class HoldoutResultTests
{
    private const int Runs = 2_000;
    private const double Level = 0.05;

    [Theory]
    [InlineData(400, 3_600, 0.3)]
    [InlineData(1_000, 1_000, 0.05)]
    [InlineData(2_000, 18_000, 0.02)]
    [Trait("Category", "Slow")]
    public void A_campaign_without_effect_is_said_to_have_one_at_most_one_time_of_twenty(int held, int sent, double mean)
    {
        var random = new Random(3);
        var results = Enumerable.Range(0, Runs)
            .Select(_ => HoldoutResult.Of(Drawn(random, held, mean), Drawn(random, sent, mean))).ToList();

        var found = results.Count(result => result.PValue < Level) / (double)Runs;
        Assert.InRange(found, 0, Level + (3 * Math.Sqrt(Level * (1 - Level) / Runs)));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_range_of_the_lift_holds_the_true_one_nineteen_times_of_twenty()
    {
        var random = new Random(5);
        var results = Enumerable.Range(0, Runs)
            .Select(_ => HoldoutResult.Of(Drawn(random, 1_000, 0.2), Drawn(random, 9_000, 0.25))).ToList();

        Assert.InRange(results.Count(result => result.LiftLow <= 0.25 && result.LiftHigh >= 0.25) / (double)Runs, 0.93, 0.97);
    }

    [Fact]
    public void An_effect_is_found_eight_times_of_ten_with_as_many_people_as_are_asked_for()
    {
        var random = new Random(9);
        var needs = HoldoutResult.Of(Drawn(random, 400_000, 0.2), Drawn(random, 400_000, 0.25)).Needs!.Value;
        var found = Enumerable.Range(0, Runs)
            .Count(_ => HoldoutResult.Of(Drawn(random, needs, 0.2), Drawn(random, needs, 0.25)).PValue < Level);

        Assert.InRange(found / (double)Runs, 0.74, 0.86);
    }

    [Fact]
    public void With_few_orders_it_is_not_decidable_yet()
    {
        var few = HoldoutResult.Of(new OrderTally(100, 3, 3), new OrderTally(900, 60, 60));

        Assert.False(few.IsDecidable);
        Assert.Null(few.PValue);
        Assert.Null(few.LiftLow);
        Assert.Equal(0.03, few.OrdersPerContact);
        Assert.True(few.Needs > 0);
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var nobody = HoldoutResult.Of(default, default);

        Assert.Equal((0, null, null, null), (nobody.Size, nobody.OrdersPerContact, nobody.SentOrdersPerContact, nobody.Lift));
    }

    // Poisson with a mean of each one's own, itself exponential: a few order often.
    private static OrderTally Drawn(Random random, int people, double mean)
    {
        var tally = default(OrderTally);
        for (var i = 0; i < people; i++)
        {
            tally = tally.With(Poisson(random, -mean * Math.Log(1 - random.NextDouble())));
        }

        return tally;
    }

    private static int Poisson(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }
}
