using ClientBase.Domain.Campaigns.Experiments;

namespace ClientBase.Domain.Tests.Campaigns.Experiments;

/// <summary>By simulation: what is true is found as often as stated, what is not true no more often than stated.</summary>
public sealed class VariantComparisonTests
{
    private const int Runs = 4_000;

    [Theory]
    [InlineData(2, 500, 0.10)]
    [InlineData(2, 2_000, 0.03)]
    [InlineData(3, 800, 0.08)]
    [InlineData(5, 1_000, 0.05)]
    public void Without_a_difference_one_is_found_at_most_one_time_of_twenty(int variants, int people, double rate)
    {
        var random = new Random(7);
        var found = Enumerable.Range(0, Runs).Count(_ =>
            VariantComparison.Of([.. Enumerable.Range(0, variants).Select(v => Drawn(random, $"{v}", people, rate))]).IsDecided);

        Assert.InRange((double)found / Runs, 0, 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs)));
    }

    [Theory]
    [InlineData(0.10, 0.14)]
    [InlineData(0.03, 0.05)]
    public void A_difference_is_found_eight_times_of_ten_with_as_many_people_as_are_asked_for(double one, double other)
    {
        var needs = VariantComparison.Of([new("a", 100_000, (int)(100_000 * one)), new("b", 100_000, (int)(100_000 * other))]).Needs!.Value;
        var random = new Random(11);
        var found = Enumerable.Range(0, Runs).Select(_ =>
            VariantComparison.Of([Drawn(random, "a", needs, one), Drawn(random, "b", needs, other)])).ToList();

        var decided = found.Where(verdict => verdict.IsDecided).ToList();
        Assert.InRange(decided.Count / (double)Runs, 0.77, 0.85);
        Assert.True(decided.Count(verdict => verdict.Winner == "b") > 0.99 * decided.Count);
    }

    [Fact]
    public void Too_few_to_tell_decide_nothing_and_say_how_many_it_takes()
    {
        var verdict = VariantComparison.Of([new("a", 10, 0), new("b", 10, 4)]);

        Assert.False(verdict.IsDecided);
        Assert.Equal("b", verdict.Winner);
        Assert.Null(verdict.PValue);
        Assert.InRange(verdict.Needs!.Value, 10, 20);
    }

    [Fact]
    public void Without_anybody_the_first_variant_goes_on()
    {
        Assert.Equal(new AbVerdict("a", false, null, null), VariantComparison.Of([new("a", 0, 0), new("b", 0, 0)]));
        Assert.Equal("a", VariantComparison.Of([new("a", 100, 10), new("b", 100, 10)]).Winner);
    }

    [Fact]
    public void The_tail_of_chi_square_is_as_tables_have_it()
    {
        Assert.Equal(0.05, Chance.ChiSquareTail(3.841459, 1), 6);
        Assert.Equal(0.05, Chance.ChiSquareTail(5.991465, 2), 6);
        Assert.Equal(0.01, Chance.ChiSquareTail(13.276704, 4), 6);
        Assert.Equal(0.0455003, Chance.NormalTails(2), 6);
    }

    [Fact]
    public void Everybody_draws_the_same_lot_again_and_lots_are_even()
    {
        var lots = Enumerable.Range(0, 20_000).Select(i => Lot.Of($"contact{i}", "holdout:spring")).ToList();

        Assert.Equal(lots[0], Lot.Of("contact0", "holdout:spring"));
        Assert.NotEqual(lots[0], Lot.Of("contact0", "holdout:summer"));
        Assert.InRange(lots.Count(lot => lot < 0.1) / 20_000.0, 0.09, 0.11);
        Assert.InRange(lots.Average(), 0.49, 0.51);
    }

    private static VariantResult Drawn(Random random, string id, int people, double rate)
    {
        var hits = 0;
        for (var i = 0; i < people; i++)
        {
            hits += random.NextDouble() < rate ? 1 : 0;
        }

        return new VariantResult(id, people, hits);
    }
}
