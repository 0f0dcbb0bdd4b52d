using ClientBase.Domain.Forecast.Numerics;

namespace ClientBase.Domain.Campaigns.Experiments;

/// <summary>How often chance alone makes a figure as large.</summary>
internal static class Chance
{
    private const int MaxTerms = 500;
    private const double Exact = 1e-14;

    /// <summary>How often a standard normal figure is this far from 0, on either side.</summary>
    public static double NormalTails(double z) => ChiSquareTail(z * z, 1);

    /// <summary>How often a chi-square figure is at least this large.</summary>
    public static double ChiSquareTail(double x, int degrees) => x <= 0 ? 1 : UpperGamma(degrees / 2.0, x / 2);

    // The regularised upper incomplete gamma function: its series below a + 1, its continued fraction (Lentz) above.
    private static double UpperGamma(double a, double x)
    {
        var scale = Math.Exp((a * Math.Log(x)) - x - SpecialFunctions.LogGamma(a));
        if (x < a + 1)
        {
            var (term, sum) = (1 / a, 1 / a);
            for (var n = 1; n < MaxTerms && term > sum * Exact; n++)
            {
                term *= x / (a + n);
                sum += term;
            }

            return Math.Clamp(1 - (sum * scale), 0, 1);
        }

        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var (c, d) = (1 / Tiny, 1 / b);
        var fraction = d;
        for (var n = 1; n < MaxTerms; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / NotZero((numerator * d) + b);
            c = NotZero(b + (numerator / c));
            var factor = c * d;
            fraction *= factor;
            if (Math.Abs(factor - 1) < Exact)
            {
                break;
            }
        }

        return Math.Clamp(scale * fraction, 0, 1);

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
