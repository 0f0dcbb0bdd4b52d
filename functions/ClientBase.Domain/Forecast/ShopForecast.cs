using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Domain.Forecast;

/// <summary>What a base is expected to do: who still buys, how often, for how much.</summary>
public sealed class ShopForecast
{
    /// <summary>With fewer repeat customers the data alone are not enough, and estimates are pulled towards typical values.</summary>
    public const int EnoughRepeatBuyers = 100;

    private const double DaysInAYear = 365d;

    private readonly PurchaseHistories _histories;
    private readonly WeightedHistories _groups;

    private ShopForecast(PurchaseHistories histories, PurchaseFit purchases, SpendFit? spend) =>
        (_histories, _groups, Purchases, Spend) = (histories, WeightedHistories.Of(histories), purchases, spend);

    /// <summary>The fit of when people buy.</summary>
    public PurchaseFit Purchases { get; }

    /// <summary>The fit of what they spend; null when sums are not known.</summary>
    public SpendFit? Spend { get; }

    /// <summary>Whether either was pulled towards typical values.</summary>
    public bool IsShrunk => Purchases.IsShrunk || Spend is { IsShrunk: true };

    /// <summary>Fits a base; null when nobody bought.</summary>
    public static ShopForecast? Of(PurchaseHistories histories, DropoutModel model)
    {
        var fit = histories.RepeatBuyers < EnoughRepeatBuyers ? PurchaseFit.Shrunk(histories, model) : PurchaseFit.Of(histories, model);
        return fit is null ? null : new ShopForecast(histories, fit, SpendFit.ToPredict(histories, EnoughRepeatBuyers));
    }

    /// <summary>Forecasts every customer; null for customers who never bought.</summary>
    /// <param name="ordersAhead">Horizon of the expected orders, in the histories' unit.</param>
    /// <param name="valueAhead">Horizon of the value.</param>
    public CustomerForecast?[] Predict(double ordersAhead, double valueAhead)
    {
        var forecasts = new CustomerForecast?[_histories.Customers.Count];
        foreach (var (customer, forecast) in Each(ordersAhead, valueAhead))
        {
            forecasts[customer] = forecast;
        }

        return forecasts;
    }

    /// <summary>What the whole base is expected to bring in the time ahead; 0 when sums are not known.</summary>
    public double TotalValue(double ahead) => Each(ahead, ahead).Sum(one => one.Forecast.Value ?? 0d);

    /// <summary>The forecasts one by one, of who has bought.</summary>
    internal IEnumerable<(int Customer, CustomerForecast Forecast)> Each(double ordersAhead, double valueAhead)
    {
        // If the customer is alive, what is expected depends only on purchases and age, which many customers share.
        var known = new Dictionary<(int, double), (double Orders, double Valued)>();
        for (var i = 0; i < _histories.Customers.Count; i++)
        {
            if (_histories.Customers[i] is not { } history)
            {
                continue;
            }

            if (!known.TryGetValue((history.Repeats, history.Age), out var ahead))
            {
                ahead = (
                    Purchases.Law.PurchasesIfAlive(history.Repeats, history.Age, ordersAhead),
                    Purchases.Law.PurchasesIfAlive(history.Repeats, history.Age, valueAhead));
                known.Add((history.Repeats, history.Age), ahead);
            }

            var alive = Purchases.Law.PAlive(history);
            var mean = Spend?.Law.MeanPurchase(history.Repeats, _histories.MeanSpend(i));
            yield return (i, new CustomerForecast(alive, alive * ahead.Orders, alive * ahead.Valued * mean));
        }
    }

    /// <summary>Purchases the whole base is expected to make in the time ahead.</summary>
    public Estimate TotalPurchases(double ahead) => Purchases.Estimate(
        law => Sum(law, (repeats, age) => law.PurchasesIfAlive(repeats, age, ahead)));

    /// <summary>Customers expected to be alive after the time ahead.</summary>
    public Estimate AliveAfter(double ahead) => Purchases.Estimate(
        law => Sum(law, (repeats, age) => law.SurvivalIfAlive(repeats, age, ahead)));

    /// <summary>Share of those alive today who are expected to be gone in a year, 0 to 1.</summary>
    public Estimate LossInAYear()
    {
        var year = DaysInAYear / _histories.Unit.Days();
        return Purchases.Estimate(law =>
            1d - (Sum(law, (repeats, age) => law.SurvivalIfAlive(repeats, age, year)) / Sum(law, (_, _) => 1d)));
    }

    /// <summary>Revenue at stake: what a customer would bring in the time ahead if alive, times the probability of being gone.</summary>
    /// <remarks>
    /// Meant for MBG/NBD: BG/NBD counts every one-time buyer as alive. Largest first, ties by index; empty when sums are not known.
    /// </remarks>
    public IReadOnlyList<(int Customer, double AtStake)> ChurnList(double ahead) =>
    [
        .. Predict(ahead, ahead)
            .Select((forecast, i) => (Customer: i, AtStake: AtStake(forecast, i, ahead)))
            .Where(entry => entry.AtStake > 0d)
            .OrderByDescending(entry => entry.AtStake)
            .ThenBy(entry => entry.Customer),
    ];

    private double AtStake(CustomerForecast? forecast, int customer, double ahead)
    {
        var history = _histories.Customers[customer];
        var mean = Spend?.Law.MeanPurchase(history?.Repeats ?? 0, _histories.MeanSpend(customer)) ?? 0d;
        return forecast is { PAlive: < 1d and var alive } && history is { } known
            ? (1d - alive) * mean * Purchases.Law.PurchasesIfAlive(known.Repeats, known.Age, ahead)
            : 0d;
    }

    // Of everybody the probability of being alive, times something that depends on purchases and age alone: neighbours share it.
    private double Sum(PurchaseLaw law, Func<int, double, double> ifAlive)
    {
        var (sum, known, value) = (0d, (Repeats: -1, Age: 0d), 0d);
        foreach (var (history, customers) in _groups.Groups)
        {
            if (known != (history.Repeats, history.Age))
            {
                known = (history.Repeats, history.Age);
                value = ifAlive(history.Repeats, history.Age);
            }

            sum += customers * law.PAlive(history) * value;
        }

        return sum;
    }
}
