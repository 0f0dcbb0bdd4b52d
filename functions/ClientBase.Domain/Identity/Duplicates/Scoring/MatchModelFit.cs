using ClientBase.Domain.Identity.Duplicates.Comparing;

namespace ClientBase.Domain.Identity.Duplicates.Scoring;

/// <summary>How many pairs have the same pattern and the same rarity of their values in common.</summary>
internal readonly record struct PatternCount(ulong Pattern, Rarity Rarity, double Pairs);

/// <summary>
/// Learns the model from the pairs themselves by expectation maximisation, with the expected shares mixed in so that few pairs cannot
/// distort it.
/// </summary>
internal static class MatchModelFit
{
    private const int Rounds = 40;
    private const double Settled = 1e-5;
    private const double ExpectedPairs = 25; // Weight of the expected m, in pairs.
    private const double ExpectedOthers = 200; // Weight of the expected u, in pairs.
    private const double Smallest = 1e-7;
    private const double MostDifferences = 3; // Times the expected share of one person's own values that differ.

    /// <param name="evidence">What is compared.</param>
    /// <param name="candidates">The pairs compared. All other pairs count as different people.</param>
    /// <param name="chance">Pairs drawn at random, which show how far different people agree.</param>
    /// <param name="start">Where to start, and the expected shares.</param>
    /// <param name="allPairs">Number of all pairs.</param>
    /// <param name="expectedMatches">How many pairs of one person are expected.</param>
    public static MatchModel Fit(
        Evidence[] evidence,
        PatternCount[] candidates,
        PatternCount[] chance,
        MatchModel start,
        double allPairs,
        double expectedMatches)
    {
        var model = start;
        var drawn = Math.Max(1, chance.Sum(one => one.Pairs));
        for (var round = 0; round < Rounds; round++)
        {
            var (same, matches, households) = Expect(evidence, candidates, model);
            var others = Others(evidence, chance, drawn, same, matches, allPairs, start);
            var prior = Math.Clamp((matches + expectedMatches) / (allPairs + (2 * expectedMatches) + 10), 1e-12, 0.9);
            // Halfway between the expected and the found share: the data may be unable to separate households from strangers.
            var living = (start.Households + Math.Min(0.5, households / allPairs)) / 2;
            var next = new MatchModel(evidence, prior, living, Same(evidence, same, start), others);
            var isSettled = Math.Abs(Math.Log(next.Prior / model.Prior)) < Settled
                && Math.Abs(Math.Log(next.Households / model.Households)) < Settled;
            model = next;
            if (isSettled)
            {
                break;
            }
        }

        return model;
    }

    private static (double[][] Same, double Matches, double Households) Expect(
        Evidence[] evidence, PatternCount[] candidates, MatchModel model)
    {
        var same = Array.ConvertAll(evidence, one => new double[one.Levels.Length]);
        var (matches, households) = (0d, 0d);
        foreach (var one in candidates)
        {
            var (isSame, isHousehold) = model.Expect(one.Pattern, one.Rarity);
            var expected = one.Pairs * isSame;
            matches += expected;
            households += one.Pairs * isHousehold;
            for (var i = 0; i < evidence.Length; i++)
            {
                var level = Comparisons.LevelOf(one.Pattern, i);
                if (level > 0)
                {
                    same[i][level - 1] += expected;
                }
            }
        }

        return (same, matches, households);
    }

    private static double[][] Same(Evidence[] evidence, double[][] counts, MatchModel start)
    {
        var same = new double[counts.Length][];
        for (var i = 0; i < counts.Length; i++)
        {
            // The expected shares are mixed in, so that a level no pair of this base shows does not become impossible.
            var known = counts[i].Sum() + ExpectedPairs;
            same[i] = [.. counts[i].Select((count, level) => (count + (ExpectedPairs * start.Same[i][level])) / known)];
            if (!evidence[i].IsShared)
            {
                Hold(same[i], start.Same[i][^1] * MostDifferences);
            }
        }

        return same;
    }

    // Without this limit "one person" may come to mean a family, whose given names and dates of birth do differ.
    private static void Hold(double[] shares, double mostDifferent)
    {
        var (different, rest) = (shares[^1], 1 - shares[^1]);
        if (different <= mostDifferent)
        {
            return;
        }

        for (var level = 0; level < shares.Length - 1; level++)
        {
            shares[level] *= (1 - mostDifferent) / rest;
        }

        shares[^1] = mostDifferent;
    }

    private static double[][] Others(
        Evidence[] evidence,
        PatternCount[] chance,
        double drawn,
        double[][] same,
        double matches,
        double allPairs,
        MatchModel start)
    {
        var others = new double[evidence.Length][];
        for (var i = 0; i < evidence.Length; i++)
        {
            if (evidence[i].IsFixed)
            {
                others[i] = start.Others[i];
                continue;
            }

            var counts = new double[evidence[i].Levels.Length];
            foreach (var one in chance)
            {
                var level = Comparisons.LevelOf(one.Pattern, i);
                if (level > 0)
                {
                    counts[level - 1] += one.Pairs;
                }
            }

            // Some of the pairs drawn at random are one person: take them off.
            var share = drawn / allPairs;
            counts = [.. counts.Select((count, level) => Math.Max(0, count - (share * same[i][level])))];
            var known = counts.Sum() + ExpectedOthers;
            others[i] =
            [
                .. counts.Select((count, level) => Math.Max(Smallest, (count + (ExpectedOthers * start.Others[i][level])) / known)),
            ];
        }

        return others;
    }
}
