using AutomationSteps = System.Collections.Generic.IReadOnlyList<ClientBase.Domain.Automations.AutomationStep>;

namespace ClientBase.Domain.Automations.Walking;

/// <summary>Which step of one version of an automation is which of a later one.</summary>
/// <remarks>
/// Looked for list by list: a step stays in its list, or is not found. Most steps are as they were: the longest run of such steps in the
/// same order is kept, then forks that ask the same, whatever lies behind them. What is left between two of these was edited where it
/// stands, if as many are left on both sides and it is of the same kind, unless it only changed its place.
/// </remarks>
/// <param name="Same">The ids of steps that are in both: the one in the earlier version, and the one in the later.</param>
/// <param name="Added">The ids of steps that only the later version has.</param>
public sealed record StepAlignment(IReadOnlyDictionary<string, string> Same, IReadOnlyList<string> Added)
{
    /// <summary>Of a version that is not known any more.</summary>
    public static StepAlignment None { get; } = new(new Dictionary<string, string>(), []);

    /// <summary>Compares two versions.</summary>
    public static StepAlignment Of(AutomationDefinition from, AutomationDefinition to)
    {
        var same = PairsOf(from.Steps, to.Steps).ToDictionary(pair => pair.From.Id, pair => pair.To.Id, StringComparer.Ordinal);
        var found = same.Values.ToHashSet(StringComparer.Ordinal);
        return new StepAlignment(same, [.. to.AllSteps.Select(step => step.Id).Where(id => !found.Contains(id))]);
    }

    private static IEnumerable<Pair> PairsOf(AutomationSteps from, AutomationSteps to)
    {
        var pairs = new List<Pair>();
        List<Gap> gaps = [new(from, to)];
        gaps = [.. gaps.SelectMany(gap => Keep(gap, StepText.Of, pairs))];
        gaps = [.. gaps.SelectMany(gap => Keep(gap, StepText.AskedBy, pairs))];
        var elsewhere = gaps.SelectMany(gap => gap.From).Select(StepText.Of)
            .Intersect(gaps.SelectMany(gap => gap.To).Select(StepText.Of)).ToHashSet(StringComparer.Ordinal);
        pairs.AddRange(gaps.SelectMany(gap => EditedIn(gap, elsewhere)));
        return pairs.SelectMany(pair =>
            pair.From.Branches.Zip(pair.To.Branches, PairsOf).SelectMany(inner => inner).Prepend(pair));
    }

    // Adds the longest common subsequence of steps with one key, of several the earliest; what lies between its pairs is left.
    private static List<Gap> Keep(Gap gap, Func<AutomationStep, string?> keyOf, List<Pair> pairs)
    {
        var (from, to) = (gap.From.Select(keyOf).ToList(), gap.To.Select(keyOf).ToList());
        var longest = LongestCommon(from, to);
        var left = new List<Gap>();
        var (one, other, oneLeft, otherLeft) = (0, 0, 0, 0);
        while (one < from.Count && other < to.Count)
        {
            if (IsOne(from[one], to[other]))
            {
                left.Add(gap.Between(oneLeft..one, otherLeft..other));
                pairs.Add(new Pair(gap.From[one++], gap.To[other++]));
                (oneLeft, otherLeft) = (one, other);
            }
            else if (longest[one + 1, other] >= longest[one, other + 1])
            {
                one++;
            }
            else
            {
                other++;
            }
        }

        return [.. left, gap.Between(oneLeft..from.Count, otherLeft..to.Count)];
    }

    // The length of the longest from each pair of places on.
    private static int[,] LongestCommon(List<string?> from, List<string?> to)
    {
        var longest = new int[from.Count + 1, to.Count + 1];
        for (var one = from.Count - 1; one >= 0; one--)
        {
            for (var other = to.Count - 1; other >= 0; other--)
            {
                longest[one, other] = IsOne(from[one], to[other])
                    ? longest[one + 1, other + 1] + 1
                    : Math.Max(longest[one + 1, other], longest[one, other + 1]);
            }
        }

        return longest;
    }

    private static bool IsOne(string? key, string? other) => key is not null && key == other;

    private static IEnumerable<Pair> EditedIn(Gap gap, HashSet<string> elsewhere) => gap.From.Count != gap.To.Count
        ? []
        : gap.From.Zip(gap.To, (one, other) => new Pair(one, other)).Where(pair =>
            StepText.KindOf(pair.From) == StepText.KindOf(pair.To)
            && !elsewhere.Contains(StepText.Of(pair.From)) && !elsewhere.Contains(StepText.Of(pair.To)));

    private readonly record struct Pair(AutomationStep From, AutomationStep To);

    private readonly record struct Gap(AutomationSteps From, AutomationSteps To)
    {
        public Gap Between(Range from, Range to) => new([.. From.Take(from)], [.. To.Take(to)]);
    }
}
