namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>How many gave a score.</summary>
/// <param name="Score">The score.</param>
/// <param name="Answers">How many gave it.</param>
public sealed record ScoreCount(int Score, int Answers);

/// <summary>Net promoter score: who would recommend the shop, on a scale of 0 to 10.</summary>
/// <remarks>
/// The confidence interval is computed as if there were three more answers, spread 1:2:1 over promoters, passives and detractors. That
/// makes it sound for few answers too (B. Rocks, "Interval estimation for the net promoter score", The American Statistician 70, 2016).
/// </remarks>
/// <param name="Answers">Answers of 0 to 10; others are not counted.</param>
/// <param name="Promoters">Of 9 or 10.</param>
/// <param name="Passives">Of 7 or 8.</param>
/// <param name="Detractors">Of 0 to 6.</param>
/// <param name="Score">100 x (promoters - detractors) / answers, -100 to 100, to one place; null without answers.</param>
/// <param name="Confidence">Where the score of all customers lies, at 95 %; null without answers.</param>
/// <param name="Distribution">All scores, 0 to 10.</param>
public sealed record NpsReport(
    int Answers, int Promoters, int Passives, int Detractors, decimal? Score, Interval? Confidence, IReadOnlyList<ScoreCount> Distribution)
{
    private const double AddedAnswers = 3;

    /// <summary>The score of some answers.</summary>
    public static NpsReport Of(IEnumerable<int> scores)
    {
        var counts = Scores.Count(scores, 0, 10);
        var (detractors, passives, promoters) = (counts[..7].Sum(), counts[7..9].Sum(), counts[9..].Sum());
        var answers = detractors + passives + promoters;
        return new NpsReport(
            answers,
            promoters,
            passives,
            detractors,
            answers == 0 ? null : Math.Round(100m * (promoters - detractors) / answers, 1, MidpointRounding.AwayFromZero),
            answers == 0 ? null : Range(promoters, detractors, answers),
            Scores.Distribution(counts, 0));
    }

    private static Interval Range(int promoters, int detractors, int answers)
    {
        var all = answers + AddedAnswers;
        var (up, down) = ((promoters + (AddedAnswers / 4)) / all, (detractors + (AddedAnswers / 4)) / all);
        var mean = up - down;
        var half = Wilson.Z * Math.Sqrt((up + down - (mean * mean)) / all);
        return Scores.Interval(100 * Math.Max(-1, mean - half), 100 * Math.Min(1, mean + half), 1);
    }
}

/// <summary>Ratings of 1 to 5 stars.</summary>
/// <param name="Answers">Ratings of 1 to 5; others are not counted.</param>
/// <param name="Mean">Their mean, to two places; null without any.</param>
/// <param name="MeanConfidence">
/// Mean -+ 1.96 sample deviations / root of the answers, within 1 to 5; null with fewer than two answers.
/// </param>
/// <param name="PositiveShare">Share of 4 and 5 stars, of one; null without any.</param>
/// <param name="PositiveConfidence">Its Wilson interval at 95 %; null without any.</param>
/// <param name="Distribution">All ratings, 1 to 5.</param>
public sealed record RatingReport(
    int Answers,
    decimal? Mean,
    Interval? MeanConfidence,
    decimal? PositiveShare,
    Interval? PositiveConfidence,
    IReadOnlyList<ScoreCount> Distribution)
{
    /// <summary>The ratings of one thing.</summary>
    public static RatingReport Of(IEnumerable<int> stars)
    {
        var counts = Scores.Count(stars, 1, 5);
        var (answers, positive) = (counts.Sum(), counts[3] + counts[4]);
        var distribution = Scores.Distribution(counts, 1);
        if (answers == 0)
        {
            return new RatingReport(0, null, null, null, null, distribution);
        }

        var mean = distribution.Sum(one => (double)one.Score * one.Answers) / answers;
        var (low, high) = Wilson.Of(positive, answers);
        return new RatingReport(
            answers,
            Math.Round(distribution.Sum(one => (decimal)one.Score * one.Answers) / answers, 2, MidpointRounding.AwayFromZero),
            answers < 2 ? null : Range(distribution, mean, answers),
            Rounding.Share(positive, answers),
            Scores.Interval(low, high, 4),
            distribution);
    }

    /// <summary>The ratings of each product, by its id in ordinal order.</summary>
    public static IReadOnlyList<KeyValuePair<string, RatingReport>> ByProduct(IEnumerable<(string ProductId, int Stars)> ratings) =>
    [
        .. ratings.GroupBy(rating => rating.ProductId, rating => rating.Stars, StringComparer.Ordinal)
            .OrderBy(product => product.Key, StringComparer.Ordinal).Select(product => KeyValuePair.Create(product.Key, Of(product))),
    ];

    private static Interval Range(IReadOnlyList<ScoreCount> distribution, double mean, int answers)
    {
        var variance = distribution.Sum(one => one.Answers * (one.Score - mean) * (one.Score - mean)) / (answers - 1);
        var half = Wilson.Z * Math.Sqrt(variance / answers);
        return Scores.Interval(Math.Max(1, mean - half), Math.Min(5, mean + half), 2);
    }
}

internal static class Scores
{
    public static int[] Count(IEnumerable<int> scores, int lowest, int highest)
    {
        var counts = new int[highest - lowest + 1];
        foreach (var score in scores)
        {
            if (score >= lowest && score <= highest)
            {
                counts[score - lowest]++;
            }
        }

        return counts;
    }

    public static IReadOnlyList<ScoreCount> Distribution(int[] counts, int lowest) =>
        [.. counts.Select((count, i) => new ScoreCount(lowest + i, count))];

    public static Interval Interval(double low, double high, int digits) => new(Rounded(low, digits), Rounded(high, digits));

    private static decimal Rounded(double value, int digits) => Math.Round((decimal)value, digits, MidpointRounding.AwayFromZero);
}
