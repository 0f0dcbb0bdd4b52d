using Azure.Data.Tables;
using ClientBase.Domain;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Facts;
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
        var (byTier, buyers) = (new Dictionary<string, Level>(StringComparer.Ordinal), 0);
        await foreach (var contact in source.ContactsAsync(cancellationToken))
        {
            if (contact.Orders.Length > 0)
            {
                buyers++;
                var own = contact.Orders.Where(order => order.Currency == program.Currency && order.PlacedAt <= source.AsOf);
                var tier = TierOf(program, own.Sum(order => order.Net));
                byTier[tier] = byTier.GetValueOrDefault(tier).With(
                    contact.Orders.Where(order => order.Currency == program.Currency && period.Has(order.PlacedAt)), program.PointsPer);
            }
        }

        var levels = program.Tiers.OrderBy(tier => tier.From)
            .Select(tier => (tier.Id, From: (decimal?)tier.From, Discount: (decimal?)(tier.Discount / 100m))).Prepend((NoTier, null, null));
        var rows = levels.Select(level =>
        {
            var (people, orders, revenue, points) = byTier.GetValueOrDefault(level.Id);
            return (object?[])
            [
                level.Id, level.From, level.Discount, people, buyers == 0 ? null : Math.Round((decimal)people / buyers, 4), orders,
                revenue, orders == 0 ? null : Math.Round(revenue / orders, 2), points,
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

    private readonly record struct Level(int People, int Orders, decimal Revenue, decimal Points)
    {
        public Level With(IEnumerable<OrderFact> orders, decimal pointsPer) => orders.Aggregate(
            this with { People = People + 1 },
            (level, order) => level with
            {
                Orders = level.Orders + 1,
                Revenue = level.Revenue + order.Net,
                Points = level.Points + decimal.Round(order.Net * pointsPer, 2, MidpointRounding.ToZero),
            });
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
