using ClientBase.Domain.Forecast.Numerics;

namespace ClientBase.Domain.Forecast;

/// <summary>Maximum likelihood, with or without a prior: the best of several starts.</summary>
internal static class Maximizer
{
    /// <summary>A log-likelihood that adds its derivatives to the values already in the arrays.</summary>
    public delegate double LogLikelihood(ReadOnlySpan<double> logs, double[] gradient, double[,] curvature);

    /// <summary>Climbs from each start and returns the best result.</summary>
    /// <returns>The minimum of the negative log-likelihood, divided by a weight that brings it to the order of one.</returns>
    public static Optimum Best(LogLikelihood likelihood, LogPrior? prior, double weight, IEnumerable<double[]> starts, Box box)
    {
        return starts.Select(start => NewtonMinimizer.Minimize(Objective, start, box)).MinBy(optimum => optimum.Value)!;

        double Objective(ReadOnlySpan<double> at, double[] gradient, double[,] curvature) =>
            Negative(likelihood, prior, weight, at, gradient, curvature);
    }

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
