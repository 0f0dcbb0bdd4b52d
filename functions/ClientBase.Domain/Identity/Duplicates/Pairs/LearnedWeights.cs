using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Identity.Duplicates.Pairs;

/// <summary>What was learned of a base, small enough to be kept: by it any pair can be scored without looking at the others.</summary>
/// <param name="People">How many people it was learned from.</param>
/// <param name="Prior">Share of all pairs that are one person.</param>
/// <param name="Households">Share of all pairs that live together.</param>
/// <param name="Same">For each field, the share of each level of agreement among pairs of one person.</param>
/// <param name="Others">The same among pairs of different people.</param>
/// <param name="Counts">How often values are met.</param>
public sealed record LearnedWeights(
    int People,
    double Prior,
    double Households,
    IReadOnlyDictionary<string, double[]> Same,
    IReadOnlyDictionary<string, double[]> Others,
    IReadOnlyDictionary<string, ValueCounts> Counts)
{
    private static readonly Dictionary<string, double[]> NoShares = [];

    /// <summary>What is expected of a base nobody has looked at.</summary>
    public static LearnedWeights Expected { get; } = new(0, 0.001, 0.0002, NoShares, NoShares, new Dictionary<string, ValueCounts>());

    internal static LearnedWeights Of(int people, Comparisons comparisons, MatchModel model)
    {
        var fields = comparisons.Evidence.Select(evidence => evidence.Field).ToList();
        Dictionary<string, double[]> ByField(double[][] shares) =>
            fields.Zip(shares).ToDictionary(one => one.First, one => one.Second, StringComparer.Ordinal);

        return new LearnedWeights(
            people, model.Prior, model.Households, ByField(model.Same), ByField(model.Others), comparisons.Counts());
    }

    // A field that nobody had when it was learned counts as expected.
    internal MatchModel ModelOf(Evidence[] evidence)
    {
        static double[] Known(IReadOnlyDictionary<string, double[]> shares, Evidence of, Func<Level, double> expected) =>
            shares.TryGetValue(of.Field, out var known) && known.Length == of.Levels.Length ? known : [.. of.Levels.Select(expected)];

        return new MatchModel(
            evidence,
            Prior,
            Households,
            [.. evidence.Select(one => Known(Same, one, level => level.AmongSame))],
            [.. evidence.Select(one => Known(Others, one, level => level.AmongOthers))]);
    }
}
