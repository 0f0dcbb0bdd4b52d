using ClientBase.Domain.Identity.Duplicates.Comparing;

namespace ClientBase.Domain.Identity.Duplicates.Scoring;

/// <summary>
/// The model of Fellegi and Sunter: each evidence adds log2(m/u) bits to the odds that two people are one. m is the share of its level
/// among pairs of one person, u the share among other pairs. For a level by value, u is the share of that value.
/// </summary>
/// <remarks>
/// Other pairs are strangers or live together. Members of a household agree in what it shares as one person does, and in the rest as
/// strangers do. Without households the model would take families for one person, since their surname, telephone and address agree
/// together and not by chance.
/// </remarks>
internal sealed class MatchModel
{
    private readonly Evidence[] _evidence;

    internal MatchModel(Evidence[] evidence, double prior, double households, double[][] same, double[][] others) =>
        (_evidence, Prior, Households, Same, Others) = (evidence, prior, households, same, others);

    /// <summary>Share of all pairs that are one person.</summary>
    public double Prior { get; }

    /// <summary>Share of all pairs that are two people of one household.</summary>
    public double Households { get; }

    /// <summary>m: for each evidence and level, the share among pairs of one person.</summary>
    public double[][] Same { get; }

    /// <summary>u: the same among pairs of different people.</summary>
    public double[][] Others { get; }

    /// <summary>What is expected before any data is seen.</summary>
    public static MatchModel Expected(Evidence[] evidence, double prior, double households) => new(
        evidence,
        prior,
        households,
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
    public double Bits(ulong pattern, Rarity rarity) => Read(pattern, rarity).Bits;

    /// <summary>
    /// What is taken away, in bits, because the two may live together: next to nothing unless they agree in what a household shares.
    /// </summary>
    public double HouseholdBits(ulong pattern, Rarity rarity) => Read(pattern, rarity).Household;

    /// <summary>The probabilities that the two are one person, and that they are two of one household.</summary>
    public (double Same, double Household) Expect(ulong pattern, Rarity rarity)
    {
        var (bits, household) = Read(pattern, rarity);
        var same = Probability(bits);
        return (same, (1 - same) * (1 - Math.Pow(2, household)));
    }

    /// <summary>Odds in bits as a probability.</summary>
    public static double Probability(double bits) => 1 / (1 + Math.Pow(2, -bits));

    private (double Bits, double Household) Read(ulong pattern, Rarity rarity)
    {
        var bits = PriorBits + rarity.All;
        var shared = Math.Log2(Households) + rarity.Shared;
        for (var i = 0; i < _evidence.Length; i++)
        {
            var weight = Weight(i, Comparisons.LevelOf(pattern, i), 0);
            bits += weight;
            shared += _evidence[i].IsShared ? weight : 0;
        }

        var household = -Math.Log2(1 + Math.Pow(2, shared));
        return (bits + household, household);
    }
}
