namespace ClientBase.Domain.Analytics;

/// <summary>A range the true figure lies in, 95 times of 100.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record Interval(decimal Low, decimal High);

/// <summary>The Wilson score interval of a share at 95 %: sound for few cases and for shares of 0 and 1.</summary>
/// <remarks>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).</remarks>
internal static class Wilson
{
    public const double Z = 1.959963984540054;

    /// <summary>The ends of the interval for <paramref name="hits"/> of <paramref name="cases"/>, of which there is at least one.</summary>
    public static (double Low, double High) Of(int hits, int cases)
    {
        var share = (double)hits / cases;
        var weight = Z * Z / cases;
        var centre = share + (weight / 2);
        var half = Z * Math.Sqrt(((share * (1 - share)) + (weight / 4)) / cases);
        return (Math.Max(0, (centre - half) / (1 + weight)), Math.Min(1, (centre + half) / (1 + weight)));
    }
}
