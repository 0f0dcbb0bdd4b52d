using static ClientBase.Domain.Forecast.Numerics.SpecialFunctions;

namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>Means of a function of the dropout probability, which is distributed as beta(a, b).</summary>
/// <remarks>
/// The trapezoidal rule over the log odds of p, along the whole line: for functions as smooth as these its error falls exponentially with
/// the step. Where the function no longer changes, what is left of the sum is a geometric series, so that tiny a or b cost nothing.
/// </remarks>
internal static class DropoutMean
{
    private const double Step = 0.25;
    private const double Negligible = 1e-17;
    private const double Flat = 1e-14;

    /// <summary>The mean of a positive, falling function.</summary>
    /// <param name="a">Of the beta distribution.</param>
    /// <param name="b">The same.</param>
    /// <param name="steepAtZero">How fast the function may change near p = 0.</param>
    /// <param name="steepAtOne">How fast near p = 1.</param>
    /// <param name="function">The function.</param>
    public static double Of(double a, double b, double steepAtZero, double steepAtOne, Func<double, double> function)
    {
        var centre = Math.Log(a / b);
        var peak = LogWeight(centre, a, b);
        var step = Math.Min(Step, 0.7d * Math.Sqrt((1d / a) + (1d / b)));
        var sums = (Weight: 0d, Value: 0d);
        Add(ref sums, 1d, function(Logistic(centre)));
        for (var direction = -1; direction <= 1; direction += 2)
        {
            var (decay, steep) = direction < 0 ? (a, 1d + steepAtZero + a + b) : (b, 1d + steepAtOne + a + b);
            for (var i = 1; ; i++)
            {
                var odds = centre + (direction * i * step);
                var weight = Math.Exp(LogWeight(odds, a, b) - peak);
                var value = function(Logistic(odds));
                if (direction * odds > 0d && Logistic(-direction * odds) * steep < Flat)
                {
                    Add(ref sums, -weight / ExpLessOne(-decay * step), value);
                    break;
                }

                Add(ref sums, weight, value);
                if (weight <= Negligible * sums.Weight && weight * value <= Negligible * sums.Value)
                {
                    break;
                }
            }
        }

        return sums.Value / sums.Weight;
    }

    private static double LogWeight(double odds, double a, double b) => -(a * Softplus(-odds)) - (b * Softplus(odds));

    private static void Add(ref (double Weight, double Value) sums, double weight, double value)
    {
        sums.Weight += weight;
        sums.Value += weight * value;
    }
}
