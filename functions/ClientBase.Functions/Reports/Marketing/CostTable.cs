using ClientBase.Domain;
using ClientBase.Domain.Analytics;
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
        ReportColumn.Money("margin", "Their revenue less cost", "Их выручка за вычетом затрат"),
    ];

    public string Name => "cost";

    public LocalText Title { get; } = new("Cost of leads", "Стоимость лидов");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var sums = new Scores.CustomerSums(await source.ContactsAsync(cancellationToken), source.AsOf);
        var contacts = (await source.ContactsAsync(cancellationToken)).Where(contact => contact.FirstSeenAt is not null).ToList();
        var period = source.Within(contacts.Count == 0 ? null : contacts.Min(contact => contact.FirstSeenAt));
        var known = await source.CostsAsync(sums.Currency ?? "RUB", cancellationToken);
        var rows =
            from part in source.Calendar.Split(period)
            let leads = contacts.Where(contact => contact.FirstSeenAt >= part.From && contact.FirstSeenAt < part.To).ToList()
            let revenue = leads.Sum(contact => sums.NetOf(contact))
            let cost = known.Sum(new Period(part.From, part.To))
            select (object?[])
            [
                part.Label, leads.Count, leads.Count(contact => contact.Orders.Length > 0), revenue,
                Scores.CustomerSums.Each(revenue, leads.Count), cost,
                cost is null || leads.Count == 0 ? null : Math.Round(cost.Value * 1000m / leads.Count, 2), revenue - cost,
            ];
        string[] summed = ["leads", "customers", "revenue", .. known.IsAny ? ["cost"] : Array.Empty<string>()];
        return new ReportTable(Columns, [.. rows]).Summed(summed).Noted(
            sums.Currency is { } currency ? new($"Money is in {currency}.", $"Суммы в {currency}.") : null,
            new(
                "A lead is a contact that came into the base. Cost is what was imported for the days of a part (POST /api/costs) and what "
                + "forms say a lead costs; empty where nothing is known. What storage takes for a lead tells GET /api/ops/cost.",
                "Лид — контакт, пришедший в базу. Затраты: что загружено за дни части (POST /api/costs), и цена лида по формам; пусто, "
                + "если ничего не известно. Сколько за лид берёт хранилище, говорит GET /api/ops/cost."));
    }
}
