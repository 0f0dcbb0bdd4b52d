using Azure.Data.Tables;
using ClientBase.Domain;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>Who is on which level of the loyalty program and what they bring; how many promo codes were redeemed.</summary>
public sealed class LoyaltyTable(LoyaltyTerms terms, TableServiceClient service) : IReport
{
    private const string NoTier = "none";

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("tier", "Level", "Уровень"),
        ReportColumn.Money("from", "From a total of", "От суммы"),
        ReportColumn.Percent("discount", "Discount", "Скидка"),
        ReportColumn.Number("contacts", "Customers", "Покупатели"),
        ReportColumn.Percent("share", "Share of customers", "Доля покупателей"),
        ReportColumn.Number("orders", "Orders in the period", "Заказы за период"),
        ReportColumn.Money("revenue", "Revenue in the period", "Выручка за период"),
        ReportColumn.Money("averageCheck", "Average check", "Средний чек"),
        ReportColumn.Number("points", "Points of these orders", "Баллы за эти заказы"),
    ];

    private readonly TableClient _table = service.GetTableClient(Tables.Loyalty);

    public string Name => "loyalty";

    public LocalText Title { get; } = new("Loyalty", "Лояльность");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var codes = await PromoTotalsAsync(cancellationToken);
        if (await terms.GetAsync(cancellationToken) is not { } program)
        {
            return new ReportTable(Columns, []) { Totals = codes }.Noted(new LocalText(
                "There is no loyalty program: define it with PUT /api/loyalty.",
                "Программы лояльности нет: определите её через PUT /api/loyalty."));
        }

        var period = await source.PeriodAsync(cancellationToken);
        var buyers = (await source.ContactsAsync(cancellationToken)).Where(contact => contact.Orders.Length > 0).ToList();
        var byTier = buyers.ToLookup(contact => TierOf(program, contact.Orders
            .Where(order => order.Currency == program.Currency && order.PlacedAt <= source.AsOf).Sum(order => order.Net)));
        var levels = program.Tiers.OrderBy(tier => tier.From)
            .Select(tier => (tier.Id, From: (decimal?)tier.From, Discount: (decimal?)(tier.Discount / 100m))).Prepend((NoTier, null, null));
        var rows = levels.Select(level =>
        {
            var people = byTier[level.Id].ToList();
            var orders = people.SelectMany(contact => contact.Orders)
                .Where(order => order.Currency == program.Currency && period.Has(order.PlacedAt)).ToList();
            var revenue = orders.Sum(order => order.Net);
            return (object?[])
            [
                level.Id, level.From, level.Discount, people.Count,
                buyers.Count == 0 ? null : Math.Round((decimal)people.Count / buyers.Count, 4), orders.Count, revenue,
                orders.Count == 0 ? null : Math.Round(revenue / orders.Count, 2),
                orders.Sum(order => decimal.Round(order.Net * program.PointsPer, 2, MidpointRounding.ToZero)),
            ];
        });
        var table = new ReportTable(Columns, [.. rows]).Summed("contacts", "orders", "revenue", "points");
        return (table with { Totals = table.Totals.Concat(codes).ToDictionary() }).Noted(
            new LocalText($"Money is in {program.Currency}.", $"Суммы в {program.Currency}."),
            new LocalText(
                "Levels by all orders until now. Points are what the orders of the period give by the program of today; what was given by "
                + "hand, spent or has expired stands on each card. 'promoCodes' are all that were made, 'promoUses' orders with one.",
                "Уровни по всем заказам до сих пор. Баллы дают заказы периода по сегодняшней программе; начисленное вручную, потраченное "
                + "и сгоревшее видно в карточках. 'promoCodes' все выданные коды, 'promoUses' заказы с кодом."));
    }

    private static string TierOf(LoyaltyProgram program, decimal spent) =>
        program.Tiers.Where(tier => tier.From <= spent).MaxBy(tier => tier.From)?.Id ?? NoTier;

    private async Task<Dictionary<string, object?>> PromoTotalsAsync(CancellationToken cancellationToken)
    {
        var (codes, uses) = (0, 0);
        await foreach (var row in _table.QueryAsync<TableEntity>(
            PromoRow.AllFilter, select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            (codes, uses) = row.RowKey.EndsWith('|') ? (codes + 1, uses) : (codes, uses + 1);
        }

        return new Dictionary<string, object?> { ["promoCodes"] = codes, ["promoUses"] = uses };
    }
}
