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

    public static async Task<(IReadOnlyList<BaseMember> Members, IReadOnlyList<string> Currencies)> MembersAsync(
        ReportSource source, CancellationToken cancellationToken)
    {
        var once = new Dictionary<string, string>(StringComparer.Ordinal);
        var people = await source.PeopleAsync(cancellationToken).Select(one => Slim(one.Profile!.Profile, once))
            .ToListAsync(cancellationToken);
        var tally = new BoughtTally(people, await source.PeriodAsync(cancellationToken));
        await foreach (var sale in source.SalesAsync(cancellationToken))
        {
            tally.Add(sale);
        }

        return (tally.Members, tally.Currencies);
    }

    public static async Task<ReportTable> MakeAsync(
        ReportSource source, IEnumerable<Dimension> dimensions, CancellationToken cancellationToken)
    {
        var (members, currencies) = await MembersAsync(source, cancellationToken);
        var rows =
            from dimension in dimensions
            let breakdown = Breakdown.Of(dimension, members, currencies, top: 50)
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
                ["contacts"] = members.Count,
                ["customers"] = members.Count(member => member.Bought.Orders > 0),
                ["orders"] = members.Sum(member => member.Bought.Orders),
                ["revenue"] = currencies.Count == 0 ? 0m : members.Sum(member => member.Bought.NetIn(currencies[0])),
            },
        }.Noted(
            ReportSource.Currencies(currencies),
            new(
                "The rows of each dimension add up to the base (interests do not: somebody may have several). 'unknown' are people "
                + "of whom it "
                + "is not known. Orders are those of the period.",
                "Строки каждого измерения складываются в базу (кроме интересов: их может быть несколько). 'unknown' — люди, о которых это "
                + "неизвестно. Заказы — за период."),
            Few.Of(members.Count, "contacts", "контактов", 100));
    }

    // Of a million people each city's name lies in memory once.
    private static Profile Slim(Profile profile, Dictionary<string, string> once)
    {
        string? Once(string? text) => text is null ? null : once.TryGetValue(text, out var known) ? known : once[text] = text;
        return profile with
        {
            Sex = Once(profile.Sex),
            Family = Once(profile.Family),
            Social = Once(profile.Social),
            Language = Once(profile.Language),
            Country = Once(profile.Country),
            Region = Once(profile.Region),
            City = Once(profile.City),
            Occupation = Once(profile.Occupation),
            Industry = Once(profile.Industry),
            PreferredChannel = Once(profile.PreferredChannel),
            Source = Once(profile.Source),
            Interests = profile.Interests.Count == 0 ? [] : [.. profile.Interests.Select(one => Once(one)!)],
        };
    }
}
