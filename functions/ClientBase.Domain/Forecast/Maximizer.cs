using ClientBase.Domain.Forecast.Numerics;

namespace ClientBase.Domain.Forecast;

/// <summary>Maximum likelihood, with or without a prior: the best of several starts.</summary>
internal static class Maximizer
{
    /// <summary>A log-likelihood that adds its derivatives to what the arrays hold.</summary>
    public delegate double LogLikelihood(ReadOnlySpan<double> logs, double[] gradient, double[,] curvature);

    /// <summary>Climbs from each start; the result is of the negative, divided by a weight that makes it of order one.</summary>
    public static Optimum Best(LogLikelihood likelihood, LogPrior? prior, double weight, IEnumerable<double[]> starts, Box box) =>
        starts.Select(start => NewtonMinimizer.Minimize((at, gradient, curvature) => Negative(likelihood, prior, weight, at, gradient, curvature), start, box))
            .MinBy(optimum => optimum.Value)!;

    private static double Negative(
        LogLikelihood likelihood, LogPrior? prior, double weight, ReadOnlySpan<double> at, double[] gradient, double[,] curvature)
    {
        Array.Clear(gradient);
        Array.Clear(curvature);
        var value = likelihood(at, gradient, curvature) + (prior?.Penalise(at, gradient, curvature) ?? 0d);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= -weight;
            for (var j = 0; j < gradient.Length; j++)
            {
                curvature[i, j] /= -weight;
            }
        }

        return value / -weight;
    }
}
