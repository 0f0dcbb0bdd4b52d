using ClientBase.Domain.Identity.Duplicates.Comparing;

namespace ClientBase.Domain.Identity.Duplicates.Scoring;

/// <summary>
/// The model of Fellegi and Sunter: each evidence adds log2(m/u) bits to the odds that two people are one, where m is the share of its level among
/// pairs of one person and u among others. Where the level is by value, u is the share of that value.
/// </summary>
internal sealed class MatchModel
{
    private readonly Evidence[] _evidence;

    internal MatchModel(Evidence[] evidence, double prior, double[][] same, double[][] others) => (_evidence, Prior, Same, Others) = (evidence, prior, same, others);

    /// <summary>Share of all pairs that are one person.</summary>
    public double Prior { get; }

    /// <summary>m: for each evidence and level, the share among pairs of one person.</summary>
    public double[][] Same { get; }

    /// <summary>u: the same among pairs of different people.</summary>
    public double[][] Others { get; }

    /// <summary>What is expected before any data is seen.</summary>
    public static MatchModel Expected(Evidence[] evidence, double prior) => new(
        evidence,
        prior,
        [.. evidence.Select(one => one.Levels.Select(level => level.AmongSame).ToArray())],
        [.. evidence.Select(one => one.Levels.Select(level => level.AmongOthers).ToArray())]);

    /// <summary>The odds before anything is compared, in bits.</summary>
    public double PriorBits => Math.Log2(Prior / (1 - Prior));

    /// <summary>What one evidence adds, in bits.</summary>
    public double Weight(int evidence, int level, double rarity)
    {
        if (level == 0)
        {
            return 0;
        }

        var same = Math.Log2(Same[evidence][level - 1]);
        return _evidence[evidence].Levels[level - 1].IsByValue ? same + rarity : same - Math.Log2(Others[evidence][level - 1]);
    }

    /// <summary>All the bits of a pattern.</summary>
    public double Bits(ulong pattern, double rarity)
    {
        var bits = PriorBits + rarity;
        for (var i = 0; i < _evidence.Length; i++)
        {
            bits += Weight(i, Comparisons.LevelOf(pattern, i), 0);
        }

        return bits;
    }

    /// <summary>Odds in bits as a probability.</summary>
    public static double Probability(double bits) => 1 / (1 + Math.Pow(2, -bits));
}
