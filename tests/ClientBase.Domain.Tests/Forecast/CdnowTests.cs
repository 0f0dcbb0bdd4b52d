using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class CdnowTests
{
    [PublicDataFact(Cdnow.Sample)]
    public void The_published_fits_are_found()
    {
        var histories = Cdnow.Log().Until(Cdnow.Published, TimeUnit.Week);

        var fit = PurchaseFit.Of(histories, DropoutModel.BgNbd)!;
        Assert.Equal(2357, histories.Buyers);
        Assert.Equal(0.243, fit.Law.R, 0.0005);
        Assert.Equal(4.414, fit.Law.Alpha, 0.0005);
        Assert.Equal(0.793, fit.Law.A, 0.0005);
        Assert.Equal(2.426, fit.Law.B, 0.0005);
        Assert.Equal(-9582.4, fit.LogLikelihood, 0.05);
        Assert.True(fit.Converged);
        Assert.Empty(fit.AtBound);

        var modified = PurchaseFit.Of(histories, DropoutModel.MbgNbd)!;
        Assert.Equal(0.525, modified.Law.R, 0.001);
        Assert.Equal(6.183, modified.Law.Alpha, 0.005);
        Assert.Equal(0.891, modified.Law.A, 0.001);
        Assert.Equal(1.614, modified.Law.B, 0.002);

        var spend = SpendFit.Of(histories)!;
        Assert.Equal(6.25, spend.Law.P, 0.01);
        Assert.Equal(3.74, spend.Law.Q, 0.01);
        Assert.Equal(15.44, spend.Law.V, 0.05);
    }
}
