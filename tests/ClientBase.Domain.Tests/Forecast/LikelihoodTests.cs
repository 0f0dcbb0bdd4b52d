using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Numerics;
using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class LikelihoodTests
{
    [Theory]
    [InlineData(DropoutModel.BgNbd)]
    [InlineData(DropoutModel.MbgNbd)]
    public void The_fit_is_no_worse_than_the_textbook_likelihood_anywhere_near(DropoutModel model)
    {
        var customers = SimulatedShop.Histories(new PurchaseLaw(model, 0.6, 8, 0.9, 2.5), 400, 52, new Random(5));
        var histories = new PurchaseHistories(customers, TimeUnit.Week);
        var fit = PurchaseFit.Of(histories, model)!;

        Assert.Equal(Textbook(fit.Law, histories), fit.LogLikelihood, 1e-6);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            double Near(double value) => value * Math.Exp(random.NextDouble() - 0.5);
            var other = fit.Law with { R = Near(fit.Law.R), Alpha = Near(fit.Law.Alpha), A = Near(fit.Law.A), B = Near(fit.Law.B) };
            Assert.True(Textbook(other, histories) <= fit.LogLikelihood + 1e-9);
        }
    }

    [Fact]
    public void Parameters_of_a_simulated_shop_are_found_within_their_standard_errors()
    {
        var law = new PurchaseLaw(DropoutModel.BgNbd, 0.8, 10, 0.8, 2.5);
        var histories = new PurchaseHistories(SimulatedShop.Histories(law, 4_000, 78, new Random(3)), TimeUnit.Week);

        var fit = PurchaseFit.Of(histories, DropoutModel.BgNbd)!;

        (Func<PurchaseLaw, double>, double)[] truths =
        [
            (one => one.R, 0.8),
            (one => one.Alpha, 10),
            (one => one.A / (one.A + one.B), 0.8 / 3.3),
        ];
        foreach (var (parameter, truth) in truths)
        {
            var estimate = fit.Estimate(parameter);
            Assert.InRange((estimate.Value - truth) / estimate.StandardError!.Value, -4, 4);
            Assert.InRange(estimate.StandardError.Value / truth, 0.001, 0.3);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.5, 0.57236494292470009)]
    [InlineData(10, 12.801827480081469)]
    [InlineData(1e-6, 13.815509980749431)]
    [InlineData(1e6, 12815504.569147882)]
    public void The_logarithm_of_gamma_is_exact_to_many_digits(double x, double expected) =>
        Assert.Equal(expected, SpecialFunctions.LogGamma(x), Math.Max(1e-13, Math.Abs(expected) * 1e-13));

    [Fact]
    public void Derivatives_of_the_logarithm_of_gamma_agree_with_differences_of_it()
    {
        foreach (var x in new[] { 0.3, 1, 2.5, 9.9, 10.1, 250 })
        {
            var h = x * 1e-4;
            var slope = (SpecialFunctions.LogGamma(x + h) - SpecialFunctions.LogGamma(x - h)) / (2 * h);
            Assert.Equal(slope, SpecialFunctions.Digamma(x), 1e-6);
            Assert.Equal((SpecialFunctions.Digamma(x + h) - SpecialFunctions.Digamma(x - h)) / (2 * h), SpecialFunctions.Trigamma(x), 1e-6);
        }
    }

    // Fader, Hardie, Lee (2005), equation 6, and Batislam et al. (2007), as they are printed.
    private static double Textbook(PurchaseLaw law, PurchaseHistories histories)
    {
        var (r, alpha, a, b) = (law.R, law.Alpha, law.A, law.B);
        static double LnBeta(double x, double y) =>
            SpecialFunctions.LogGamma(x) + SpecialFunctions.LogGamma(y) - SpecialFunctions.LogGamma(x + y);
        var sum = 0d;
        foreach (var history in histories.Customers.OfType<PurchaseHistory>())
        {
            var (x, recency, age) = (history.Repeats, history.Recency, history.Age);
            var k = law.Model == DropoutModel.BgNbd ? x : x + 1;
            var alive = LnBeta(a, b + k) - LnBeta(a, b) - ((r + x) * Math.Log(alpha + age));
            var gone = k == 0 ? double.NegativeInfinity : LnBeta(a + 1, b + k - 1) - LnBeta(a, b) - ((r + x) * Math.Log(alpha + recency));
            sum += SpecialFunctions.LogGamma(r + x) - SpecialFunctions.LogGamma(r) + (r * Math.Log(alpha))
                + Math.Max(alive, gone) + Math.Log(Math.Exp(alive - Math.Max(alive, gone)) + Math.Exp(gone - Math.Max(alive, gone)));
        }

        return sum;
    }
}
