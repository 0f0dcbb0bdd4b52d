using System.Globalization;
using ClientBase.Domain;
using ClientBase.Domain.Forecast;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Reports.Ahead;

/// <summary>What the base is expected to do, with how sure that is.</summary>
public sealed class ForecastTable(KeptModel<FittedShop> kept) : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Number("days", "Days ahead", "Дней вперёд"),
        ReportColumn.Number("expectedOrders", "Expected orders", "Ожидаемые заказы"),
        ReportColumn.Number("expectedOrdersError", "Standard error", "Стандартная ошибка"),
        ReportColumn.Number("living", "Customers still buying", "Останутся покупателями"),
        ReportColumn.Number("livingError", "Standard error", "Стандартная ошибка"),
        ReportColumn.Money("expectedRevenue", "Expected revenue", "Ожидаемая выручка"),
    ];

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly LocalText Never = new(
        "Not enough data: nobody has ordered yet, or the forecast was not fitted yet (it is each night).",
        "Данных мало: ещё никто не заказывал, или прогноз ещё не построен (он строится каждую ночь).");

    public string Name => "forecast";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Forecast", "Прогноз");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        if (await kept.GetAsync(isFresh: true, cancellationToken) is not { } fit)
        {
            return new ReportTable(Columns, []).Noted(Never);
        }

        var rows = source.Query.Segment is null ? fit.Ahead.Select(Row) : await OfSegmentAsync(fit, source, cancellationToken);
        return new ReportTable(Columns, [.. rows])
        {
            Totals = new Dictionary<string, object?>
            {
                ["customers"] = fit.Customers,
                ["repeatCustomers"] = fit.RepeatCustomers,
                ["lossInAYear"] = Rounded(fit.LossInAYear, 4),
                ["holdOutActual"] = fit.HoldOut?.Actual,
                ["holdOutExpected"] = Rounded(fit.HoldOut?.Expected),
                ["holdOutMeanError"] = Rounded(fit.HoldOut?.MeanError, 4),
            },
        }.Noted([.. Notes(fit)]);
    }

    /// <summary>What goes for every figure of a forecast.</summary>
    internal static IEnumerable<LocalText> Notes(FittedShop fit)
    {
        yield return new(
            string.Create(Invariant, $"MBG/NBD and Gamma-Gamma, fitted {fit.At:yyyy-MM-dd HH:mm} UTC to orders in {fit.Currency}; an "
            + $"order is a day with a purchase, value is revenue, undiscounted."),
            string.Create(Invariant, $"MBG/NBD и Gamma-Gamma, построен {fit.At:yyyy-MM-dd HH:mm} UTC по заказам в {fit.Currency}; заказ — "
            + $"день с покупкой, ценность — выручка без дисконта."));
        if (fit.IsShrunk)
        {
            yield return new(
                $"Not enough data: only {fit.RepeatCustomers} customers bought again, so the figures are drawn towards what is typical of "
                + "shops. Take them as rough.",
                $"Данных мало: повторно купили только {fit.RepeatCustomers}, поэтому оценки подтянуты к типичным для магазинов. Это "
                + "грубые числа.");
        }

        yield return fit.HoldOut is { } held
            ? new(
                string.Create(Invariant, $"How sure: 90 days ago it would have expected {held.Expected:0.#} orders of {held.Customers} "
                + $"customers; there were {held.Actual}. Mean error a customer {held.MeanError:0.###}, by going on at the same rate "
                + $"{held.SameRateError:0.###}."),
                string.Create(Invariant, $"Насколько точно: 90 дней назад он ожидал бы {held.Expected:0.#} заказов от {held.Customers} "
                + $"покупателей; было {held.Actual}. Средняя ошибка на покупателя {held.MeanError:0.###}, при неизменном темпе "
                + $"{held.SameRateError:0.###}."))
            : new("The history is too short to try the forecast on it.", "История слишком коротка, чтобы проверить на ней прогноз.");
    }

    private static async Task<IEnumerable<object?[]>> OfSegmentAsync(
        FittedShop fit, ReportSource source, CancellationToken cancellationToken)
    {
        var (orders, value) = (0d, 0d);
        await foreach (var contact in source.ContactsAsync(cancellationToken))
        {
            var own = contact.Orders.Select(order => (order.PlacedAt, order.Net, order.Currency));
            if (fit.Of(own, source.AsOf) is { } expected)
            {
                orders += expected.ExpectedOrders90d;
                value += expected.Value12m ?? 0d;
            }
        }

        return [[90, Rounded(orders), null, null, null, null], [365, null, null, null, null, Money(value)]];
    }

    private static object?[] Row(AheadFigures one) =>
        [one.Days, Rounded(one.Orders), Rounded(one.OrdersError), Rounded(one.Living), Rounded(one.LivingError), Money(one.Revenue)];

    private static decimal? Money(double? sum) => sum is { } known && double.IsFinite(known) ? Math.Round((decimal)known, 2) : null;

    private static double? Rounded(double? value, int digits = 2) =>
        value is { } known && double.IsFinite(known) ? Math.Round(known, digits) : null;
}
