using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class TextbookTests
{
    [Theory]
    [InlineData(DropoutModel.BgNbd)]
    [InlineData(DropoutModel.MbgNbd)]
    public void Standard_errors_are_the_inverse_of_the_curvature_of_the_likelihood(DropoutModel model)
    {
        var customers = SimulatedShop.Histories(new PurchaseLaw(model, 0.9, 25, 0.8, 2.2), 1_500, 200, new Random(5));
        var fit = PurchaseFit.Of(new PurchaseHistories(customers, TimeUnit.Day), model)!;
        double[] at = [Math.Log(fit.Law.R), Math.Log(fit.Law.Alpha), Math.Log(fit.Law.A), Math.Log(fit.Law.B)];

        var information = Textbook.Curvature(at, NegativeLogLikelihood, out var slopes);

        Assert.All(slopes, slope => Assert.Equal(0d, slope, 1e-2));
        var covariance = Textbook.Inverse(information);
        Func<PurchaseLaw, double>[] figures =
            [law => Math.Log(law.R), law => Math.Log(law.Alpha), law => Math.Log(law.A), law => Math.Log(law.B)];
        Assert.All(Enumerable.Range(0, 4), i =>
        {
            var error = fit.Estimate(figures[i]).StandardError!.Value;
            Assert.Equal(1d, error / Math.Sqrt(covariance[i, i]), 0.01);
        });

        double NegativeLogLikelihood(double[] logs)
        {
            var law = new PurchaseLaw(model, Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3]));
            return -customers.Sum(history => Textbook.LogLikelihood(law, history!.Value));
        }
    }

    [Theory]
    [InlineData(DropoutModel.BgNbd)]
    [InlineData(DropoutModel.MbgNbd)]
    public void Expected_purchases_are_the_closed_form_for_young_and_old_customers(DropoutModel model)
    {
        (double, double, double, double)[] laws =
            [(0.243, 4.414, 0.793, 2.426), (2.5, 30, 1.7, 0.4), (12, 100, 25, 80), (0.01, 3, 0.05, 0.2)];
        PurchaseHistory[] histories =
            [PurchaseHistory.New, new(0, 0, 38), new(2, 30.43, 38.86), new(26, 30.86, 31), new(7, 0.5, 300)];
        foreach (var (r, alpha, a, b) in laws)
        {
            var law = new PurchaseLaw(model, r, alpha, a, b);
            foreach (var history in histories)
            {
                foreach (var ahead in new[] { 0.5, 39, 365 })
                {
                    Assert.Equal(1d, law.ExpectedPurchases(history, ahead) / Textbook.ExpectedPurchases(law, history, ahead), 1e-8);
                }
            }
        }
    }

    [Fact]
    public void Days_or_weeks_make_the_same_customers()
    {
        var days = SimulatedShop.Histories(new PurchaseLaw(DropoutModel.BgNbd, 0.6, 20, 0.8, 2.5), 800, 200, new Random(3));
        var weeks = days.OfType<PurchaseHistory>()
            .Select(day => (PurchaseHistory?)(day with { Recency = day.Recency / 7, Age = day.Age / 7 }))
            .ToArray();

        var byDay = PurchaseFit.Of(new(days, TimeUnit.Day), DropoutModel.BgNbd)!;
        var byWeek = PurchaseFit.Of(new(weeks, TimeUnit.Week), DropoutModel.BgNbd)!;

        Assert.Equal(byDay.Law.R, byWeek.Law.R, 1e-5);
        Assert.Equal(byDay.Law.Alpha, byWeek.Law.Alpha * 7, 1e-3);
        Assert.Equal(byDay.Law.A, byWeek.Law.A, 1e-4);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(9_000)]
    public void Gamma_gamma_is_fitted_to_all_customers_of_small_and_big_bases(int size)
    {
        // The sum of one purchase is drawn from gamma(p, rate), the rate from gamma(q, v).
        var (truth, random) = (new SpendLaw(6, 4, 15), new Random(9));
        var customers = Enumerable.Range(0, size).Select(i => (PurchaseHistory?)new PurchaseHistory(1 + (i % 5), 1, 2)).ToArray();
        var means = customers
            .Select(customer => customer!.Value.Repeats)
            .Select(repeats =>
                SimulatedShop.Gamma(truth.P * repeats, random) / (SimulatedShop.Gamma(truth.Q, random) / truth.V) / repeats)
            .ToArray();

        var fit = SpendFit.Of(new PurchaseHistories(customers, TimeUnit.Day, means))!;

        double[] at = [Math.Log(fit.Law.P), Math.Log(fit.Law.Q), Math.Log(fit.Law.V)];
        var information = Textbook.Curvature(at, NegativeLogLikelihood, out var slopes);
        Assert.Equal(-NegativeLogLikelihood(at), fit.LogLikelihood, 1e-6);
        Assert.All(slopes, slope => Assert.Equal(0d, slope, 1e-5 * size));
        var covariance = Textbook.Inverse(information);
        Func<SpendLaw, double>[] figures = [law => Math.Log(law.P), law => Math.Log(law.Q), law => Math.Log(law.V)];
        for (var i = 0; i < 3; i++)
        {
            var (estimate, error) = (fit.Estimate(figures[i]), Math.Sqrt(covariance[i, i]));
            Assert.Equal(1d, estimate.StandardError!.Value / error, 0.01);
            Assert.InRange((estimate.Value - figures[i](truth)) / error, -4d, 4d);
        }

        double NegativeLogLikelihood(double[] logs)
        {
            var (p, q, v) = (Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]));
            return -customers
                .Select(customer => customer!.Value.Repeats)
                .Select((repeats, i) => Textbook.LogLikelihood(p * repeats, q, v, repeats, means[i]))
                .Sum();
        }
    }
}
