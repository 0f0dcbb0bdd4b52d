namespace ClientBase.Domain.Campaigns.Experiments;

/// <summary>What came of a variant.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Sent">People who got it.</param>
/// <param name="Hits">Of these, who did what the test is about.</param>
public sealed record VariantResult(string Id, int Sent, int Hits)
{
    /// <summary>The share; null while nobody got it.</summary>
    public double? Rate => Sent == 0 ? null : (double)Hits / Sent;
}

/// <summary>Which variant did best.</summary>
/// <param name="Winner">The one ahead, which the rest gets; of several the first.</param>
/// <param name="IsDecided">Whether it is ahead by more than chance makes 1 time of 20.</param>
/// <param name="PValue">How often chance alone makes a difference as large; null while there is nothing to compare.</param>
/// <param name="Needs">People each variant needs so that a difference as now is found 8 times of 10; null when there is none.</param>
public sealed record AbVerdict(string Winner, bool IsDecided, double? PValue, int? Needs);

/// <summary>Compares variants by the chi-square test of equal shares, at 5 %.</summary>
/// <remarks>
/// One test of all shares at once, so more variants do not make a false find more likely. It is asked once, when the time set before has
/// come: to look again and again until it says yes would find what is not there. Fewer than five hits or misses expected in a cell decide
/// nothing.
/// </remarks>
public static class VariantComparison
{
    private const double Level = 0.05;
    private const double LeastExpected = 5;

    /// <summary>Compares variants in the order they are defined.</summary>
    public static AbVerdict Of(IReadOnlyList<VariantResult> variants)
    {
        var best = variants.OrderByDescending(variant => variant.Rate ?? -1).First();
        var sent = variants.Where(variant => variant.Sent > 0).ToList();
        var (people, hits) = (sent.Sum(variant => variant.Sent), sent.Sum(variant => variant.Hits));
        if (sent.Count < 2 || hits == 0 || hits == people)
        {
            return new AbVerdict(best.Id, false, null, null);
        }

        var share = (double)hits / people;
        var squares = sent.Sum(variant => Squared(variant.Hits - (variant.Sent * share)) / (variant.Sent * share * (1 - share)));
        var isEnough = sent.All(variant => variant.Sent * Math.Min(share, 1 - share) >= LeastExpected);
        var p = Chance.ChiSquareTail(squares, sent.Count - 1);
        var second = sent.Where(variant => variant.Id != best.Id).Max(variant => variant.Rate!.Value);
        return new AbVerdict(best.Id, isEnough && p < Level, isEnough ? p : null, SampleSize.OfShares(best.Rate ?? 0, second));
    }

    private static double Squared(double x) => x * x;
}
