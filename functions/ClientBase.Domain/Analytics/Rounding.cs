namespace ClientBase.Domain.Analytics;

/// <summary>
/// How reports round their figures: sums not at all, averages to cents, ratios to four places; null where one would divide by zero.
/// </summary>
internal static class Rounding
{
    private const int ShareDigits = 4;
    private const double LargestRatio = 1e24;

    /// <summary>To cents, half away from zero.</summary>
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>An amount divided by a count, in cents.</summary>
    public static decimal? Each(decimal amount, int count) => count == 0 ? null : Cents(amount / count);

    /// <summary>A part of a whole; null when the whole is nothing, or so little that the ratio has no meaning.</summary>
    public static decimal? Share(decimal part, decimal whole) =>
        whole == 0m || Math.Abs((double)part) / Math.Abs((double)whole) > LargestRatio
            ? null
            : Math.Round(part / whole, ShareDigits, MidpointRounding.AwayFromZero);

    /// <summary>The change from one figure to the next, as a share of the first.</summary>
    public static decimal? Change(decimal from, decimal to) => Share(to - from, from);
}
