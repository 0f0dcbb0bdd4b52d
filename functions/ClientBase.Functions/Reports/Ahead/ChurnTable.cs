using ClientBase.Domain;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Reports.Ahead;

/// <summary>Who is likely to be gone, with the revenue at stake: the largest stake first.</summary>
public sealed class ChurnTable(KeptModel<FittedShop> kept) : IReport
{
    private const int MostRows = 1_000;

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("contact", "Contact", "Контакт"),
        ReportColumn.Money("atStake", "Revenue at stake in a year", "Выручка под угрозой за год"),
        ReportColumn.Percent("pAlive", "Still buys, probability", "Вероятность, что ещё покупает"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Money("revenue", "Revenue so far", "Выручка до сих пор"),
        ReportColumn.Date("lastOrderAt", "Last order", "Последний заказ"),
        ReportColumn.Number("expectedOrders90d", "Orders expected in 90 days", "Ожидается заказов за 90 дней"),
        ReportColumn.Money("value12m", "Revenue expected in a year", "Ожидаемая выручка за год"),
        ReportColumn.Date("nextOrderAt", "Next order, if any, by", "Следующий заказ, если будет, к"),
    ];

    public string Name => "churn";

    public ReportBasis Basis => ReportBasis.Recompute;

    public bool NamesPeople => true;

    public LocalText Title { get; } = new("Who leaves", "Кто уходит");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        if (await kept.GetAsync(isFresh: true, cancellationToken) is not { } fit)
        {
            return new ReportTable(Columns, []).Noted(new LocalText(
                "Not enough data: nobody has ordered yet, or the forecast was not fitted yet.",
                "Данных мало: ещё никто не заказывал, или прогноз ещё не построен."));
        }

        var (largest, count, atStake) = (new List<(string Id, List<OrderFact> Orders, PersonForecast Expected)>(), 0, 0d);
        await foreach (var contact in source.ContactsAsync(cancellationToken))
        {
            var orders = contact.Orders.Where(order => order.Currency == fit.Currency && order.PlacedAt <= source.AsOf).ToList();
            var expected = fit.Of(orders.Select(order => (order.PlacedAt, order.Net, order.Currency)), source.AsOf);
            if (expected?.AtStake is > 0d and var stake)
            {
                (count, atStake) = (count + 1, atStake + stake);
                largest.Add((contact.Id, orders, expected));
                largest = largest.Count > 10 * MostRows ? Largest(largest) : largest;
            }
        }

        return new ReportTable(
            Columns,
            [
                .. Largest(largest).Select(one => (object?[])
                [
                    one.Id, Money(one.Expected.AtStake), Math.Round(one.Expected.PAlive, 4), one.Orders.Count,
                    one.Orders.Sum(order => order.Net), one.Orders[^1].PlacedAt, Math.Round(one.Expected.ExpectedOrders90d, 4),
                    Money(one.Expected.Value12m), one.Expected.NextOrderAt,
                ]),
            ])
        {
            Totals = new Dictionary<string, object?>
            {
                ["customers"] = count,
                ["atStake"] = Money(atStake),
            },
        }.Noted(
        [
            new(
                $"At stake is what somebody would bring in a year if they still bought, times the probability that they do not; at most "
                + $"{MostRows} rows, 'totals' are of all.",
                $"Под угрозой — что человек принёс бы за год, если ещё покупает, умноженное на вероятность, что уже нет; не более "
                + $"{MostRows} строк, 'totals' по всем."),
            .. ForecastTable.Notes(fit),
        ]);
    }

    private static List<(string Id, List<OrderFact> Orders, PersonForecast Expected)> Largest(
        List<(string Id, List<OrderFact> Orders, PersonForecast Expected)> some) =>
        [.. some.OrderByDescending(one => one.Expected.AtStake).ThenBy(one => one.Id, StringComparer.Ordinal).Take(MostRows)];

    private static decimal? Money(double? sum) => sum is { } known && double.IsFinite(known) ? Math.Round((decimal)known, 2) : null;
}
