namespace ClientBase.Domain.Forecast.Numerics;

/// <summary>The logarithm of the gamma function and its derivatives, for positive arguments, to about 13 digits.</summary>
/// <remarks>Raised to an argument of 10 by the recurrence, then Stirling's series (DLMF 5.11).</remarks>
public static class SpecialFunctions
{
    private const double Asymptotic = 10d;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ln Γ(x).</summary>
    public static double LogGamma(double x) => ((x - 0.5d) * Math.Log(x)) - x + HalfLogTwoPi + StirlingError(x);

    /// <summary>What Stirling's formula leaves of ln Γ(x): ln Γ(x) - ((x - 1/2) ln x - x + ln √2π).</summary>
    /// <remarks>Where arguments are large, differences of ln Γ are taken without it and keep their digits.</remarks>
    public static double StirlingError(double x)
    {
        if (x >= Asymptotic)
        {
            var y = 1d / (x * x);
            return (1d / 12 - (y * (1d / 360 - (y * (1d / 1260 - (y * (1d / 1680 - (y * (1d / 1188 - (y * 691d / 360360)))))))))) / x;
        }

        // ln Γ(x) = ln Γ(x + n) - ln (x (x + 1) ... (x + n - 1)).
        var (product, raised) = (1d, x);
        while (raised < Asymptotic)
        {
            product *= raised++;
        }

        return StirlingError(raised) + ((raised - 0.5d) * Math.Log(raised)) - raised - Math.Log(product) - ((x - 0.5d) * Math.Log(x)) + x;
    }

    /// <summary>ψ(x), the derivative of ln Γ(x).</summary>
    public static double Digamma(double x) => Math.Log(x) + DigammaLessLog(x);

    /// <summary>ψ(x) - ln x: small where x is large, so that differences of ψ keep their digits.</summary>
    public static double DigammaLessLog(double x)
    {
        var (sum, raised) = (0d, x);
        while (raised < Asymptotic)
        {
            sum += 1d / raised++;
        }

        var y = 1d / (raised * raised);
        var series = (-0.5d / raised)
            - (y * (1d / 12 - (y * (1d / 120 - (y * (1d / 252 - (y * (1d / 240 - (y * (1d / 132 - (y * 691d / 32760)))))))))));
        return raised == x ? series : series - sum + Math.Log(raised / x);
    }

    /// <summary>ψ'(x).</summary>
    public static double Trigamma(double x)
    {
        var (sum, raised) = (0d, x);
        while (raised < Asymptotic)
        {
            sum += 1d / (raised * raised);
            raised++;
        }

        var y = 1d / (raised * raised);
        var series = 1d / 6 - (y * (1d / 30 - (y * (1d / 42 - (y * (1d / 30 - (y * (5d / 66 - (y * 691d / 2730)))))))));
        return sum + ((1d + (0.5d / raised) + (y * series)) / raised);
    }

    /// <summary>ln(1 + e^z), without overflow.</summary>
    public static double Softplus(double z) => Math.Max(z, 0d) + LogOnePlus(Math.Exp(-Math.Abs(z)));

    /// <summary>1 / (1 + e^-z).</summary>
    public static double Logistic(double z) => z >= 0d ? 1d / (1d + Math.Exp(-z)) : Math.Exp(z) / (1d + Math.Exp(z));

    /// <summary>ln(1 + x), exact for small x.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1d + x;
        if (sum == 1d)
        {
            return x;
        }

        // Kahan: the rounding of 1 + x cancels in the ratio.
        return double.IsInfinity(sum) ? Math.Log(x) : Math.Log(sum) * (x / (sum - 1d));
    }

    /// <summary>e^x - 1, exact for small x.</summary>
    public static double ExpLessOne(double x)
    {
        if (Math.Abs(x) > 0.5d)
        {
            return Math.Exp(x) - 1d;
        }

        var power = Math.Exp(x);
        return power == 1d ? x : (power - 1d) * (x / Math.Log(power));
    }
}
