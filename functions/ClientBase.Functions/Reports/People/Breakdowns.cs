using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.People;

/// <summary>Breaks the people who are asked about down by some dimensions: a row a band or value.</summary>
internal static class Breakdowns
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("dimension", "By", "По"),
        ReportColumn.Text("key", "Value", "Значение"),
        ReportColumn.Text("title", "Shown as", "Название"),
        ReportColumn.Text("titleRu", "Shown as (Russian)", "Название (по-русски)"),
        ReportColumn.Number("contacts", "Contacts", "Контакты"),
        ReportColumn.Percent("share", "Share of contacts", "Доля контактов"),
        ReportColumn.Number("customers", "Of them customers", "Из них покупатели"),
        ReportColumn.Number("orders", "Orders", "Заказы"),
        ReportColumn.Money("revenue", "Revenue", "Выручка"),
        ReportColumn.Percent("revenueShare", "Share of revenue", "Доля выручки"),
    ];

    public static IEnumerable<Dimension> Values(params string[] ids) => ids.Select(id => Dimension.Values.First(one => one.Id == id));

    public static async Task<(IReadOnlyList<BaseMember> Members, SalesHistory History)> MembersAsync(
        ReportSource source, CancellationToken cancellationToken)
    {
        var people = await source.PeopleAsync(cancellationToken);
        var ids = people.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var period = await source.PeriodAsync(cancellationToken);
        var sales = (await source.EachKnownSaleAsync(cancellationToken)).Where(sale => ids.Contains(sale.CustomerId)
            && period.Has(sale.At));
        var history = SalesHistory.Of(sales, source.AsOf);
        return (BaseMember.All(people.Select(one => one.Profile!.Profile), history), history);
    }

    public static async Task<ReportTable> MakeAsync(
        ReportSource source, IEnumerable<Dimension> dimensions, CancellationToken cancellationToken)
    {
        var (members, history) = await MembersAsync(source, cancellationToken);
        var rows =
            from dimension in dimensions
            let breakdown = Breakdown.Of(dimension, members, history, top: 50)
            from row in breakdown.Rows
            select (object?[])
            [
                breakdown.Dimension, row.Key.TrimEnd(':'), row.Label.En, row.Label.Ru, row.Contacts, row.Share, row.Customers, row.Orders,
                row.Money.Count == 0 ? 0m : row.Money[0].Net, row.RevenueShare,
            ];
        return new ReportTable(Columns, [.. rows])
        {
            Totals = new Dictionary<string, object?>
            {
                ["contacts"] = members.Count,
                ["customers"] = members.Count(member => member.Sales.Count > 0),
                ["orders"] = members.Sum(member => member.Sales.Count),
                ["revenue"] = history.Currencies.Count == 0
                    ? 0m
                    : members.SelectMany(member => member.Sales).Where(sale => sale.Currency == history.Currencies[0])
                        .Sum(sale => sale.Net),
            },
        }.Noted(
            ReportSource.Currencies(history),
            new(
                "The rows of each dimension add up to the base (interests do not: somebody may have several). 'unknown' are people "
                + "of whom it "
                + "is not known. Orders are those of the period.",
                "Строки каждого измерения складываются в базу (кроме интересов: их может быть несколько). 'unknown' — люди, о которых это "
                + "неизвестно. Заказы — за период."),
            Few.Of(members.Count, "contacts", "контактов", 100));
    }
}
