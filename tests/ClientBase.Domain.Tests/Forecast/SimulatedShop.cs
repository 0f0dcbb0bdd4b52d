using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Tests.Forecast;

/// <summary>Customers who do exactly what the models say: buy at a rate of their own until they drop out.</summary>
internal static class SimulatedShop
{
    /// <summary>Their histories after a time.</summary>
    public static PurchaseHistory?[] Histories(PurchaseLaw law, int customers, double age, Random random) =>
        [.. Enumerable.Range(0, customers).Select(_ => (PurchaseHistory?)One(law, age, random).History)];

    /// <summary>One customer: the history until an age, and the times of the repeat purchases after it.</summary>
    public static (PurchaseHistory History, List<double> Later, bool IsAlive) One(
        PurchaseLaw law, double age, Random random, double ahead = 0d)
    {
        var (rate, dropout) = (Gamma(law.R, random) / law.Alpha, Beta(law.A, law.B, random));
        var (repeats, recency, at) = (0, 0d, 0d);
        var later = new List<double>();

        // MBG/NBD: one may drop out right after the first purchase, too.
        var isAlive = law.Model == DropoutModel.BgNbd || random.NextDouble() >= dropout;
        var wasAlive = isAlive;
        while (isAlive)
        {
            at -= Math.Log(1d - random.NextDouble()) / rate;
            if (at > age + ahead)
            {
                break;
            }

            if (at <= age)
            {
                (repeats, recency) = (repeats + 1, at);
            }
            else
            {
                later.Add(at - age);
            }

            isAlive = random.NextDouble() >= dropout;
            wasAlive = at <= age ? isAlive : wasAlive;
        }

        return (new PurchaseHistory(repeats, recency, age), later, wasAlive);
    }

    // Marsaglia and Tsang (2000).
    public static double Gamma(double shape, Random random)
    {
        if (shape < 1d)
        {
            return Gamma(shape + 1d, random) * Math.Pow(1d - random.NextDouble(), 1d / shape);
        }

        var d = shape - (1d / 3d);
        var c = 1d / Math.Sqrt(9d * d);
        while (true)
        {
            var x = Math.Sqrt(-2d * Math.Log(1d - random.NextDouble())) * Math.Cos(2d * Math.PI * random.NextDouble());
            var v = Math.Pow(1d + (c * x), 3d);
            if (v > 0d && Math.Log(1d - random.NextDouble()) < (0.5d * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private static double Beta(double a, double b, Random random)
    {
        var (x, y) = (Gamma(a, random), Gamma(b, random));
        return x / (x + y);
    }
}
