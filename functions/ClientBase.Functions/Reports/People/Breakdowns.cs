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

    /// <summary>What people bought in the period asked for.</summary>
    public static async Task<BoughtTally> BoughtAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var tally = new BoughtTally(await source.PeriodAsync(cancellationToken));
        await foreach (var sale in source.SalesAsync(cancellationToken))
        {
            tally.Add(sale);
        }

        return tally;
    }

    public static async Task<ReportTable> MakeAsync(
        ReportSource source, IEnumerable<Dimension> dimensions, CancellationToken cancellationToken)
    {
        var bought = await BoughtAsync(source, cancellationToken);
        var currencies = bought.Currencies;
        BreakdownTally[] tallies = [.. dimensions.Select(dimension => new BreakdownTally(dimension, currencies))];
        await foreach (var one in source.PeopleAsync(cancellationToken))
        {
            var member = new BaseMember(one.Profile!.Profile, bought.Of(one.Id));
            Array.ForEach(tallies, tally => tally.Add(member));
        }

        var whole = tallies[0].Whole;
        var rows =
            from tally in tallies
            let breakdown = tally.Breakdown(top: 50)
            from row in breakdown.Rows
            select (object?[])
            [
                breakdown.Dimension, row.Key.TrimEnd(':'), row.Label.En, row.Label.Ru, row.Contacts, row.Share, row.Customers, row.Orders,
                row.Net.Count == 0 ? 0m : row.Net[0], row.RevenueShare,
            ];
        return new ReportTable(Columns, [.. rows])
        {
            Totals = new Dictionary<string, object?>
            {
                ["contacts"] = whole.Contacts,
                ["customers"] = whole.Customers,
                ["orders"] = whole.Orders,
                ["revenue"] = whole.Net.Count == 0 ? 0m : whole.Net[0],
            },
        }.Noted(
            ReportSource.Currencies(currencies),
            new(
                "The rows of each dimension add up to the base (interests do not: somebody may have several). 'unknown' are people "
                + "of whom it "
                + "is not known. Orders are those of the period.",
                "Строки каждого измерения складываются в базу (кроме интересов: их может быть несколько). 'unknown' — люди, о которых это "
                + "неизвестно. Заказы — за период."),
            Few.Of(whole.Contacts, "contacts", "контактов", 100));
    }
}
