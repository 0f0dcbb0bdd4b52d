using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>Rating by profit.</summary>
public enum Rating
{
    /// <summary>The most profitable of those with a profit.</summary>
    A,

    /// <summary>Those after them.</summary>
    B,

    /// <summary>Those after them.</summary>
    C,

    /// <summary>The rest of those with a profit.</summary>
    D,

    /// <summary>No profit.</summary>
    E,
}

/// <summary>The ratings A to E: everybody has exactly one.</summary>
public static class Ratings
{
    /// <summary>Their segments under the thresholds given.</summary>
    public static IReadOnlyList<Segment> Of(SegmentOptions options) =>
    [
        Of(Rating.A, 0m, options.RatingA),
        Of(Rating.B, options.RatingA, options.RatingB),
        Of(Rating.C, options.RatingB, options.RatingC),
        Of(Rating.D, options.RatingC, 1m),
        Segment(Rating.E, new(
            "no profit: refunds, discounts and costs eat the revenue up",
            "прибыли нет: возвраты, скидки и затраты съедают выручку")),
    ];

    private static Segment Of(Rating rating, decimal from, decimal to)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{from * 100m:0.##}–{to * 100m:0.##} %");
        return Segment(rating, new(
            $"{part} of those with a profit, ranked from the most profitable",
            $"{part} приносящих прибыль, считая от самых прибыльных"));
    }

    private static Segment Segment(Rating rating, LocalText words) => new(
        $"rating-{char.ToLowerInvariant(Letter(rating))}",
        new($"Rating {Letter(rating)}", $"Рейтинг {Letter(rating)}"),
        $"rating = {Letter(rating)}",
        words,
        (in Customer customer) => customer.Rating == rating);

    private static char Letter(Rating rating) => (char)('A' + (int)rating);
}
