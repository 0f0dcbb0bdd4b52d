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
        var whole = log.Until(until, unit).Customers;
        return Of(
            log.Until(fitted, unit), customer => whole[customer]!.Value.Repeats, (until.DayNumber - fitted.DayNumber) / unit.Days(), model);
    }

    /// <summary>The same of histories that are summed up.</summary>
    /// <param name="before">Those up to the day the model is fitted to.</param>
    /// <param name="repeatsSince">The repeat purchases of a customer of theirs up to the day it is compared with.</param>
    /// <param name="ahead">The time between the two days, in the histories' unit.</param>
    /// <param name="model">Which model.</param>
    public static HoldOut? Of(PurchaseHistories before, Func<int, int> repeatsSince, double ahead, DropoutModel model)
    {
        if (ShopForecast.Of(before, model) is not { } shop)
        {
            return null;
        }

        var (people, rows) = (new Sums(), new SortedDictionary<int, Sums>());
        foreach (var (customer, forecast) in shop.Each(ahead, ahead))
        {
            var history = before.Customers[customer]!.Value;
            var rate = history.Age > 0d ? history.Repeats / history.Age : 0d;
            var actual = repeatsSince(customer) - history.Repeats;
            var row = Math.Min(history.Repeats, LastRow);
            people.Add(actual, forecast.ExpectedOrders, rate * ahead);
            (rows.TryGetValue(row, out var sums) ? sums : rows[row] = new Sums()).Add(actual, forecast.ExpectedOrders, rate * ahead);
        }

        var all = (double)people.Customers;
        return new HoldOut(
            people.Customers,
            people.Actual,
            people.Expected,
            people.Errors / all,
            Math.Sqrt(people.Squares / all),
            new NaiveErrors(people.NaiveErrors / all, Math.Sqrt(people.NaiveSquares / all)),
            [
                .. rows.Select(row => new HoldOutRow(
                    row.Key, row.Value.Customers, (double)row.Value.Actual / row.Value.Customers,
                    row.Value.Expected / row.Value.Customers)),
            ]);
    }

    private sealed class Sums
    {
        public int Customers { get; private set; }

        public long Actual { get; private set; }

        public double Expected { get; private set; }

        public double Errors { get; private set; }

        public double Squares { get; private set; }

        public double NaiveErrors { get; private set; }

        public double NaiveSquares { get; private set; }

        public void Add(int actual, double expected, double naive)
        {
            (Customers, Actual, Expected) = (Customers + 1, Actual + actual, Expected + expected);
            (Errors, Squares) = (Errors + Math.Abs(expected - actual), Squares + Square(expected - actual));
            (NaiveErrors, NaiveSquares) = (NaiveErrors + Math.Abs(naive - actual), NaiveSquares + Square(naive - actual));
        }
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
