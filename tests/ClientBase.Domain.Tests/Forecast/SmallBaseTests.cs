using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class SmallBaseTests
{
    private static readonly PurchaseLaw Law = new(DropoutModel.MbgNbd, 1.2, 30, 0.7, 2);

    [Fact]
    public void Small_bases_are_drawn_towards_typical_values_and_big_ones_are_not()
    {
        var customers = SimulatedShop.Histories(Law, 3_000, 200, new Random(7));

        var few = ShopForecast.Of(new(customers[..40], TimeUnit.Day), DropoutModel.MbgNbd)!;
        var many = ShopForecast.Of(new(customers, TimeUnit.Day), DropoutModel.MbgNbd)!;

        Assert.True(few.IsShrunk);
        Assert.InRange(few.Purchases.Law.R, 0.1, 5);
        Assert.False(many.IsShrunk);
        Assert.Equal(PurchaseFit.Of(new(customers, TimeUnit.Day), DropoutModel.MbgNbd)!.Law, many.Purchases.Law);

        // The prior fades: with many customers it changes less than a standard error.
        var drawn = PurchaseFit.Shrunk(new(customers, TimeUnit.Day), DropoutModel.MbgNbd)!;
        Assert.True(Math.Abs(Math.Log(drawn.Law.R / many.Purchases.Law.R)) < many.Purchases.Estimate(law => Math.Log(law.R)).StandardError);
    }
}
