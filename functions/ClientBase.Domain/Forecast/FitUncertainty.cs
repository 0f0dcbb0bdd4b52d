using ClientBase.Domain.Forecast.Numerics;

namespace ClientBase.Domain.Forecast;

/// <summary>How sure the parameters of a fit are: the inverse of the observed information, in their logarithms.</summary>
/// <remarks>Parameters at a bound count as known: the likelihood does not curve there.</remarks>
internal sealed class FitUncertainty(double[] logs, int[] free, double[][]? covariance)
{
    private const double Step = 1e-4;

    public static FitUncertainty Of(Optimum optimum, double weight, Box box)
    {
        var free = Enumerable.Range(0, optimum.At.Length).Where(i => !box.IsAtBound(optimum.At, i)).ToArray();
        var information = new double[free.Length, free.Length];
        for (var i = 0; i < free.Length; i++)
        {
            for (var j = 0; j < free.Length; j++)
            {
                information[i, j] = weight * optimum.Curvature[free[i], free[j]];
            }
        }

        var factors = Cholesky.Of(information);
        var columns = factors is null ? null : free.Select((_, i) => factors.Solve([.. free.Select((_, j) => i == j ? 1d : 0d)])).ToArray();
        return new FitUncertainty(optimum.At, free, columns);
    }

    /// <summary>A figure made from the parameters, given their logarithms.</summary>
    public Estimate Of(Func<double[], double> figure)
    {
        var value = figure(logs);
        if (covariance is null)
        {
            return new Estimate(value, null);
        }

        var slopes = Array.ConvertAll(free, i => (figure(Moved(i, Step)) - figure(Moved(i, -Step))) / (2d * Step));
        var variance = 0d;
        for (var i = 0; i < free.Length; i++)
        {
            for (var j = 0; j < free.Length; j++)
            {
                variance += slopes[i] * covariance[i][j] * slopes[j];
            }
        }

        var error = Math.Sqrt(Math.Max(variance, 0d));
        return new Estimate(value, double.IsFinite(error) ? error : null);
    }

    private double[] Moved(int variable, double by)
    {
        var moved = (double[])logs.Clone();
        moved[variable] += by;
        return moved;
    }
}
