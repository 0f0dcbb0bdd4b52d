using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Sales;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>What each channel brought: by the first touch of a person, and by the last before each order.</summary>
public sealed class ChannelsTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("channel", "Channel", "Канал"),
        ReportColumn.Number("contacts", "Contacts brought", "Приведено контактов"),
        ReportColumn.Number("customers", "Of them customers", "Из них покупатели"),
        ReportColumn.Percent("conversion", "Conversion", "Конверсия"),
        ReportColumn.Number("orders", "Orders (first touch)", "Заказы (первое касание)"),
        ReportColumn.Money("revenue", "Revenue (first touch)", "Выручка (первое касание)"),
        ReportColumn.Number("lastOrders", "Orders (last touch)", "Заказы (последнее касание)"),
        ReportColumn.Money("lastRevenue", "Revenue (last touch)", "Выручка (последнее касание)"),
        ReportColumn.Money("cost", "Cost", "Затраты"),
        ReportColumn.Money("margin", "Revenue less cost", "Выручка за вычетом затрат"),
        ReportColumn.Percent("roi", "Return on cost", "Окупаемость"),
        ReportColumn.Money("costPerContact", "Cost per contact", "Затраты на контакт"),
        ReportColumn.Money("costPerCustomer", "Cost per customer", "Затраты на покупателя"),
    ];

    public string Name => "channels";

    public ReportBasis Basis => ReportBasis.RecomputeAndCosts;

    public LocalText Title { get; } = new("Channels", "Каналы");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var people = await TouchesAsync(source, cancellationToken);
        var period = source.Within(people.FirstSince);
        var (firsts, lasts) = (new ChannelTally(people.Sources(), period), new LastTouches(people, period));
        var sales = (await source.WalkAsync(withLines: false, [firsts, lasts], [], cancellationToken)).People;
        var (first, last) = (firsts.Report(sales, []), lasts.By(sales));
        var known = await source.CostsAsync(sales.Currencies is [var currency, ..] ? currency : "RUB", cancellationToken);
        var costs = known.By(period);
        var names = first.Rows.Select(row => row.Channel).Concat(last.Keys.Order()).Concat(costs.Keys.Order())
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var rows = names.Select(name => Row(
            name,
            first.Rows.FirstOrDefault(row => row.Channel.Equals(name, StringComparison.OrdinalIgnoreCase)),
            last.GetValueOrDefault(name),
            costs.TryGetValue(name, out var cost) ? cost : known.IsAny ? 0m : null));
        string[] sums = ["contacts", "customers", "orders", "revenue", "lastOrders", "lastRevenue"];
        return new ReportTable(Columns, [.. rows]).Summed(known.IsAny ? [.. sums, "cost"] : sums).Noted(
            ReportSource.Currencies(sales),
            new(
                "First touch: the source of the person's first form with utm_source, else where they came from; the people who came in the "
                + "period, with all they have ordered since. Last touch: the latest utm_source before each order of the period.",
                "Первое касание: источник первой формы с utm_source, иначе откуда человек пришёл; люди, пришедшие за период, и все "
                + "их заказы с "
                + "тех пор. Последнее касание: последний utm_source перед каждым заказом периода."),
            known.IsAny
                ? new(
                    "Cost: what was imported for the days of the period (POST /api/costs), and what forms say a lead of theirs costs. "
                    + "Margin and return are of the first touch: (revenue - cost) / cost.",
                    "Затраты: что загружено за дни периода (POST /api/costs), и цена лида по формам. Маржа и окупаемость по первому "
                    + "касанию: (выручка − затраты) / затраты.")
                : new(
                    "Costs are not known: import them with POST /api/costs, or name a form's cost.",
                    "Затраты неизвестны: загрузите их через POST /api/costs или укажите цену лида у формы."),
            Few.Of(people.Count, "contacts", "контактов"));
    }

    private static object?[] Row(string name, ChannelRow? first, (int Orders, decimal Revenue) last, decimal? cost)
    {
        var (contacts, customers) = (first?.Contacts ?? 0, first?.FirstOrders ?? 0);
        var revenue = first is { Money.Count: > 0 } ? first.Money[0].Net : 0m;
        return
        [
            name.Length == 0 ? "unknown" : name, contacts, customers,
            contacts == 0 ? null : Math.Round((decimal)customers / contacts, 4), first?.Orders ?? 0,
            revenue, last.Orders, last.Revenue, cost, cost is null ? null : revenue - cost,
            cost is > 0 and { } spent ? Math.Round((revenue - spent) / spent, 4) : null,
            cost is > 0 && contacts > 0 ? Math.Round(cost.Value / contacts, 2) : null,
            cost is > 0 && customers > 0 ? Math.Round(cost.Value / customers, 2) : null,
        ];
    }

    private static async Task<Touches> TouchesAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var people = new Touches();
        await foreach (var one in source.PeopleAsync(cancellationToken))
        {
            people.Add(one);
        }

        return people;
    }

    private sealed class LastTouches(Touches people, Period period) : ISalesTally
    {
        private readonly Dictionary<(string Channel, int Currency), (int Orders, decimal Net)> _sums = [];

        public void Add(in SalesEntry entry)
        {
            if (period.Has(entry.Sale.At))
            {
                var channel = people.LastOf(entry.Sale.CustomerId, entry.Sale.At.ToUnixTimeMilliseconds());
                var (orders, net) = _sums.GetValueOrDefault((channel, entry.Currency));
                _sums[(channel, entry.Currency)] = (orders + 1, net + entry.Sale.Net);
            }
        }

        /// <summary>Orders of all currencies and revenue in the main one, by channel.</summary>
        public Dictionary<string, (int Orders, decimal Revenue)> By(SalesSummary sales) => _sums
            .GroupBy(one => one.Key.Channel, StringComparer.Ordinal)
            .ToDictionary(
                channel => channel.Key,
                channel => (
                    channel.Sum(one => one.Value.Orders),
                    channel.Where(one => one.Key.Currency == sales.Places[0]).Sum(one => one.Value.Net)),
                StringComparer.Ordinal);
    }
}
