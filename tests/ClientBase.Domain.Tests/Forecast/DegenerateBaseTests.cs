using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class DegenerateBaseTests
{
    public static TheoryData<string> Names => [.. Bases.Keys];

    private static readonly Dictionary<string, PurchaseHistory?[]> Bases = new()
    {
        ["one customer"] = [new(3, 10, 20)],
        ["one new customer"] = [new(0, 0, 0)],
        ["all bought once"] = [.. Enumerable.Range(1, 50).Select(age => (PurchaseHistory?)new PurchaseHistory(0, 0, age))],
        ["all alike"] = [.. Enumerable.Repeat((PurchaseHistory?)new PurchaseHistory(4, 30, 40), 150)],
        ["huge counts"] = [new(100_000, 99_999, 100_000), new(0, 0, 100_000), new(5, 20, 100_000)],
        ["bought today"] = [.. Enumerable.Range(1, 120).Select(x => (PurchaseHistory?)new PurchaseHistory(x, x, x))],
        ["tiny times"] = [new(1, 1e-9, 1e-9), new(0, 0, 1e-9), new(2, 1e-10, 1e-9)],
        ["long times"] = [new(1, 10, 1e9), new(0, 0, 1e9), new(7, 1e8, 1e9)],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_the_base_every_figure_is_a_number(string name)
    {
        var histories = new PurchaseHistories(Bases[name], TimeUnit.Day, [.. Bases[name].Select(_ => 12.5)], 12.5);
        foreach (var model in Enum.GetValues<DropoutModel>())
        {
            var fit = PurchaseFit.Of(histories, model)!;
            Assert.All([fit.Law.R, fit.Law.Alpha, fit.Law.A, fit.Law.B, fit.LogLikelihood], value => Assert.True(double.IsFinite(value)));

            var forecast = ShopForecast.Of(histories, model)!;
            Assert.All(forecast.Predict(90, 365), customer =>
            {
                Assert.InRange(customer!.Value.PAlive, 0d, 1d);
                Assert.True(double.IsFinite(customer.Value.ExpectedOrders) && customer.Value.ExpectedOrders >= 0d);
                Assert.True(double.IsFinite(customer.Value.Value!.Value));
            });
        }

        Assert.True(SpendFit.Of(histories) is not { } spend || double.IsFinite(spend.LogLikelihood));
    }

    [Fact]
    public void A_base_nobody_bought_in_has_no_forecast() =>
        Assert.Null(ShopForecast.Of(new PurchaseHistories([null, null], TimeUnit.Day), DropoutModel.BgNbd));
}
