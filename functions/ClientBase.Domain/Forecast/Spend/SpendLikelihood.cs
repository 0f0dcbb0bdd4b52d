using static ClientBase.Domain.Forecast.Numerics.SpecialFunctions;

namespace ClientBase.Domain.Forecast.Spend;

/// <summary>The log-likelihood of Gamma-Gamma with first and second derivatives, in the logarithms of p, q, v.</summary>
/// <remarks>
/// With m = p x the likelihood of a mean z is that of a beta prime distribution. Its powers and its beta function are huge and nearly
/// cancel when customers are alike. Here they are paired (after Loader's binomial deviance), so that nothing large is subtracted.
/// </remarks>
internal sealed class SpendLikelihood((int Repeats, double Mean)[] customers)
{
    /// <summary>Variables.</summary>
    public const int Size = 3;

    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>Computes the log-likelihood of all customers; adds its derivatives to the values already in the arrays.</summary>
    public double Evaluate(ReadOnlySpan<double> logs, double[] gradient, double[,] curvature)
    {
        var (p, q, v, total) = (Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), 0d);
        var terms = default(Terms);
        foreach (var (repeats, mean) in customers)
        {
            // The caller sorts by number of purchases, so neighbours mostly share these terms.
            terms = terms.Repeats == repeats ? terms : Terms.Of(repeats, p, q);
            total += Add(terms, q, v, repeats * mean, gradient, curvature) - Math.Log(mean);
        }

        (curvature[1, 0], curvature[2, 0], curvature[2, 1]) = (curvature[0, 1], curvature[0, 2], curvature[1, 2]);
        return total;
    }

    private static double Add(in Terms terms, double q, double v, double spent, double[] g, double[,] h)
    {
        var (m, all) = (terms.M, v + spent);
        var (share, rest) = (spent / all, v / all);
        var excess = (q * share) - (m * rest);
        var ofSpent = LogRatio(excess / m, share, (m + q) / m);
        var ofRest = LogRatio(-excess / q, rest, (m + q) / q);
        var (slopeP, slopeQ) = (m * (ofSpent + terms.SlopeP), q * (ofRest + terms.SlopeQ));
        g[0] += slopeP;
        g[1] += slopeQ;
        g[2] += excess;
        h[0, 0] += slopeP + terms.CurvePP;
        h[0, 1] += terms.CurvePQ;
        h[0, 2] -= m * rest;
        h[1, 1] += slopeQ + terms.CurveQQ;
        h[1, 2] += q * share;
        h[2, 2] -= (m + q) * share * rest;
        return (m * ofSpent) + (q * ofRest) + terms.Constant;
    }

    // ln(1 + excess), which equals ln(share · inverse): whichever form is more exact.
    private static double LogRatio(double excess, double share, double inverse) =>
        Math.Abs(excess) < 0.5d ? LogOnePlus(excess) : Math.Log(share) + Math.Log(inverse);

    // The terms that depend only on the number of purchases.
    private readonly record struct Terms(
        int Repeats, double M, double Constant, double SlopeP, double SlopeQ, double CurvePP, double CurvePQ, double CurveQQ)
    {
        public static Terms Of(int repeats, double p, double q)
        {
            var m = p * repeats;
            var (sum, curve) = (DigammaLessLog(m + q), Trigamma(m + q));
            return new Terms(
                repeats,
                m,
                (0.5d * (Math.Log(m) + Math.Log(q / (m + q)))) - HalfLogTwoPi + StirlingError(m + q) - StirlingError(m) - StirlingError(q),
                sum - DigammaLessLog(m),
                sum - DigammaLessLog(q),
                m * m * (curve - Trigamma(m)),
                m * q * curve,
                q * q * (curve - Trigamma(q)));
        }
    }
}
