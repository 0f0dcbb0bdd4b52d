using ClientBase.Domain.Forecast.Numerics;
using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Forecast.Spend;

/// <summary>Gamma-Gamma fitted to the customers with a repeat purchase and a positive mean; first purchases are left out.</summary>
/// <remarks>
/// When all spend alike the likelihood has no maximum, and parameters run to a bound: between 1e-6 and 1e6, v of the mean purchase.
/// </remarks>
public sealed class SpendFit
{
    // With a smaller q, the mean of the base depends on rare big spenders that the data do not show.
    private const double LeastTrustedQ = 1.5;

    private const int PilotCustomers = 4_000;

    private static readonly string[] Names = ["p", "q", "v"];
    private static readonly Box Bounds = new(
        [Math.Log(1e-6), Math.Log(1e-6), Math.Log(1e-6)],
        [Math.Log(1e6), Math.Log(1e6), Math.Log(1e6)]);
    private static readonly Box WithMean = Bounds with { Lower = [Math.Log(1e-6), Math.Log(LeastTrustedQ), Math.Log(1e-6)] };

    // CDNOW (Fader, Hardie 2013): p 6.25, q 3.74, v 15.44 at a mean purchase of 35.2.
    private static readonly LogPrior Typical = new([Math.Log(6.25), Math.Log(3.74), Math.Log(0.439)], [0.7, 0.5, 0.7]);

    private readonly FitUncertainty _uncertainty;
    private readonly double _scale;

    private SpendFit(Optimum optimum, int customers, double scale, double logLikelihood, bool isShrunk, Box box)
    {
        (Law, LogLikelihood, Converged) = (LawOf(optimum.At, scale), logLikelihood, optimum.Converged);
        (Customers, IsShrunk) = (customers, isShrunk);
        AtBound = [.. Names.Where((_, i) => box.IsAtBound(optimum.At, i))];
        (_uncertainty, _scale) = (FitUncertainty.Of(optimum, Math.Max(customers, 1), box), scale);
    }

    /// <summary>The fitted parameters.</summary>
    public SpendLaw Law { get; }

    /// <summary>The log-likelihood at them, without any prior.</summary>
    public double LogLikelihood { get; }

    /// <summary>How many customers it was fitted to.</summary>
    public int Customers { get; }

    /// <summary>Whether the parameters were pulled towards typical values.</summary>
    public bool IsShrunk { get; }

    /// <summary>Whether no other parameters are better.</summary>
    public bool Converged { get; }

    /// <summary>The parameters that ran to a bound.</summary>
    public IReadOnlyList<string> AtBound { get; }

    /// <summary>Maximum likelihood; null without a customer to fit.</summary>
    public static SpendFit? Of(PurchaseHistories histories)
    {
        var customers = Spenders(histories);
        return customers.Length == 0 ? null : Of(customers, customers.Average(customer => customer.Mean), null, Bounds);
    }

    /// <summary>
    /// A fit for predictions: pulled towards typical values when few customers bought again, and with q at least 1.5, so that means exist.
    /// </summary>
    /// <returns>Null when sums are not known, or purchases brought no money.</returns>
    public static SpendFit? ToPredict(PurchaseHistories histories, int enough)
    {
        var customers = Spenders(histories);
        var isShrunk = customers.Length < enough;
        return histories.HasSpend && histories.MeanPurchase > 0d
            ? Of(customers, histories.MeanPurchase, isShrunk ? Typical : null, WithMean)
            : null;
    }

    /// <summary>A figure made from the parameters, with its standard error.</summary>
    public Estimate Estimate(Func<SpendLaw, double> figure) => _uncertainty.Of(logs => figure(LawOf(logs, _scale)));

    // Sorted, so that the likelihood computes the terms that depend on the number of purchases only once for each number.
    private static (int Repeats, double Mean)[] Spenders(PurchaseHistories histories)
    {
        var (spenders, count) = (new (int Repeats, double Mean)[histories.RepeatBuyers], 0);
        for (var i = 0; i < histories.Customers.Count; i++)
        {
            if (histories.Customers[i] is { Repeats: > 0 and var repeats } && histories.MeanSpend(i) is > 0d and var mean)
            {
                spenders[count++] = (repeats, mean);
            }
        }

        Array.Resize(ref spenders, count);
        Array.Sort(spenders);
        return spenders;
    }

    private static SpendFit Of((int Repeats, double Mean)[] customers, double scale, LogPrior? prior, Box box)
    {
        var scaled = Array.ConvertAll(customers, customer => (customer.Repeats, customer.Mean / scale));
        var likelihood = new SpendLikelihood(scaled);
        double[][] starts =
        [
            [Math.Log(6d), Math.Log(4d), Math.Log(0.5)],
            [0d, Math.Log(2d), 0d],
            [Math.Log(50d), Math.Log(20d), Math.Log(0.4)],
        ];

        // For a big base the best start is found on a sample; from there the fit of the whole base takes a few steps.
        var stride = 1 + (customers.Length / PilotCustomers);
        var pilot = stride == 1 ? likelihood : new SpendLikelihood([.. scaled.Where((_, i) => i % stride == 0)]);
        var optimum = Maximizer.Best(pilot.Evaluate, prior, Math.Max(customers.Length / stride, 1), starts, box);
        optimum = stride == 1 ? optimum : Maximizer.Best(likelihood.Evaluate, prior, customers.Length, [optimum.At], box);
        var (gradient, curvature) = (new double[SpendLikelihood.Size], new double[SpendLikelihood.Size, SpendLikelihood.Size]);
        var logLikelihood = likelihood.Evaluate(optimum.At, gradient, curvature);
        return new SpendFit(optimum, customers.Length, scale, logLikelihood - (customers.Length * Math.Log(scale)), prior is not null, box);
    }

    private static SpendLaw LawOf(double[] logs, double scale) => new(Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]) * scale);
}
