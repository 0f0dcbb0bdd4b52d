namespace ClientBase.Domain.Forecast.Spend;

/// <summary>Gamma-Gamma (Fader, Hardie 2013): what purchases cost, independent of how often a customer buys.</summary>
/// <param name="P">Shape of one customer's purchases.</param>
/// <param name="Q">Shape of how customers differ.</param>
/// <param name="V">Scale of that, in money.</param>
public readonly record struct SpendLaw(double P, double Q, double V)
{
    /// <summary>Mean purchase expected of a customer; null where the mean does not exist (p x + q at most 1).</summary>
    /// <param name="repeats">Repeat purchases; without any, the mean is that of the base.</param>
    /// <param name="meanSpend">Their mean; less than nothing counts as nothing.</param>
    public double? MeanPurchase(int repeats, double meanSpend)
    {
        var weight = (P * repeats) + Q - 1d;
        return weight > 0d ? P * (V + (repeats * Math.Max(meanSpend, 0d))) / weight : null;
    }
}
