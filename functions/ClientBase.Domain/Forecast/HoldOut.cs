using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Forecast;

/// <summary>How a forecast compares with what happened: fitted up to one day, compared with the purchases after it.</summary>
/// <param name="Customers">Customers known on the day of the forecast.</param>
/// <param name="ActualPurchases">Purchase days they had afterwards.</param>
/// <param name="ExpectedPurchases">Purchase days expected of them.</param>
/// <param name="MeanAbsoluteError">Of a customer's purchases.</param>
/// <param name="RootMeanSquareError">Of a customer's purchases.</param>
/// <param name="SameRate">The same errors of a guess that everybody goes on buying at the same rate.</param>
/// <param name="ByRepeats">By repeat purchases before the day (0 to 6, and 7 for more): shows where the model is off.</param>
public sealed record HoldOut(
    int Customers,
    long ActualPurchases,
    double ExpectedPurchases,
    double MeanAbsoluteError,
    double RootMeanSquareError,
    NaiveErrors SameRate,
    IReadOnlyList<HoldOutRow> ByRepeats)
{
    private const int LastRow = 7;

    /// <summary>How much the forecast was too high, as a share of the actual purchases; null when there were none.</summary>
    public double? Bias => ActualPurchases == 0 ? null : (ExpectedPurchases / ActualPurchases) - 1d;

    /// <summary>Fits the model up to a day and compares; null when nobody had bought by then.</summary>
    /// <param name="log">The whole log.</param>
    /// <param name="fitted">The last day the model is fitted to.</param>
    /// <param name="until">The last day it is compared with.</param>
    /// <param name="unit">What times are counted in.</param>
    /// <param name="model">Which model.</param>
    public static HoldOut? Of(PurchaseLog log, DateOnly fitted, DateOnly until, TimeUnit unit, DropoutModel model)
    {
        var (before, whole) = (log.Until(fitted, unit), log.Until(until, unit));
        var ahead = (until.DayNumber - fitted.DayNumber) / unit.Days();
        if (ShopForecast.Of(before, model)?.Predict(ahead, ahead) is not { } forecasts)
        {
            return null;
        }

        var people = new List<(int Repeats, int Actual, double Expected, double SameRate)>();
        for (var i = 0; i < forecasts.Length; i++)
        {
            if (before.Customers[i] is { } history)
            {
                var rate = history.Age > 0d ? history.Repeats / history.Age : 0d;
                var actual = whole.Customers[i]!.Value.Repeats - history.Repeats;
                people.Add((history.Repeats, actual, forecasts[i]!.Value.ExpectedOrders, rate * ahead));
            }
        }

        return new HoldOut(
            people.Count,
            people.Sum(one => (long)one.Actual),
            people.Sum(one => one.Expected),
            people.Average(one => Math.Abs(one.Expected - one.Actual)),
            Math.Sqrt(people.Average(one => Square(one.Expected - one.Actual))),
            new NaiveErrors(
                people.Average(one => Math.Abs(one.SameRate - one.Actual)),
                Math.Sqrt(people.Average(one => Square(one.SameRate - one.Actual)))),
            [
                .. people.GroupBy(one => Math.Min(one.Repeats, LastRow)).OrderBy(row => row.Key).Select(row => new HoldOutRow(
                    row.Key, row.Count(), row.Average(one => one.Actual), row.Average(one => one.Expected))),
            ]);
    }

    private static double Square(double value) => value * value;
}

/// <summary>Errors of a guess that needs no model.</summary>
/// <param name="MeanAbsoluteError">Of a customer's purchases.</param>
/// <param name="RootMeanSquareError">Of a customer's purchases.</param>
public sealed record NaiveErrors(double MeanAbsoluteError, double RootMeanSquareError);

/// <summary>Customers with the same number of repeat purchases.</summary>
/// <param name="Repeats">Repeat purchases before the day of the forecast.</param>
/// <param name="Customers">How many they are.</param>
/// <param name="MeanActual">Purchases each had afterwards, on average.</param>
/// <param name="MeanExpected">Purchases expected of each.</param>
public sealed record HoldOutRow(int Repeats, int Customers, double MeanActual, double MeanExpected);
