using ClientBase.Domain.Identity.Duplicates.Blocking;
using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Scoring;

/// <summary>Learns from the candidates, and gives the bits for each of them.</summary>
internal sealed class Scorer(People people, Comparisons comparisons, Candidate[] candidates)
{
    private const int ChancePairs = 60_000;
    private const double MatchesExpectedAPerson = 0.02;
    private const double HouseholdPairsExpectedAPerson = 0.004;
    private const double RarityStep = 0.5;

    private readonly double _allPairs = Math.Max(1, people.Count * (people.Count - 1d) / 2);

    /// <summary>Fits the model, with values counted as they are now.</summary>
    public MatchModel Fit()
    {
        var expectedMatches = MatchesExpectedAPerson * people.Count;
        var expectedHouseholds = HouseholdPairsExpectedAPerson * people.Count;
        var start = MatchModel.Expected(
            comparisons.Evidence, Math.Min(0.05, expectedMatches / _allPairs), Math.Min(0.025, expectedHouseholds / _allPairs));
        return MatchModelFit.Fit(comparisons.Evidence, Count(candidates), Count(ByChance()), start, _allPairs, expectedMatches);
    }

    /// <summary>The bits for each candidate.</summary>
    public double[] Bits(MatchModel model)
    {
        var bits = new double[candidates.Length];
        Parallel.For(0, (candidates.Length + 4095) / 4096, portion =>
        {
            for (var i = portion * 4096; i < Math.Min(candidates.Length, (portion + 1) * 4096); i++)
            {
                bits[i] = model.Bits(candidates[i].Pattern, RarityOf(candidates[i]));
            }
        });
        return bits;
    }

    /// <summary>The bits for any two people.</summary>
    public double Bits(MatchModel model, int a, int b)
    {
        var pair = new Candidate(a, b, comparisons.Compare(a, b));
        return model.Bits(pair.Pattern, RarityOf(pair));
    }

    private Rarity RarityOf(Candidate pair)
    {
        Span<double> rarity = stackalloc double[comparisons.Evidence.Length];
        comparisons.Rarity(pair.A, pair.B, pair.Pattern, rarity);
        return comparisons.Sum(rarity);
    }

    private PatternCount[] Count(IEnumerable<Candidate> pairs)
    {
        var counts = new Dictionary<(ulong Pattern, int All, int Shared), int>();
        foreach (var pair in pairs)
        {
            var rarity = RarityOf(pair);
            var key = (pair.Pattern, (int)Math.Round(rarity.All / RarityStep), (int)Math.Round(rarity.Shared / RarityStep));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        // Always in the same order, because the sum of floating-point numbers depends on it.
        return
        [
            .. counts.OrderBy(one => one.Key).Select(one => new PatternCount(
                one.Key.Pattern,
                new Rarity(one.Key.All * RarityStep, one.Key.Shared * RarityStep),
                one.Value)),
        ];
    }

    private IEnumerable<Candidate> ByChance()
    {
        if (_allPairs <= ChancePairs)
        {
            for (var a = 0; a < people.Count; a++)
            {
                for (var b = a + 1; b < people.Count; b++)
                {
                    yield return new Candidate(a, b, comparisons.Compare(a, b));
                }
            }

            yield break;
        }

        var state = 0ul;
        for (var i = 0; i < ChancePairs; i++)
        {
            var (a, b) = (Draw(ref state, people.Count), Draw(ref state, people.Count));
            if (a != b)
            {
                yield return new Candidate(Math.Min(a, b), Math.Max(a, b), comparisons.Compare(Math.Min(a, b), Math.Max(a, b)));
            }
        }
    }

    // SplitMix64 (Steele, Lea, Flood 2014): the same pairs each time.
    private static int Draw(ref ulong state, int below)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }
}
