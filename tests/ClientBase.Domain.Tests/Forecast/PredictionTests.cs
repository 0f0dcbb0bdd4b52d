using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class PredictionTests
{
    private static readonly PurchaseLaw Law = new(DropoutModel.BgNbd, 0.243, 4.414, 0.793, 2.426);

    [Theory]
    [InlineData(0, 0, 38.86, 39)]
    [InlineData(2, 30.43, 38.86, 39)]
    [InlineData(1, 1.71, 38.86, 10)]
    [InlineData(26, 36, 38, 52)]
    [InlineData(3, 5, 5, 1)]
    public void Expected_purchases_are_those_of_the_published_closed_form(int repeats, double recency, double age, double ahead)
    {
        // Fader, Hardie, Lee (2005), equation 10.
        var (r, alpha, a, b) = (Law.R, Law.Alpha, Law.A, Law.B);
        var growth = Math.Pow((alpha + age) / (alpha + age + ahead), r + repeats);
        var odds = repeats == 0 ? 0d : a / (b + repeats - 1d) * Math.Pow((alpha + age) / (alpha + recency), r + repeats);
        var gauss = Gauss(r + repeats, b + repeats, a + b + repeats - 1d, ahead / (alpha + age + ahead));
        var expected = (a + b + repeats - 1d) / (a - 1d) * (1d - (growth * gauss)) / (1d + odds);
        var history = new PurchaseHistory(repeats, recency, age);

        Assert.Equal(expected, Law.ExpectedPurchases(history, ahead), 1e-9 * Math.Max(1d, expected));
        Assert.Equal(1d / (1d + odds), Law.PAlive(history), 1e-12);
    }

    [Fact]
    public void Where_the_closed_form_is_not_defined_the_figure_is_between_its_neighbours()
    {
        var history = new PurchaseHistory(3, 20, 30);
        double At(double a) => (Law with { A = a }).ExpectedPurchases(history, 10);

        Assert.InRange(At(1d), At(1.0001d), At(0.9999d));
    }

    [Theory]
    [InlineData(DropoutModel.BgNbd)]
    [InlineData(DropoutModel.MbgNbd)]
    [Trait("Category", "Slow")]
    public void Predictions_hold_in_a_simulation_of_the_model(DropoutModel model)
    {
        // Compares what customers with the same repeats really did with what the law predicts for each of them.
        var law = new PurchaseLaw(model, 0.9, 6, 0.8, 2.5);
        var random = new Random(17);
        var groups = Enumerable.Range(0, 60_000)
            .Select(_ => SimulatedShop.One(law, 30, random, ahead: 20))
            .GroupBy(one => Math.Min(one.History.Repeats, 6));
        foreach (var group in groups)
        {
            var people = group.ToList();
            Close(people.Select(one => (one.IsAlive ? 1d : 0d, law.PAlive(one.History))));
            Close(people.Select(one => ((double)one.Later.Count, law.ExpectedPurchases(one.History, 20))));
            Close(people.Select(one => (one.Later.Count > 0 ? 1d : 0d, law.PurchaseProbability(one.History, 20))));
        }
    }

    [Fact]
    public void Half_of_the_living_buy_again_within_the_median_time()
    {
        var history = new PurchaseHistory(4, 25, 30);
        var median = Law.MedianTimeToNext(history);

        Assert.Equal(0.5, Law.PurchaseProbability(history, median) / Law.PAlive(history), 1e-12);
    }

    [Fact]
    public void A_one_time_buyer_is_alive_to_BgNbd_and_not_surely_to_MbgNbd()
    {
        var history = new PurchaseHistory(0, 0, 50);

        Assert.Equal(1d, Law.PAlive(history));
        Assert.InRange((Law with { Model = DropoutModel.MbgNbd }).PAlive(history), 0.1, 0.9);
    }

    [Fact]
    public void The_mean_purchase_lies_between_the_customers_own_and_that_of_the_base()
    {
        var law = new SpendLaw(6.25, 3.74, 15.44);
        var ofBase = 6.25 * 15.44 / 2.74;

        Assert.Equal(ofBase, law.MeanPurchase(0, 0)!.Value, 1e-9);
        Assert.InRange(law.MeanPurchase(1, 100)!.Value, ofBase, 100);
        Assert.Equal(100, law.MeanPurchase(100_000, 100)!.Value, 0.01);
    }

    [PublicDataFact(Cdnow.Sample)]
    public void A_forecast_of_39_weeks_is_near_what_came()
    {
        var holdOut = HoldOut.Of(Cdnow.Log(), Cdnow.Published, new DateOnly(1998, 6, 30), TimeUnit.Week, DropoutModel.BgNbd)!;

        // The closed form at the published parameters gives 1,653.9 of 1,882; with the first 39 weeks' 2,457 that is 5 % less, as in the
        // paper's figure.
        Assert.Equal((2357, 1882L), (holdOut.Customers, holdOut.ActualPurchases));
        Assert.Equal(1653.9, holdOut.ExpectedPurchases, 1d);
        Assert.Equal(-0.121, holdOut.Bias!.Value, 0.001);
        Assert.True(holdOut.MeanAbsoluteError < holdOut.SameRate.MeanAbsoluteError);
        Assert.True(holdOut.RootMeanSquareError < holdOut.SameRate.RootMeanSquareError);
        Assert.Equal(holdOut.ActualPurchases, holdOut.ByRepeats.Sum(row => row.MeanActual * row.Customers), 1e-6);
        Assert.All(holdOut.ByRepeats.Take(5), row => Assert.Equal(row.MeanActual, row.MeanExpected, 0.3 + (0.2 * row.MeanActual)));
    }

    [Fact]
    public void The_base_decays_and_the_list_of_the_leaving_begins_with_the_most_at_stake()
    {
        var histories = new PurchaseHistories(
            [new PurchaseHistory(9, 100, 400), new PurchaseHistory(9, 390, 400), new PurchaseHistory(0, 0, 300), null],
            TimeUnit.Day,
            [50, 50, 0, 0],
            50);
        var forecast = ShopForecast.Of(histories, DropoutModel.MbgNbd)!;

        Assert.Equal(0, forecast.ChurnList(365)[0].Customer);
        Assert.InRange(forecast.LossInAYear().Value, 0.001, 0.999);
        Assert.True(forecast.AliveAfter(365).Value < forecast.AliveAfter(30).Value);
        Assert.True(forecast.IsShrunk);
    }

    // Of many, the mean is within four standard errors.
    private static void Close(IEnumerable<(double Actual, double Expected)> outcomes)
    {
        var errors = outcomes.Select(one => one.Actual - one.Expected).ToList();
        var mean = errors.Average();
        var deviation = Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / Math.Max(1, errors.Count - 1));
        Assert.InRange(mean, (-4d * deviation / Math.Sqrt(errors.Count)) - 1e-9, (4d * deviation / Math.Sqrt(errors.Count)) + 1e-9);
    }

    private static double Gauss(double a, double b, double c, double z)
    {
        var (sum, term) = (1d, 1d);
        for (var n = 0; Math.Abs(term) > 1e-17 * sum; n++)
        {
            term *= (a + n) * (b + n) / (c + n) / (n + 1d) * z;
            sum += term;
        }

        return sum;
    }
}
