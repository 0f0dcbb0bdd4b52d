using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Reports.Scores;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>Leads part by part of a period, by where they came from.</summary>
public sealed class CostTable(UsageLog usage, IOptions<CostOptions> prices) : IReport
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
        ReportColumn.Number("transactions", "Storage transactions", "Обращения к хранилищу"),
        ReportColumn.Number("transactionsPerThousand", "Transactions per 1,000 leads", "Обращений на 1000 лидов"),
        ReportColumn.Money("storageCost", "Cost of storage", "Затраты на хранилище"),
        ReportColumn.Money("storagePerThousand", "Storage per 1,000 leads", "Хранилище на 1000 лидов"),
    ];

    private static readonly LocalText Meaning = new(
        "A lead is a contact that came into the base. Cost is what was imported for the days of a part (POST /api/costs) and what forms "
        + "say a lead costs; empty where nothing is known.",
        "Лид — контакт, пришедший в базу. Затраты: что загружено за дни части (POST /api/costs), и цена лида по формам; пусто, если ничего "
        + "не известно.");

    public string Name => "cost";

    public LocalText Title { get; } = new("Cost of leads", "Стоимость лидов");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var currency = await CustomerSums.CurrencyAsync(source, cancellationToken);
        var contacts = await source.ContactsAsync(cancellationToken).Where(contact => contact.FirstSeenAt is not null)
            .Select(contact => new Lead(
                contact.FirstSeenAt!.Value, contact.Orders.Length > 0, CustomerSums.NetOf(contact, currency, source.AsOf)))
            .ToListAsync(cancellationToken);
        var period = source.Within(contacts.Count == 0 ? null : contacts.Min(lead => lead.At));
        var known = await source.CostsAsync(currency ?? "RUB", cancellationToken);
        var used = source.Query.Segment is null ? await usage.SinceAsync(period.From, cancellationToken) : []; // Of the whole base.
        var isSameMoney = prices.Value.Currency == (currency ?? "RUB");
        var rows =
            from part in source.Calendar.Split(period)
            let leads = contacts.Where(lead => lead.At >= part.From && lead.At < part.To).ToList()
            let revenue = leads.Sum(lead => lead.Net)
            let storage = StorageOf(used, part)
            let spent = known.Sum(new Period(part.From, part.To))
            let cost = isSameMoney && storage is not null ? (spent ?? 0m) + prices.Value.CostOf(storage) : spent
            select (object?[])
            [
                part.Label, leads.Count, leads.Count(lead => lead.HasBought), revenue,
                CustomerSums.Each(revenue, leads.Count), cost,
                PerThousand(cost, leads.Count, 2), revenue - cost, storage is null ? null : CountOf(storage),
                PerThousand(storage is null ? null : CountOf(storage), leads.Count, 0),
                storage is null ? null : prices.Value.CostOf(storage),
                PerThousand(storage is null ? null : prices.Value.CostOf(storage), leads.Count, 6),
            ];
        string[] summed =
        [
            "leads", "customers", "revenue", .. known.IsAny ? ["cost"] : Array.Empty<string>(),
            .. used.Count > 0 ? ["transactions", "storageCost"] : Array.Empty<string>(),
        ];
        return new ReportTable(Columns, [.. rows]).Summed(summed).Noted(
            currency is null ? null : new($"Money is in {currency}.", $"Суммы в {currency}."), Meaning, StorageNote(isSameMoney));
    }

    private LocalText StorageNote(bool isSameMoney) => new(
        $"Storage: all transactions counted on the days of a part, whatever they were for, at {prices.Value.Currency} as Costs__* has it; "
        + $"{(isSameMoney ? "they are in the cost" : "another currency, so they are not in the cost")}. Of a segment they are not known.",
        $"Хранилище: все обращения, сосчитанные за дни части, для чего бы они ни были, в {prices.Value.Currency} по Costs__*; "
        + $"{(isSameMoney ? "они входят в затраты" : "валюта другая, поэтому в затраты не входят")}. По сегменту они неизвестны.");

    private readonly record struct Lead(DateTimeOffset At, bool HasBought, decimal Net);

    // A day counts whole in the part it begins in, the first day of a base in the first part.
    private static StorageTransactions? StorageOf(IReadOnlyList<UsedDay> used, CalendarPeriod part)
    {
        var days = used.Where(one => one.Day >= DayOf(part.From) && one.Day < part.To).ToList();
        return days.Count == 0 ? null : days.Aggregate(new StorageTransactions(0, 0, 0), (sum, one) => sum + one.Transactions);
    }

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static long CountOf(StorageTransactions used) => used.Queue + used.Table + used.Blob;

    private static decimal? PerThousand(decimal? sum, int leads, int places) =>
        sum is { } known && leads > 0 ? Math.Round(known * 1000m / leads, places) : null;
}
