using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Identity.Duplicates;

/// <summary>Two rows that are probably one person.</summary>
/// <param name="A">A row.</param>
/// <param name="B">Another, later one.</param>
/// <param name="Probability">That they are one person, 0 to 1.</param>
/// <param name="Through">
/// Null when the two are alike themselves; else a row that is like one of them and through which the other is reached.
/// </param>
public readonly record struct DuplicatePair(int A, int B, double Probability, int? Through);

/// <summary>What one field adds to the odds of a pair.</summary>
/// <param name="Field">The field.</param>
/// <param name="Agreement">How far the two agree, such as <c>same</c>.</param>
/// <param name="Bits">What it adds to the odds, in bits; negative when it speaks against.</param>
/// <param name="A">What was compared of the one, as folded for comparison.</param>
/// <param name="B">What was compared of the other.</param>
public sealed record FieldEvidence(string Field, string Agreement, double Bits, string? A, string? B);

/// <summary>Why a pair has its score: the prior and the fields add up to the odds, in bits.</summary>
/// <param name="PriorBits">The odds before anything is compared.</param>
/// <param name="Fields">
/// What the fields add. A field that is empty for one of the two is left out. The last may be <c>household</c>: what is taken away because
/// people who live together agree in surname, telephone and address too.
/// </param>
public sealed record PairExplanation(double PriorBits, IReadOnlyList<FieldEvidence> Fields)
{
    /// <summary>The odds in bits.</summary>
    public double Bits => PriorBits + Fields.Sum(evidence => evidence.Bits);

    /// <summary>The same as a probability.</summary>
    public double Probability => MatchModel.Probability(Bits);
}

/// <summary>The duplicates of a table.</summary>
public sealed class DuplicateResult
{
    private readonly int[] _personOf;
    private readonly Comparisons _comparisons;
    private readonly MatchModel _model;

    internal DuplicateResult(
        IReadOnlyList<DuplicatePair> pairs,
        IReadOnlyList<int> clusterOf,
        int[] personOf,
        Comparisons comparisons,
        MatchModel model) =>
        (Pairs, ClusterOf, _personOf, _comparisons, _model) = (pairs, clusterOf, personOf, comparisons, model);

    /// <summary>The pairs at or above the threshold, in the order of their rows.</summary>
    public IReadOnlyList<DuplicatePair> Pairs { get; }

    /// <summary>The cluster of each row, named by its first row.</summary>
    public IReadOnlyList<int> ClusterOf { get; }

    /// <summary>What speaks for and against two rows being one person, compared directly.</summary>
    public PairExplanation Explain(int rowA, int rowB)
    {
        var (a, b) = (Math.Min(_personOf[rowA], _personOf[rowB]), Math.Max(_personOf[rowA], _personOf[rowB]));
        var pattern = _comparisons.Compare(a, b);
        Span<double> rarity = stackalloc double[_comparisons.Evidence.Length];
        _comparisons.Rarity(a, b, pattern, rarity);
        var compared = _comparisons.Compared(a, b, pattern);
        var fields = new List<FieldEvidence>();
        for (var i = 0; i < _comparisons.Evidence.Length; i++)
        {
            if (Comparisons.LevelOf(pattern, i) is > 0 and var level)
            {
                // People are numbered by their values, so the two may be the other way round than the rows asked for.
                var (first, second) = a == _personOf[rowA] ? compared[i] : (compared[i].B, compared[i].A);
                var evidence = _comparisons.Evidence[i];
                var bits = _model.Weight(i, level, rarity[i]);
                fields.Add(new FieldEvidence(evidence.Field, evidence.Levels[level - 1].Name, bits, first, second));
            }
        }

        if (_model.HouseholdBits(pattern, _comparisons.Sum(rarity)) is < 0d and var household)
        {
            fields.Add(new FieldEvidence("household", "may be shared", household, null, null));
        }

        return new PairExplanation(_model.PriorBits, fields);
    }
}
