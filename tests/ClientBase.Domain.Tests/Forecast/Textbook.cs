using ClientBase.Domain.Forecast.Numerics;
using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Tests.Forecast;

/// <summary>The published formulas, written down as they stand in the papers.</summary>
internal static class Textbook
{
    public static double LogLikelihood(PurchaseLaw law, PurchaseHistory history)
    {
        var (x, k) = (history.Repeats, history.Repeats + (law.Model == DropoutModel.BgNbd ? 0 : 1));
        var shape = law.R + x;
        var alive = Math.Exp(LogBeta(law.A, law.B + k) - LogBeta(law.A, law.B) - (shape * Math.Log(law.Alpha + history.Age)));
        var gone = k == 0
            ? 0d
            : Math.Exp(LogBeta(law.A + 1, law.B + k - 1) - LogBeta(law.A, law.B) - (shape * Math.Log(law.Alpha + history.Recency)));
        return SpecialFunctions.LogGamma(shape) - SpecialFunctions.LogGamma(law.R) + (law.R * Math.Log(law.Alpha)) + Math.Log(alive + gone);
    }

    /// <summary>Fader, Hardie (2013), equation 1a, with m = p x.</summary>
    public static double LogLikelihood(double m, double q, double v, int repeats, double mean) =>
        -LogBeta(m, q) + (q * Math.Log(v)) + ((m - 1) * Math.Log(mean)) + (m * Math.Log(repeats))
            - ((m + q) * Math.Log(v + (repeats * mean)));

    public static double ExpectedPurchases(PurchaseLaw law, PurchaseHistory history, double t)
    {
        var (x, k) = (history.Repeats, history.Repeats + (law.Model == DropoutModel.BgNbd ? 0 : 1));
        var shape = law.R + x;
        var (now, then) = (law.Alpha + history.Age, law.Alpha + history.Age + t);
        var series = Hypergeometric(shape, law.B + k, law.A + law.B + k - 1, t / then);
        var ifAlive = (law.A + law.B + k - 1) / (law.A - 1) * (1 - (Math.Pow(now / then, shape) * series));
        return k == 0 ? ifAlive : ifAlive / (1 + (law.A / (law.B + k - 1) * Math.Pow(now / (law.Alpha + history.Recency), shape)));
    }

    /// <summary>Second derivatives by central differences, and the first.</summary>
    public static double[,] Curvature(double[] at, Func<double[], double> function, out double[] slopes)
    {
        const double H = 1e-3;
        var size = at.Length;
        double Moved(int i, double by, int j = 0, double andBy = 0d)
        {
            var moved = (double[])at.Clone();
            moved[i] += by;
            moved[j] += andBy;
            return function(moved);
        }

        slopes = [.. Enumerable.Range(0, size).Select(i => (Moved(i, H) - Moved(i, -H)) / (2 * H))];
        var second = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                second[i, j] = (Moved(i, H, j, H) - Moved(i, H, j, -H) - Moved(i, -H, j, H) + Moved(i, -H, j, -H)) / (4 * H * H);
            }
        }

        return second;
    }

    public static double[,] Inverse(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var (left, inverse) = ((double[,])matrix.Clone(), new double[size, size]);
        for (var i = 0; i < size; i++)
        {
            inverse[i, i] = 1;
        }

        for (var pivot = 0; pivot < size; pivot++)
        {
            var scale = left[pivot, pivot];
            for (var column = 0; column < size; column++)
            {
                (left[pivot, column], inverse[pivot, column]) = (left[pivot, column] / scale, inverse[pivot, column] / scale);
            }

            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0d : left[row, pivot];
                for (var column = 0; column < size; column++)
                {
                    left[row, column] -= factor * left[pivot, column];
                    inverse[row, column] -= factor * inverse[pivot, column];
                }
            }
        }

        return inverse;
    }

    private static double LogBeta(double a, double b) =>
        SpecialFunctions.LogGamma(a) + SpecialFunctions.LogGamma(b) - SpecialFunctions.LogGamma(a + b);

    private static double Hypergeometric(double a, double b, double c, double z)
    {
        var (sum, term) = (0d, 1d);
        for (var n = 0; Math.Abs(term) > 1e-17 * Math.Abs(sum) || n < 10; n++)
        {
            sum += term;
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
        }

        return sum;
    }
}
