using ClientBase.Domain.Forecast.Numerics;
using static ClientBase.Domain.Forecast.Numerics.SpecialFunctions;

namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>The log-likelihood of BG/NBD and MBG/NBD, with first and second derivatives, in the logarithms of r, α, a, b.</summary>
/// <remarks>
/// Fader, Hardie, Lee (2005), equation 6. With k the chances to drop out that were survived, at the latest purchase or before it
/// (x in BG/NBD, x + 1 in MBG/NBD), a customer's likelihood is that of being alive, times 1 + e^z, z being the log odds of being gone:
/// z = ln a - ln(b + k - 1) + (r + x) ln((α + T) / (α + t_x)), no such term at k = 0. Nothing here overflows or takes differences of
/// large numbers, so it holds for any history.
/// </remarks>
internal sealed class PurchaseLikelihood(WeightedHistories histories, DropoutModel model)
{
    /// <summary>Variables.</summary>
    public const int Size = 4;

    /// <summary>Computes the log-likelihood of all histories; adds its derivatives to the values already in the arrays.</summary>
    public double Evaluate(ReadOnlySpan<double> logs, double[] gradient, double[,] curvature)
    {
        var law = new PurchaseLaw(model, Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3]));
        var (total, repeats, rises) = (0d, -1, default(Rises));
        foreach (var (history, customers) in histories.Groups)
        {
            if (history.Repeats != repeats)
            {
                repeats = history.Repeats;
                rises = Rises.Of(law, repeats);
            }

            total += customers * AddAlive(law, rises, history, customers, gradient, curvature);
            if (rises.Chances > 0)
            {
                total += customers * AddGone(law, rises.Chances, history, customers, gradient, curvature);
            }
        }

        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                curvature[i, j] = curvature[j, i];
            }
        }

        return total;
    }

    private static double AddAlive(PurchaseLaw law, in Rises rises, PurchaseHistory history, double weight, double[] g, double[,] h)
    {
        var (r, alpha, a, b) = (law.R, law.Alpha, law.A, law.B);
        var (x, age) = (history.Repeats, history.Age);
        var grown = alpha + age;
        var waiting = LogOnePlus(age / alpha);
        g[0] += weight * r * (rises.R.First - waiting);
        g[1] += weight * ((r * age) - (x * alpha)) / grown;
        g[2] -= weight * a * rises.AB.First;
        g[3] += weight * b * (rises.B.First - rises.AB.First);
        h[0, 0] += weight * ((r * (rises.R.First - waiting)) + (r * r * rises.R.Second));
        h[0, 1] += weight * r * age / grown;
        h[1, 1] -= weight * (r + x) * (alpha / grown) * (age / grown);
        h[2, 2] -= weight * a * (rises.AB.First + (a * rises.AB.Second));
        h[2, 3] -= weight * a * b * rises.AB.Second;
        h[3, 3] += weight * b * (rises.B.First - rises.AB.First + (b * (rises.B.Second - rises.AB.Second)));
        return rises.R.Log - (x * Math.Log(grown)) - (r * waiting) + rises.B.Log - rises.AB.Log;
    }

    // ln(1 + e^z) has the derivatives w z' and w z'' + w (1 - w) z' z'.
    private static double AddGone(PurchaseLaw law, int chances, PurchaseHistory history, double weight, double[] g, double[,] h)
    {
        var (r, alpha, b, s) = (law.R, law.Alpha, law.B, law.R + history.Repeats);
        var (grown, before) = (alpha + history.Age, alpha + history.Recency);
        var silence = LogOnePlus((history.Age - history.Recency) / before);
        var share = alpha * (history.Age - history.Recency) / grown / before;
        var z = law.LogOddsGone(history);
        var w = Logistic(z);
        var survived = b / (b + chances - 1d);

        Span<double> slope = [r * silence, -s * share, 1d, -survived];
        for (var i = 0; i < Size; i++)
        {
            g[i] += weight * w * slope[i];
            for (var j = i; j < Size; j++)
            {
                h[i, j] += weight * w * (1d - w) * slope[i] * slope[j];
            }
        }

        h[0, 0] += weight * w * r * silence;
        h[0, 1] -= weight * w * r * share;
        h[1, 1] -= weight * w * s * share * (1d - (alpha / grown) - (alpha / before));
        h[3, 3] -= weight * w * survived * (1d - survived);
        return Softplus(z);
    }

    // The terms that depend only on the number of purchases.
    private readonly record struct Rises(int Chances, Rise R, Rise B, Rise AB)
    {
        public static Rises Of(PurchaseLaw law, int repeats)
        {
            var chances = law.Chances(repeats);
            return new Rises(chances, Rise.Of(law.R, repeats), Rise.Of(law.B, chances), Rise.Of(law.A + law.B, chances));
        }
    }
}
