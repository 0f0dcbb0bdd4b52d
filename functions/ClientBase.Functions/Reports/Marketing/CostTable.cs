using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Reports.Scores;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>What the leads of each part of a period cost, from the channel they came by to their margin.</summary>
public sealed class CostTable(LeadCohortReader leads, UsageLog usage, IOptions<CostOptions> prices) : IReport
{
    private const string UsualCurrency = "RUB";

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("period", "Period", "Период"),
        ReportColumn.Number("leads", "Leads", "Лиды"),
        ReportColumn.Number("customers", "Of them customers", "Из них покупатели"),
        ReportColumn.Money("revenue", "Their revenue since", "Их выручка с тех пор"),
        ReportColumn.Money("revenuePerLead", "Revenue per lead", "Выручка на лид"),
        ReportColumn.Money("brought", "Revenue before promo codes", "Выручка до промокодов"),
        ReportColumn.Money("sourceCost", "Cost of sources", "Затраты на источники"),
        ReportColumn.Money("bonus", "Taken off by promo codes", "Снято промокодами"),
        ReportColumn.Number("messages", "Messages to them", "Сообщений им"),
        ReportColumn.Money("messageCost", "Cost of messages", "Затраты на сообщения"),
        ReportColumn.Number("transactions", "Storage transactions", "Обращения к хранилищу"),
        ReportColumn.Number("transactionsPerThousand", "Transactions per 1,000 leads", "Обращений на 1000 лидов"),
        ReportColumn.Money("storageCost", "Cost of storage", "Затраты на хранилище"),
        ReportColumn.Money("storagePerThousand", "Storage per 1,000 leads", "Хранилище на 1000 лидов"),
        ReportColumn.Money("cost", "Cost in all", "Затраты всего"),
        ReportColumn.Money("costPerThousand", "Cost per 1,000 leads", "Затраты на 1000 лидов"),
        ReportColumn.Money("margin", "Margin", "Маржа"),
        ReportColumn.Money("marginPerLead", "Margin per lead", "Маржа на лид"),
    ];

    private static readonly LocalText Meaning = new(
        "A lead is a contact that came into the base. Cost in all = sources + promo codes + messages + storage, of what is known and in "
        + "the currency of the revenue; margin = revenue before promo codes - cost in all. An empty cell is not known, not none.",
        "Лид — контакт, пришедший в базу. Затраты всего = источники + промокоды + сообщения + хранилище: то, что известно и в валюте "
        + "выручки; маржа = выручка до промокодов − затраты всего. Пустая ячейка — неизвестно, а не ноль.");

    private static readonly LocalText OfSources = new(
        "Sources: what was imported for the days of a part (POST /api/costs) and what forms say a lead costs. Promo codes: what the shop "
        + "says orders with a code were reduced by, whoever gave the code (a form's bonus, a campaign, a friend); revenue is what was "
        + "paid, so after them. Points have no price and are not in it.",
        "Источники: загруженное за дни части (POST /api/costs) и цена лида по формам. Промокоды: на сколько магазин уменьшил заказы с "
        + "кодом, кто бы его ни дал (бонус формы, рассылка, друг); выручка — уплаченное, то есть после них. Баллы цены не имеют и сюда "
        + "не входят.");

    public string Name => "cost";

    public LocalText Title { get; } = new("Cost of leads", "Стоимость лидов");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var found = await leads.ReadAsync(source, cancellationToken);
        var currency = found.Currency ?? UsualCurrency;
        var spent = await source.CostsAsync(currency, cancellationToken);
        var used = source.Query.Segment is null ? await usage.SinceAsync(found.Period.From, cancellationToken) : []; // Of the whole base.
        var rows = found.Cohorts.Select(cohort => Row(
            cohort,
            new Costs(
                spent.Sum(new Period(cohort.Part.From, cohort.Part.To)),
                found.KnowsBonus ? cohort.Bonus : null,
                leads.KnowsMessageCost ? cohort.MessageCost : null,
                StorageOf(used, cohort.Part)),
            currency)).ToList();
        string[] summed =
        [
            "leads", "customers", "revenue", "brought", "sourceCost", "bonus", "messages", "messageCost", "transactions", "storageCost",
            "cost", "margin",
        ];
        return new ReportTable(Columns, rows).Summed([.. summed.Where(column => IsKnown(column, rows))]).Noted(
            found.Currency is null ? null : new($"Money is in {currency}.", $"Суммы в {currency}."), Meaning, OfSources,
            MessageNote(currency), StorageNote(currency));
    }

    private object?[] Row(LeadCohort cohort, Costs costs, string currency)
    {
        var storage = costs.Storage is { } used ? prices.Value.CostOf(used) : (decimal?)null;
        decimal?[] parts =
        [
            costs.Source, costs.Bonus, leads.MessageCurrency == currency ? costs.Messages : null,
            prices.Value.Currency == currency ? storage : null,
        ];
        var known = parts.OfType<decimal>().ToList();
        var (brought, cost) = (cohort.Revenue + (costs.Bonus ?? 0m), known.Count == 0 ? (decimal?)null : known.Sum());
        return
        [
            cohort.Part.Label, cohort.Leads, cohort.Customers, cohort.Revenue, CustomerSums.Each(cohort.Revenue, cohort.Leads), brought,
            costs.Source, costs.Bonus, cohort.Messages, costs.Messages, CountOf(costs.Storage),
            PerThousand(CountOf(costs.Storage), cohort.Leads, 0), storage, PerThousand(storage, cohort.Leads, 6), cost,
            PerThousand(cost, cohort.Leads, 2), brought - cost,
            brought - cost is { } margin ? CustomerSums.Each(margin, cohort.Leads) : null,
        ];
    }

    // A column that is empty from top to bottom has no sum.
    private static bool IsKnown(string column, List<object?[]> rows)
    {
        var at = Columns.Index().First(one => one.Item.Id == column).Index;
        return rows.Exists(row => row[at] is not null);
    }

    private LocalText MessageNote(string currency) => new(
        $"Messages: those of campaigns and automations that the leads of a part got since, at {leads.MessageCurrency} as "
        + "Campaigns__CostPerMail and CostPerSms have it, those of automations as if all were mails; "
        + $"{IsIn(leads.MessageCurrency, currency).En}. Of one person the latest 500 events are known.",
        $"Сообщения: из рассылок и автоматизаций, полученные лидами части с тех пор, в {leads.MessageCurrency} по "
        + "Campaigns__CostPerMail и CostPerSms, из автоматизаций — как письма; "
        + $"{IsIn(leads.MessageCurrency, currency).Ru}. О человеке известны последние 500 событий.");

    private LocalText StorageNote(string currency) => new(
        $"Storage: all transactions counted on the days of a part, whatever they were for, at {prices.Value.Currency} as Costs__* has it; "
        + $"{IsIn(prices.Value.Currency, currency).En}. Of a segment they are not known.",
        $"Хранилище: все обращения, сосчитанные за дни части, для чего бы они ни были, в {prices.Value.Currency} по Costs__*; "
        + $"{IsIn(prices.Value.Currency, currency).Ru}. По сегменту они неизвестны.");

    private static LocalText IsIn(string own, string currency) => own == currency
        ? new("they are in the cost", "они входят в затраты")
        : new("another currency, so they are not in the cost", "валюта другая, поэтому в затраты не входят");

    /// <summary>What is known of the cost of one part's leads.</summary>
    private readonly record struct Costs(decimal? Source, decimal? Bonus, decimal? Messages, StorageTransactions? Storage);

    // A day counts whole in the part it begins in, the first day of a base in the first part.
    private static StorageTransactions? StorageOf(IReadOnlyList<UsedDay> used, CalendarPeriod part)
    {
        var days = used.Where(one => one.Day >= DayOf(part.From) && one.Day < part.To).ToList();
        return days.Count == 0 ? null : days.Aggregate(new StorageTransactions(0, 0, 0), (sum, one) => sum + one.Transactions);
    }

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static long? CountOf(StorageTransactions? used) => used is null ? null : used.Queue + used.Table + used.Blob;

    private static decimal? PerThousand(decimal? sum, int leads, int places) =>
        sum is { } known && leads > 0 ? Math.Round(known * 1000m / leads, places) : null;
}
