namespace ClientBase.Domain.Forecast;

/// <summary>
/// What is assumed before any data: each parameter is log-normal around a typical value. It weighs like a few customers, so that more data
/// outweigh it.
/// </summary>
/// <param name="Typical">The logarithms of the typical values.</param>
/// <param name="Spread">Standard deviations of the logarithms.</param>
internal sealed record LogPrior(double[] Typical, double[] Spread)
{
    /// <summary>Subtracts the penalty from a log-likelihood and its derivatives.</summary>
    public double Penalise(ReadOnlySpan<double> logs, double[] gradient, double[,] curvature)
    {
        var penalty = 0d;
        for (var i = 0; i < Typical.Length; i++)
        {
            var precision = 1d / (Spread[i] * Spread[i]);
            var distance = logs[i] - Typical[i];
            penalty += 0.5d * precision * distance * distance;
            gradient[i] -= precision * distance;
            curvature[i, i] -= precision;
        }

        return -penalty;
    }
}
