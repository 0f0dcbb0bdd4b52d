using ClientBase.Domain.Forecast.Numerics;

namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>BG/NBD or MBG/NBD fitted to a base.</summary>
/// <remarks>
/// When the likelihood has no maximum inside (nobody bought twice, all customers alike), parameters run to a bound and are named in
/// <see cref="AtBound"/>: r, a, b between 1e-6 and 1e6, α between 1e-9 and 1e9 of the greatest age.
/// </remarks>
public sealed class PurchaseFit
{
    private const int PilotGroups = 4_000;
    private static readonly string[] Names = ["r", "alpha", "a", "b"];
    private static readonly Box Bounds = new(
        [Math.Log(1e-6), Math.Log(1e-9), Math.Log(1e-6), Math.Log(1e-6)], [Math.Log(1e6), Math.Log(1e9), Math.Log(1e6), Math.Log(1e6)]);

    private readonly FitUncertainty _uncertainty;
    private readonly double _scale;

    private PurchaseFit(DropoutModel model, Optimum optimum, double weight, double scale, double logLikelihood, bool isShrunk)
    {
        (Law, LogLikelihood, IsShrunk, Converged) = (LawOf(model, optimum.At, scale), logLikelihood, isShrunk, optimum.Converged);
        AtBound = [.. Names.Where((_, i) => Bounds.IsAtBound(optimum.At, i))];
        (_uncertainty, _scale) = (FitUncertainty.Of(optimum, weight, Bounds), scale);
    }

    /// <summary>The fitted parameters.</summary>
    public PurchaseLaw Law { get; }

    /// <summary>The log-likelihood at them, without any prior.</summary>
    public double LogLikelihood { get; }

    /// <summary>Whether they were pulled towards typical values.</summary>
    public bool IsShrunk { get; }

    /// <summary>Whether no other parameters are better.</summary>
    public bool Converged { get; }

    /// <summary>The parameters that ran to a bound.</summary>
    public IReadOnlyList<string> AtBound { get; }

    /// <summary>Maximum likelihood; null when nobody bought.</summary>
    public static PurchaseFit? Of(PurchaseHistories histories, DropoutModel model) => Of(histories, model, null);

    /// <summary>The same, pulled towards typical values: strongly with few data, hardly with many; null when nobody bought.</summary>
    /// <remarks>
    /// Typical is the published fit of CDNOW (Fader, Hardie, Lee 2005; for MBG/NBD of the same data), within a factor of about 2.7 either
    /// way (4.5 for α, since shops differ most in how often people buy).
    /// </remarks>
    public static PurchaseFit? Shrunk(PurchaseHistories histories, DropoutModel model)
    {
        var alphaUnit = 7d / histories.Unit.Days();
        double[] typical = model == DropoutModel.BgNbd
            ? [0.243, 4.414 * alphaUnit, 0.793, 2.426]
            : [0.525, 6.183 * alphaUnit, 0.891, 1.614];
        return Of(histories, model, new LogPrior(Array.ConvertAll(typical, Math.Log), [1d, 1.5, 1d, 1d]));
    }

    /// <summary>A figure made from the parameters, with its standard error.</summary>
    public Estimate Estimate(Func<PurchaseLaw, double> figure) => _uncertainty.Of(logs => figure(LawOf(Law.Model, logs, _scale)));

    private static PurchaseFit? Of(PurchaseHistories histories, DropoutModel model, LogPrior? prior)
    {
        var groups = WeightedHistories.Of(histories);
        if (groups.Groups.Length == 0)
        {
            return null;
        }

        var scale = groups.Scale;
        var scaled = groups.In(scale);
        prior = prior is null
            ? null
            : prior with { Typical = [prior.Typical[0], prior.Typical[1] - Math.Log(scale), .. prior.Typical[2..]] };

        // For a big base the best start is found on a sample; from there the fit of the whole base takes a few steps.
        var pilot = scaled.Sample(PilotGroups);
        var found = Best(pilot, model, prior, Starts(scaled.Rate));
        var optimum = ReferenceEquals(pilot, scaled) ? found : Best(scaled, model, prior, [found.At]);
        var repeats = scaled.Groups.Sum(group => group.Customers * group.History.Repeats);
        var (gradient, curvature) = (new double[PurchaseLikelihood.Size], new double[PurchaseLikelihood.Size, PurchaseLikelihood.Size]);
        var logLikelihood = new PurchaseLikelihood(scaled, model).Evaluate(optimum.At, gradient, curvature) - (repeats * Math.Log(scale));
        return new PurchaseFit(model, optimum, Weight(scaled), scale, logLikelihood, prior is not null);
    }

    private static Optimum Best(WeightedHistories histories, DropoutModel model, LogPrior? prior, IEnumerable<double[]> starts) =>
        Maximizer.Best(new PurchaseLikelihood(histories, model).Evaluate, prior, Weight(histories), starts, Bounds);

    // Only repeat buyers count: one-time buyers tell the fit little, and there may be a million of them.
    private static double Weight(WeightedHistories histories) => Math.Max(histories.RepeatBuyers, 1d);

    // Starts for ordinary, for quickly lost and for faithful customers.
    private static double[][] Starts(double rate)
    {
        var logRate = Math.Log(Math.Clamp(rate, 1e-9, 1e9));
        return [At(0.5, 0.8, 2.5, logRate), At(0.3, 2d, 1d, logRate), At(2d, 0.1, 5d, logRate)];
    }

    private static double[] At(double r, double a, double b, double logRate) =>
        [Math.Log(r), Math.Log(r) - logRate, Math.Log(a), Math.Log(b)];

    private static PurchaseLaw LawOf(DropoutModel model, double[] logs, double scale) =>
        new(model, Math.Exp(logs[0]), Math.Exp(logs[1]) * scale, Math.Exp(logs[2]), Math.Exp(logs[3]));
}
