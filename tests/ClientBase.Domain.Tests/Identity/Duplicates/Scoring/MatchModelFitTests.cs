using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Tests.Identity.Duplicates.Scoring;

public sealed class MatchModelFitTests
{
    private const int Pairs = 200_000;
    private const double Prior = 0.02;

    private static readonly double[] Same = [0.9, 0.8, 0.95, 0.7];
    private static readonly double[] Others = [0.05, 0.1, 0.01, 0.2];

    // The expected shares are wrong on purpose: the fit must learn from the data.
    private static readonly Evidence[] Evidence =
        [.. Same.Select((_, i) => new Evidence($"field{i}", [new Level("equal", 0.6, 0.05), new Level("different", 0.4, 0.95)]))];

    [Fact]
    public void The_weights_are_learned_from_pairs_nobody_has_labelled()
    {
        var random = new Random(4);
        var counts = Enumerable.Range(0, Pairs).Select(_ => Pattern(random.NextDouble() < Prior ? Same : Others, random))
            .CountBy(pattern => pattern)
            .OrderBy(pattern => pattern.Key)
            .Select(pattern => new PatternCount(pattern.Key, default, pattern.Value))
            .ToArray();

        var model = MatchModelFit.Fit(Evidence, counts, counts, MatchModel.Expected(Evidence, 0.05, 1e-6), Pairs, expectedMatches: 12);

        for (var i = 0; i < Evidence.Length; i++)
        {
            Assert.Equal(Same[i], model.Same[i][0], 0.03);
            Assert.Equal(Others[i], model.Others[i][0], 0.01);
            Assert.Equal(Math.Log2(Same[i] / Others[i]), model.Weight(i, 1, 0d), 0.25);
        }

        Assert.Equal(Prior, model.Prior, 0.006);
    }

    [Fact]
    public void Bits_are_odds_and_a_field_that_says_nothing_changes_none()
    {
        var model = MatchModel.Expected(Evidence, 0.2, 1e-15);

        Assert.Equal(0.2, MatchModel.Probability(model.Bits(0, default)), 1e-12);
        Assert.Equal(model.PriorBits + Math.Log2(0.6 / 0.05), model.Bits(1, default), 1e-12);
        Assert.Equal(0d, model.Weight(0, 0, 0d));
    }

    // Three bits a field: 1 equal, 2 different.
    private static ulong Pattern(double[] agreement, Random random)
    {
        var pattern = 0ul;
        for (var i = 0; i < agreement.Length; i++)
        {
            pattern |= (random.NextDouble() < agreement[i] ? 1ul : 2ul) << (3 * i);
        }

        return pattern;
    }
}
