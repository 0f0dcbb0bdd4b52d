using ClientBase.Domain;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Work;

/// <summary>What each manager did: clients, calls, tasks in time, deals.</summary>
public sealed class ManagersTable : IReport
{
    private const string Nobody = "";

    private static readonly ReportColumn[] Columns =
    [
        ReportColumn.Text("manager", "Manager", "Менеджер"),
        ReportColumn.Number("clients", "Clients", "Клиенты"),
        ReportColumn.Number("calls", "Calls", "Звонки"),
        ReportColumn.Number("talkMinutes", "Minutes of talk", "Минут разговоров"),
        ReportColumn.Number("meetings", "Meetings", "Встречи"),
        ReportColumn.Number("tasksDone", "Tasks done", "Задач сделано"),
        ReportColumn.Number("tasksInTime", "Of them in time", "Из них в срок"),
        ReportColumn.Percent("inTimeShare", "In time", "В срок"),
        ReportColumn.Number("tasksOverdue", "Tasks overdue", "Задач просрочено"),
        ReportColumn.Number("deals", "Deals", "Сделки"),
        ReportColumn.Number("dealsWon", "Won", "Выиграно"),
        ReportColumn.Money("wonAmount", "Amount won", "Сумма выигранных"),
        ReportColumn.Number("dealsLost", "Lost", "Проиграно"),
    ];

    public string Name => "managers";

    public ReportBasis Basis => ReportBasis.Recompute;

    public LocalText Title { get; } = new("Managers", "Менеджеры");

    public async Task<ReportTable> MakeAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var people = await source.PeopleAsync(cancellationToken)
            .Where(one => one.Manager is not null || one.Events?.Exists(done => done.Kind is "call" or "meeting") == true)
            .ToListAsync(cancellationToken);
        var work = await source.WorkAsync(cancellationToken);
        var managerOf = people.Where(one => one.Manager is not null).ToDictionary(one => one.Id, one => one.Manager!,
            StringComparer.Ordinal);
        var clients = managerOf.Values.CountBy(manager => manager, StringComparer.OrdinalIgnoreCase).ToDictionary(
            StringComparer.OrdinalIgnoreCase);
        var events = (
            from one in people
            from done in one.Events ?? []
            where done.Kind is "call" or "meeting" && Has(source.Query, DateTimeOffset.FromUnixTimeMilliseconds(done.At))
            select (By: done.By ?? one.Manager ?? Nobody, Done: done)).ToLookup(one => one.By, one => one.Done,
                StringComparer.OrdinalIgnoreCase);
        var tasks = work.Where(item => item.Task is not null)
            .ToLookup(item => item.Task!.Assignee ?? ManagerOf(item, managerOf), item => item.Task!, StringComparer.OrdinalIgnoreCase);
        var deals = work.Where(item => item.Deal is not null && Has(source.Query, item.Deal.CreatedAt))
            .ToLookup(item => ManagerOf(item, managerOf), item => item.Deal!, StringComparer.OrdinalIgnoreCase);
        var names = clients.Keys.Concat(events.Select(one => one.Key)).Concat(tasks.Select(one => one.Key)).Concat(deals
            .Select(one => one.Key))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        var rows = names.Select(name => Row(name, clients.GetValueOrDefault(name), [.. events[name]], [.. tasks[name]], [.. deals[name]],
            source));
        return new ReportTable(Columns, [.. rows])
            .Summed("clients", "calls", "talkMinutes", "meetings", "tasksDone", "tasksInTime", "tasksOverdue", "deals", "dealsWon",
                "wonAmount", "dealsLost")
            .Noted(new LocalText(
                "Calls are of whoever wrote them down, else of the contact's manager; tasks of the assignee; deals of the contact's "
                + "manager. "
                + "Calls, tasks done and deals are those of the period; clients and overdue tasks are as of now. An empty name is nobody.",
                "Звонки — того, кто записал, иначе менеджера контакта; задачи — исполнителя; сделки — менеджера контакта. Звонки, "
                + "сделанные "
                + "задачи и сделки — за период; клиенты и просроченные задачи — на сейчас. Пустое имя — никто."));
    }

    private static object?[] Row(
        string name, int clients, List<KeptEvent> events, List<ClientTask> tasks, List<Deal> deals, ReportSource source)
    {
        var done = tasks.Where(task => task.DoneAt is { } at && Has(source.Query, at)).ToList();
        var inTime = done.Count(task => task.DoneAt <= task.DueAt);
        var won = deals.Where(deal => deal.Stage == FunnelStage.Won).ToList();
        return
        [
            name, clients, events.Count(one => one.Kind == "call"), Math.Round(events.Sum(one => one.Seconds ?? 0) / 60m, 1),
            events.Count(one => one.Kind == "meeting"), done.Count, inTime,
            done.Count == 0 ? null : Math.Round((decimal)inTime / done.Count, 4), tasks.Count(task => task.IsOverdue(source.AsOf)),
            deals.Count, won.Count, won.Sum(deal => deal.Amount ?? 0m), deals.Count(deal => deal.Stage == FunnelStage.Lost),
        ];
    }

    private static string ManagerOf(KeptItem item, Dictionary<string, string> managers) =>
        managers.GetValueOrDefault(ItemId.ContactOf(item.Id), Nobody);

    private static bool Has(ReportQuery query, DateTimeOffset at) => (query.From is null || at >= query.From)
        && (query.To is null || at < query.To);
}
