using ClientBase.Cli.Orders;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Scoring;

namespace ClientBase.Cli.Scores;

/// <summary>The scores of a file's customers at an instant.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Scores">Scores by customer, in ordinal order of their ids.</param>
/// <param name="Summary">The scores in figures.</param>
/// <param name="Forecast">The model of their orders; null when nobody ordered.</param>
/// <param name="Forecasts">Forecasts by customer; null for customers who never ordered.</param>
internal sealed record ScoreRun(
    DateTime AsOf, BatchScores Scores, ScoreSummary Summary, ShopForecast? Forecast, IReadOnlyList<CustomerForecast?> Forecasts)
{
    private const double OrdersAheadDays = 90d;
    private const double ValueAheadDays = 365d;

    /// <summary>Scores the orders up to an instant; later ones are left out.</summary>
    public static ScoreRun Of(OrderFile orders, DateTime asOf, DropoutModel model)
    {
        var log = LogOf(orders, asOf);
        var scores = new BatchScorer(new SegmentCatalogue(new SegmentOptions()), new DateTimeOffset(asOf)).Score(log);
        var forecast = ShopForecast.Of(PurchasesOf(log).Until(DateOnly.FromDateTime(asOf), TimeUnit.Day), model);
        var forecasts = forecast?.Predict(OrdersAheadDays, ValueAheadDays) ?? new CustomerForecast?[log.CustomerIds.Count];
        return new ScoreRun(asOf, scores, ScoreSummary.Of(scores), forecast, forecasts);
    }

    // Customers whose first order is later are not in the base yet.
    private static OrderLog LogOf(OrderFile orders, DateTime asOf)
    {
        var rows = Enumerable.Range(0, orders.At.Count).Where(row => orders.At[row] <= asOf).ToList();
        var numbers = new Dictionary<int, int>();
        var ids = new List<string>();
        foreach (var row in rows)
        {
            if (numbers.TryAdd(orders.CustomerOf[row], ids.Count))
            {
                ids.Add(orders.Customers[orders.CustomerOf[row]]);
            }
        }

        return OrderLog.Of(
            ids,
            [.. rows.Select(row => numbers[orders.CustomerOf[row]])],
            [.. rows.Select(row => orders.At[row])],
            [.. rows.Select(row => orders.Amounts[row])]);
    }

    private static PurchaseLog PurchasesOf(OrderLog log) => new(
        log.CustomerIds.Count,
        [.. log.Rows.Select(row => row.Customer)],
        [.. log.Rows.Select(row => PurchaseLog.DayOf(row.At))],
        [.. log.Rows.Select(row => (double)row.Amount)]);
}
