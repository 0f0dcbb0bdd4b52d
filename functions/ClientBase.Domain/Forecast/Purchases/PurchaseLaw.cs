using static ClientBase.Domain.Forecast.Numerics.SpecialFunctions;

namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>BG/NBD or MBG/NBD with its parameters, and what it predicts for a customer.</summary>
/// <param name="Model">Which of the two.</param>
/// <param name="R">Shape of the purchase rates: gamma(r, α).</param>
/// <param name="Alpha">Their rate parameter, in the unit of the times.</param>
/// <param name="A">Of the dropout probabilities: beta(a, b).</param>
/// <param name="B">The same.</param>
public readonly record struct PurchaseLaw(DropoutModel Model, double R, double Alpha, double A, double B)
{
    /// <summary>How many chances to drop out a customer with so many repeat purchases has had.</summary>
    internal int Chances(int repeats) => Model == DropoutModel.BgNbd ? repeats : repeats + 1;

    /// <summary>The log odds that the customer is gone; minus infinity when they cannot be.</summary>
    internal double LogOddsGone(PurchaseHistory history) => Chances(history.Repeats) is > 0 and var chances
        ? Math.Log(A) - Math.Log(B + chances - 1d)
            + ((R + history.Repeats) * LogOnePlus((history.Age - history.Recency) / (Alpha + history.Recency)))
        : double.NegativeInfinity;

    /// <summary>The probability that the customer still buys.</summary>
    public double PAlive(PurchaseHistory history) => Logistic(-LogOddsGone(history));

    /// <summary>Purchases expected in the time ahead.</summary>
    public double ExpectedPurchases(PurchaseHistory history, double ahead) =>
        PAlive(history) * PurchasesIfAlive(history.Repeats, history.Age, ahead);

    /// <summary>Purchases expected in the time ahead of a customer known to be alive. Does not depend on recency.</summary>
    /// <remarks>
    /// With rate λ and dropout p it is (1 - e^(-λpt)) / p. Its mean over gamma(r + x, α + T) and beta(a, b + k) is the published closed
    /// form with a Gauss hypergeometric function. That form is 0/0 at a = 1, and its series does not end when t is much longer than T. So
    /// the mean is computed directly.
    /// </remarks>
    public double PurchasesIfAlive(int repeats, double age, double ahead)
    {
        var (shape, time) = (R + repeats, ahead / (Alpha + age));
        return DropoutMean.Of(A, B + Chances(repeats), shape * time, 1d + shape, p => -ExpLessOne(-shape * LogOnePlus(p * time)) / p);
    }

    /// <summary>The probability that a customer known to be alive still is after the time ahead.</summary>
    public double SurvivalIfAlive(int repeats, double age, double ahead)
    {
        var (shape, time) = (R + repeats, ahead / (Alpha + age));
        return DropoutMean.Of(A, B + Chances(repeats), shape * time, 1d + shape, p => Math.Exp(-shape * LogOnePlus(p * time)));
    }

    /// <summary>The probability of at least one purchase in the time ahead.</summary>
    public double PurchaseProbability(PurchaseHistory history, double ahead) =>
        -PAlive(history) * ExpLessOne(-(R + history.Repeats) * LogOnePlus(ahead / (Alpha + history.Age)));

    /// <summary>The time after which half of such customers, if alive, will have bought again. It may be huge, even infinite.</summary>
    /// <remarks>The median, because the mean does not exist when r + x is 1 or less.</remarks>
    public double MedianTimeToNext(PurchaseHistory history) => (Alpha + history.Age) * ExpLessOne(Math.Log(2d) / (R + history.Repeats));
}
