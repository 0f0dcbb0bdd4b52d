using ClientBase.Domain;
using ClientBase.Domain.Analytics.Sales;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.People;

/// <summary>Growth and decay of the base.</summary>
public sealed class BaseTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("period", "Period", "Период"),
        ReportColumn.Number("contactsAdded", "Contacts added", "Добавлено контактов"),
        ReportColumn.Number("newCustomers", "First orders", "Первых заказов"),
        ReportColumn.Number("returning", "Returning customers", "Вернувшиеся покупатели"),
        ReportColumn.Number("wonBack", "Won back", "Возвращены"),
        ReportColumn.Number("lost", "Fell silent", "Замолчали"),
        ReportColumn.Number("net", "Growth", "Прирост"),
        ReportColumn.Number("living", "Living customers at the end", "Живых покупателей в конце"),
    ];

    public string Name => "base";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("The base", "База");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var (contacts, customers, added) = (0, 0, new List<DateTimeOffset>());
        await foreach (var contact in source.ContactsAsync(cancellationToken))
        {
            (contacts, customers) = (contacts + 1, customers + (contact.Orders.Length > 0 ? 1 : 0));
            if (contact.FirstSeenAt is { } at)
            {
                added.Add(at);
            }
        }

        var firstSale = await source.FirstSaleAsync(cancellationToken);
        var sold = source.Within(firstSale).From;
        var first = added.Count > 0 && added.Min() is var seen && (firstSale is null || seen < sold) ? seen : sold;
        var tally = new GrowthTally(source.AsOf, source.Within(first), source.Calendar);
        await source.WalkAsync(withLines: false, [tally], [], cancellationToken);
        var growth = tally.Growth(added);
        return new ReportTable(Columns, [.. growth.Rows.Select(row => Row(row.Period.Label, row.Figures))])
        {
            Totals = new Dictionary<string, object?>
            {
                ["contacts"] = contacts,
                ["customers"] = customers,
                ["contactsAdded"] = growth.Total.ContactsAdded,
                ["newCustomers"] = growth.Total.New,
                ["returning"] = growth.Total.Returning,
                ["wonBack"] = growth.Total.WonBack,
                ["lost"] = growth.Total.Lost,
                ["net"] = growth.Total.Net,
                ["living"] = growth.Total.Living,
                ["lostPerYear"] = growth.LostPerYear,
            },
        }.Noted(
            new(
                "A customer lives from the first order until 365 days without one: then counts as lost, and as won back with the "
                + "next order. "
                + "'contacts' and 'customers' are of the whole base.",
                "Покупатель живёт с первого заказа до 365 дней без заказов: тогда он потерян, а со следующим заказом возвращён. "
                + "'contacts' и "
                + "'customers' относятся ко всей базе."),
            growth.LostPerYear is { } lost
                ? new(
                    FormattableString.Invariant($"Of those who lived a year ago {lost:0.0%} are lost; shops lose up to 20 % a year."),
                    FormattableString.Invariant($"Из живых год назад потеряно {lost:0.0%}; магазины теряют до 20 % в год."))
                : new("There were no customers a year ago: the loss per year is not known yet.",
                    "Год назад покупателей не было: потери за год ещё неизвестны."));
    }

    private static object?[] Row(string period, GrowthFigures figures) =>
    [
        period, figures.ContactsAdded, figures.New, figures.Returning, figures.WonBack, figures.Lost, figures.Net, figures.Living,
    ];
}
