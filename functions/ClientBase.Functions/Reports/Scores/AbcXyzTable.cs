using ClientBase.Domain;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Families;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Scores;

/// <summary>Customers and revenue by the nine cells of ABC-XYZ.</summary>
public sealed class AbcXyzTable(SegmentCatalogue catalogue) : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("cell", "Cell", "Клетка"),
        ReportColumn.Number("customers", "Customers", "Покупатели"),
        ReportColumn.Percent("share", "Share of customers", "Доля покупателей"),
        ReportColumn.Money("revenue", "Revenue of the period", "Выручка за период"),
        ReportColumn.Percent("revenueShare", "Share of it", "Её доля"),
        ReportColumn.Money("total", "Revenue ever", "Выручка за всё время"),
        ReportColumn.Text("advice", "What to do", "Что делать"),
        ReportColumn.Text("adviceRu", "What to do (Russian)", "Что делать (по-русски)"),
    ];

    public string Name => "abc-xyz";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("ABC-XYZ", "ABC-XYZ");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var sums = await CustomerSums.ReadAsync(
            source, "abc-xyz-", source.AsOf.AddMonths(-catalogue.Options.AbcMonths), cancellationToken);
        var rows =
            from abc in Enum.GetNames<Abc>()
            from xyz in Enum.GetNames<Xyz>()
            let segment = catalogue.Find($"abc-xyz-{abc}{xyz}".ToLowerInvariant())!
            let people = sums.Of(segment.Id)
            select (object?[])
            [
                abc + xyz, people.Customers, CustomerSums.Share(people.Customers, sums.Whole.Customers), people.NetSince,
                CustomerSums.Share(people.NetSince, sums.Whole.NetSince), people.Net, segment.Advice?.En, segment.Advice?.Ru,
            ];
        return new ReportTable(Columns, [.. rows]).Summed("customers", "revenue", "total").Noted(
            new(
                $"A brings the first 80 % of the revenue of {catalogue.Options.AbcMonths} months, B up to 95 %; X orders evenly by "
                + "month, Z "
                + "unevenly or for less than three months. As of the last recompute.",
                $"A даёт первые 80 % выручки за {catalogue.Options.AbcMonths} мес., B до 95 %; X заказывает ровно по месяцам, Z "
                + "неровно или "
                + "меньше трёх месяцев. На момент последнего пересчёта."),
            Few.Of(sums.Whole.Customers, "customers", "покупателей", 100));
    }
}
