namespace ClientBase.Domain.Forecast.Numerics;

/// <summary>Newton's method with a damped step (Levenberg-Marquardt) in a box, for two to four variables.</summary>
/// <remarks>
/// Every step lowers the value, whatever the function; a variable pushed against its bound stays there and is left out of the step.
/// MathNet's BFGS-B finds the same maxima, of ordinary and degenerate bases alike, but gives no curvature at the end, which the standard
/// errors need.
/// </remarks>
public static class NewtonMinimizer
{
    private const int MaxEvaluations = 400;
    private const double LongestStep = 2d;
    private const double FlatGradient = 1e-10;
    private const double Rounding = 1e-15;
    private const double MaxDamping = 1e12;

    /// <summary>Descends from a start, which is moved into the box.</summary>
    public static Optimum Minimize(Objective function, ReadOnlySpan<double> start, Box box)
    {
        var at = box.Clamp(start);
        var (gradient, curvature) = (new double[at.Length], new double[at.Length, at.Length]);
        var (nextGradient, nextCurvature) = (new double[at.Length], new double[at.Length, at.Length]);
        var value = function(at, gradient, curvature);
        var damping = 1e-3;
        for (var evaluations = 1; ; evaluations++)
        {
            var free = Free(at, gradient, box);
            if (Array.TrueForAll(free, i => Math.Abs(gradient[i]) <= FlatGradient))
            {
                return new Optimum(at, value, curvature, true, evaluations);
            }

            var next = box.Clamp(Step(at, gradient, curvature, free, ref damping));
            var promised = Promise(at, next, gradient, curvature);
            if (evaluations == MaxEvaluations || damping > MaxDamping || (promised >= 0d && promised <= Rounding * (1d + Math.Abs(value))))
            {
                return new Optimum(at, value, curvature, evaluations < MaxEvaluations, evaluations);
            }

            var nextValue = function(next, nextGradient, nextCurvature);
            var gain = (value - nextValue) / promised;
            damping = gain switch
            {
                > 0.75d when promised > 0d => Math.Max(damping / 10d, 1e-12),
                > 0.1d when promised > 0d => damping,
                _ => damping * 10d,
            };
            if (nextValue < value)
            {
                (at, value) = (next, nextValue);
                (gradient, nextGradient, curvature, nextCurvature) = (nextGradient, gradient, nextCurvature, curvature);
            }
        }
    }

    private static int[] Free(double[] at, double[] gradient, Box box) =>
    [
        .. Enumerable.Range(0, at.Length).Where(i =>
            !(at[i] <= box.Lower[i] && gradient[i] >= 0d) && !(at[i] >= box.Upper[i] && gradient[i] <= 0d)),
    ];

    private static double[] Step(double[] at, double[] gradient, double[,] curvature, int[] free, ref double damping)
    {
        var (system, downhill) = (new double[free.Length, free.Length], new double[free.Length]);
        Cholesky? factors;
        do
        {
            for (var i = 0; i < free.Length; i++)
            {
                downhill[i] = -gradient[free[i]];
                for (var j = 0; j < free.Length; j++)
                {
                    system[i, j] = curvature[free[i], free[j]] + (i == j ? damping : 0d);
                }
            }

            factors = Cholesky.Of(system);
            damping = factors is null ? damping * 10d : damping;
        }
        while (factors is null && damping <= MaxDamping);

        var step = factors?.Solve(downhill) ?? downhill;
        var shorten = Math.Min(1d, LongestStep / step.Max(Math.Abs));
        var next = (double[])at.Clone();
        for (var i = 0; i < free.Length; i++)
        {
            next[free[i]] += shorten * step[i];
        }

        return next;
    }

    // How far the quadratic model of the function falls from one point to the next.
    private static double Promise(double[] at, double[] next, double[] gradient, double[,] curvature)
    {
        var fall = 0d;
        for (var i = 0; i < at.Length; i++)
        {
            fall -= gradient[i] * (next[i] - at[i]);
            for (var j = 0; j < at.Length; j++)
            {
                fall -= 0.5d * (next[i] - at[i]) * curvature[i, j] * (next[j] - at[j]);
            }
        }

        return fall;
    }
}
