using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.People;

/// <summary>The portrait of the customer of a segment: by everything known, beside the whole base.</summary>
public sealed class PortraitTable : IReport
{
    private static readonly int[] CheckCuts = [1_000, 3_000, 10_000, 30_000];

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("dimension", "By", "По"),
        ReportColumn.Text("key", "Value", "Значение"),
        ReportColumn.Text("title", "Shown as", "Название"),
        ReportColumn.Text("titleRu", "Shown as (Russian)", "Название (по-русски)"),
        ReportColumn.Number("contacts", "Contacts", "Контакты"),
        ReportColumn.Percent("share", "Share", "Доля"),
        ReportColumn.Percent("baseShare", "Share of the base", "Доля в базе"),
        ReportColumn.Number("index", "Times the base", "Во сколько раз чаще базы"),
    ];

    public string Name => "portrait";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Portrait of the customer", "Портрет клиента");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var everybody = source.Of(source.Query with { Segment = null });
        var bought = await Breakdowns.BoughtAsync(everybody, cancellationToken);
        var ids = await source.IdsAsync(cancellationToken);
        var tallies = DimensionsOf(source, bought.Currencies).Select(dimension => new Tally(dimension, bought.Currencies, ids)).ToArray();
        await foreach (var one in everybody.PeopleAsync(cancellationToken))
        {
            var member = new BaseMember(one.Profile!.Profile, bought.Of(one.Id));
            Array.ForEach(tallies, tally => tally.Add(member));
        }

        var (contacts, all) = (tallies[0].Own.Whole.Contacts, tallies[0].Everybody.Whole.Contacts);
        var rows =
            from tally in tallies
            let dimension = tally.Dimension
            let own = tally.Own.Breakdown(top: 10).Rows
            let whole = tally.Everybody.By(dimension.Bands ?? BandsOf(own)).Rows.ToDictionary(row => row.Key, row => row.Share)
            from row in own
            where row.Contacts > 0
            let baseShare = whole.GetValueOrDefault(row.Key)
            select (object?[])
            [
                dimension.Id, row.Key.TrimEnd(':'), row.Label.En, row.Label.Ru, row.Contacts, row.Share, baseShare,
                row.Share is { } share && baseShare is > 0m and var of ? Math.Round(share / of, 2) : null,
            ];
        return new ReportTable(Columns, [.. rows])
        {
            Totals = new Dictionary<string, object?> { ["contacts"] = contacts, ["base"] = all },
        }.Noted(
            new(
                "Each share beside that of the whole base: an index over 1 is what sets these people apart. Give 'segment' to see one.",
                "Каждая доля рядом с долей во всей базе: индекс больше 1 — то, чем эти люди отличаются. Сегмент задаётся параметром "
                + "'segment'."),
            Few.Of(contacts, "contacts", "контактов", 100));
    }

    // The base is divided as these people are, so that "other" means the same of both.
    private static IReadOnlyList<Band> BandsOf(IReadOnlyList<BreakdownRow> rows) =>
        [.. rows.Where(row => !row.Key.EndsWith(':')).Select(row => new Band(row.Key, row.Label))];

    private static IEnumerable<Dimension> DimensionsOf(ReportSource source, IReadOnlyList<string> currencies) =>
    [
        Dimension.Sex, Dimension.Age(DateOnly.FromDateTime(source.AsOf.UtcDateTime)), Dimension.Frequency, Dimension.LastOrder(source.AsOf),
        .. currencies.Take(1).Select(currency => Dimension.AverageCheck(currency, CheckCuts)),
        .. Dimension.Values,
    ];

    // By one dimension those asked about, and everybody.
    private sealed class Tally(Dimension dimension, IReadOnlyList<string> currencies, CustomerNumbers? ids)
    {
        private readonly BreakdownTally? _own = ids is null ? null : new BreakdownTally(dimension, currencies);

        public Dimension Dimension => dimension;

        public BreakdownTally Everybody { get; } = new(dimension, currencies);

        public BreakdownTally Own => _own ?? Everybody;

        public void Add(BaseMember member)
        {
            Everybody.Add(member);
            if (ids?.Has(member.Profile.ContactId) == true)
            {
                _own!.Add(member);
            }
        }
    }
}
