using static ClientBase.Domain.Forecast.Numerics.SpecialFunctions;

namespace ClientBase.Domain.Forecast.Spend;

/// <summary>The log-likelihood of Gamma-Gamma with first and second derivatives, in the logarithms of p, q, v.</summary>
/// <remarks>
/// With m = p x the likelihood of a mean z is that of a beta prime distribution. Its powers and its beta function are huge and nearly cancel
/// where customers are alike; here they are paired (after Loader's binomial deviance), so that nothing large is subtracted.
/// </remarks>
internal sealed class SpendLikelihood((int Repeats, double Mean)[] customers)
{
    /// <summary>Variables.</summary>
    public const int Size = 3;

    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>Computes the log-likelihood of all customers; derivatives are added to what the arrays hold.</summary>
    public double Evaluate(ReadOnlySpan<double> logs, double[] gradient, double[,] curvature)
    {
        var (p, q, v, total) = (Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), 0d);
        foreach (var (repeats, mean) in customers)
        {
            total += Add(p * repeats, q, v, repeats * mean, gradient, curvature) - Math.Log(mean);
        }

        (curvature[1, 0], curvature[2, 0], curvature[2, 1]) = (curvature[0, 1], curvature[0, 2], curvature[1, 2]);
        return total;
    }

    private static double Add(double m, double q, double v, double spent, double[] g, double[,] h)
    {
        var all = v + spent;
        var (share, rest) = (spent / all, v / all);
        var excess = (q * share) - (m * rest);
        var ofSpent = LogRatio(excess / m, share, (m + q) / m);
        var ofRest = LogRatio(-excess / q, rest, (m + q) / q);
        var (sum, one, two) = (DigammaLessLog(m + q), DigammaLessLog(m), DigammaLessLog(q));
        var (sumCurve, oneCurve, twoCurve) = (Trigamma(m + q), Trigamma(m), Trigamma(q));

        var (slopeP, slopeQ) = (m * (ofSpent + sum - one), q * (ofRest + sum - two));
        g[0] += slopeP;
        g[1] += slopeQ;
        g[2] += excess;
        h[0, 0] += slopeP + (m * m * (sumCurve - oneCurve));
        h[0, 1] += m * q * sumCurve;
        h[0, 2] -= m * rest;
        h[1, 1] += slopeQ + (q * q * (sumCurve - twoCurve));
        h[1, 2] += q * share;
        h[2, 2] -= (m + q) * share * rest;
        return (m * ofSpent) + (q * ofRest) + (0.5d * (Math.Log(m) + Math.Log(q / (m + q)))) - HalfLogTwoPi
            + StirlingError(m + q) - StirlingError(m) - StirlingError(q);
    }

    // ln(1 + excess), which is ln(share · inverse): each form where it keeps its digits.
    private static double LogRatio(double excess, double share, double inverse) =>
        Math.Abs(excess) < 0.5d ? LogOnePlus(excess) : Math.Log(share) + Math.Log(inverse);
}
