using static ClientBase.Domain.Forecast.Numerics.SpecialFunctions;

namespace ClientBase.Domain.Forecast.Numerics;

/// <summary>ln Γ(x + n) - ln Γ(x), the logarithm of x (x + 1) ... (x + n - 1), with its derivatives in x.</summary>
/// <param name="Log">The logarithm.</param>
/// <param name="First">ψ(x + n) - ψ(x).</param>
/// <param name="Second">ψ'(x + n) - ψ'(x).</param>
internal readonly record struct Rise(double Log, double First, double Second)
{
    private const int Few = 24;

    /// <summary>The rise from a positive number by so many steps.</summary>
    public static Rise Of(double from, int steps)
    {
        if (steps <= Few)
        {
            return Sum(from, steps);
        }

        var to = from + steps;
        var growth = LogOnePlus(steps / from);
        return new Rise(
            ((from - 0.5d) * growth) + (steps * Math.Log(to)) - steps + StirlingError(to) - StirlingError(from),
            growth + DigammaLessLog(to) - DigammaLessLog(from),
            Trigamma(to) - Trigamma(from));
    }

    // Few steps from a large number: differences of large values would leave no digits.
    private static Rise Sum(double from, int steps)
    {
        var (log, first, second) = (0d, 0d, 0d);
        for (var i = 0; i < steps; i++)
        {
            var inverse = 1d / (from + i);
            log += Math.Log(from + i);
            first += inverse;
            second -= inverse * inverse;
        }

        return new Rise(log, first, second);
    }
}
