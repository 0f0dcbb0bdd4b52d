using ClientBase.Domain;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>Leads part by part of a period, by where they came from.</summary>
public sealed class CostTable : IReport
{
    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("period", "Period", "Период"),
        ReportColumn.Number("leads", "Leads", "Лиды"),
        ReportColumn.Number("customers", "Of them customers", "Из них покупатели"),
        ReportColumn.Money("revenue", "Their revenue since", "Их выручка с тех пор"),
        ReportColumn.Money("revenuePerLead", "Revenue per lead", "Выручка на лид"),
        ReportColumn.Money("cost", "Cost", "Затраты"),
        ReportColumn.Money("costPerThousand", "Cost per 1,000 leads", "Затраты на 1000 лидов"),
    ];

    public string Name => "cost";

    public LocalText Title { get; } = new("Cost of leads", "Стоимость лидов");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var sums = new Scores.CustomerSums(await source.ContactsAsync(cancellationToken), source.AsOf);
        var contacts = (await source.ContactsAsync(cancellationToken)).Where(contact => contact.FirstSeenAt is not null).ToList();
        var period = source.Within(contacts.Count == 0 ? null : contacts.Min(contact => contact.FirstSeenAt));
        var rows =
            from part in source.Calendar.Split(period)
            let leads = contacts.Where(contact => contact.FirstSeenAt >= part.From && contact.FirstSeenAt < part.To).ToList()
            let revenue = leads.Sum(contact => sums.NetOf(contact))
            select (object?[])
            [
                part.Label, leads.Count, leads.Count(contact => contact.Orders.Length > 0), revenue,
                Scores.CustomerSums.Each(revenue, leads.Count), null, null,
            ];
        return new ReportTable(Columns, [.. rows]).Summed("leads", "customers", "revenue").Noted(
            sums.Currency is { } currency ? new($"Money is in {currency}.", $"Суммы в {currency}.") : null,
            new(
                "A lead is a contact that came into the base. What they cost is not known here: nothing was told of it.",
                "Лид — контакт, пришедший в базу. Сколько они стоили, неизвестно: об этом ничего не сообщали."));
    }
}
