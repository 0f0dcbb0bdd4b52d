using System.Globalization;
using ClientBase.Functions.Tests.Crm;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>Managers, funnel and losses on weeks of work made up by chance, against a plain computation from what was done.</summary>
public sealed class WorkReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] Open = ["new", "qualified", "offer", "negotiation"];
    private static readonly string[] Reasons = ["price", "Price", "no answer"];

    private readonly Random _random = new(20260302);
    private readonly List<string?> _managers = ["anna", "boris", null];
    private readonly List<Said> _calls = [];
    private readonly List<PlainTask> _tasks = [];
    private readonly List<PlainDeal> _deals = [];
    private readonly List<(DateTimeOffset At, string To)> _left = [];
    private readonly Dictionary<string, string?> _managerOf = new(StringComparer.Ordinal);

    [Fact]
    public async Task Managers_stages_and_losses_come_to_what_was_done()
    {
        using var app = new CrmBase(azurite);
        await app.CreateAsync();
        for (var i = 0; i < 9; i++)
        {
            await ComeAsync(app, i);
        }

        for (var day = 0; day < 16; day++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1867)); // No median of it lies between two hundredths.
            await WorkAsync(app, [.. _managerOf.Keys]);
        }

        await app.RecomputeAsync();
        var asOf = app.Clock.GetUtcNow();
        foreach (var (query, from, to) in new[]
        {
            ("", DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            ("?from=2026-03-05&to=2026-03-14", At("2026-03-05"), At("2026-03-15")),
        })
        {
            bool Has(DateTimeOffset at) => at >= from && at < to;
            AssertManagers(await app.TableAsync("managers", query), Has, asOf);
            AssertStages(await app.TableAsync("funnel", query), Has, asOf);
            AssertLosses(await app.TableAsync("losses", query), Has);
        }
    }

    private void AssertManagers(ReadReport report, Func<DateTimeOffset, bool> has, DateTimeOffset asOf)
    {
        var cells = report.Cells(
            "clients", "calls", "talkMinutes", "meetings", "tasksDone", "tasksInTime", "inTimeShare", "tasksOverdue", "deals", "dealsWon",
            "wonAmount", "dealsLost");
        var names = _managerOf.Values.OfType<string>().Concat(_calls.Where(said => has(said.At)).Select(said => Of(said.By, said.Contact)))
            .Concat(_tasks.Select(task => Of(task.Assignee, task.Contact)))
            .Concat(_deals.Where(deal => has(deal.Moves[0].At)).Select(deal => Of(null, deal.Contact))).Distinct().ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), cells.Keys.Order(StringComparer.Ordinal));
        Assert.All(names, name =>
        {
            var said = _calls.Where(one => has(one.At) && Of(one.By, one.Contact) == name).ToList();
            var tasks = _tasks.Where(task => Of(task.Assignee, task.Contact) == name).ToList();
            var done = tasks.Where(task => task.DoneAt is { } at && has(at)).ToList();
            var inTime = done.Count(task => task.DoneAt <= task.DueAt);
            var deals = _deals.Where(deal => has(deal.Moves[0].At) && Of(null, deal.Contact) == name).ToList();
            var won = deals.Where(deal => deal.Stage == "won").ToList();
            Assert.Equal(
                ReadReport.Line(
                    _managerOf.Values.Count(manager => manager == name), said.Count(one => one.Kind == "call"),
                    Math.Round(said.Sum(one => one.Seconds ?? 0) / 60m, 1), said.Count(one => one.Kind == "meeting"), done.Count, inTime,
                    done.Count == 0 ? null : Math.Round((decimal)inTime / done.Count, 4),
                    tasks.Count(task => task.DoneAt is null && task.DueAt < asOf), deals.Count, won.Count,
                    won.Sum(deal => deal.Amount ?? 0m), deals.Count(deal => deal.Stage == "lost")),
                cells[name]);
        });
        Assert.Equal(_calls.Count(said => said.Kind == "call" && has(said.At)), (int)report.Total("calls"));
    }

    private void AssertStages(ReadReport report, Func<DateTimeOffset, bool> has, DateTimeOffset asOf)
    {
        var deals = _deals.Where(deal => has(deal.Moves[0].At)).ToList();
        var cells = report.Cells("deals", "amount", "entered", "conversion", "onward", "medianDays");
        Assert.Equal([.. Open, "won", "lost"], cells.Keys);
        Assert.All(cells, row =>
        {
            var (stage, isOpen) = (row.Key, Open.Contains(row.Key));
            var (now, ever) = (deals.Where(deal => deal.Stage == stage).ToList(),
                deals.Where(deal => deal.Moves.Any(move => move.Stage == stage)).ToList());
            var days = new List<double>();
            foreach (var deal in ever)
            {
                for (var i = 0; i < deal.Moves.Count; i++)
                {
                    var left = i + 1 < deal.Moves.Count ? deal.Moves[i + 1].At : isOpen ? asOf : (DateTimeOffset?)null;
                    if (deal.Moves[i].Stage == stage && left is { } end)
                    {
                        days.Add((end - deal.Moves[i].At).TotalDays);
                    }
                }
            }

            Assert.Equal(
                ReadReport.Line(
                    now.Count, now.Sum(deal => deal.Amount ?? 0m), ever.Count, Share(ever.Count(deal => deal.Stage == "won"), ever.Count),
                    isOpen ? Share(ever.Count(deal => deal.Stage != stage && deal.Stage != "lost"), ever.Count) : null, Median(days)),
                row.Value);
        });
        Assert.Equal((deals.Count, deals.Count(deal => deal.Stage == "won")), ((int)report.Total("deals"), (int)report.Total("won")));
        Assert.Equal(report.Numbers("deals").Sum(), report.Total("deals"));
        Assert.Equal(report.Numbers("amount").Sum(), report.Total("amount"));
    }

    private void AssertLosses(ReadReport report, Func<DateTimeOffset, bool> has)
    {
        var lost = _deals.Where(deal => deal.Stage == "lost" && has(deal.Moves[^1].At)).ToList();
        var left = _left.Where(one => has(one.At)).ToList();
        var plain = lost.GroupBy(deal => deal.Reason!.ToLowerInvariant())
            .Select(own => ("deal", own.Key, (decimal)own.Count(), own.Sum(deal => deal.Amount ?? 0m)))
            .Concat(left.GroupBy(one => one.To.ToLowerInvariant()).Select(own => ("leftTo", own.Key, (decimal)own.Count(), 0m)));
        var rows = report.Texts("kind").Zip(report.Texts("reason"), report.Numbers("count")).Zip(report.Numbers("amount"))
            .Select(row => (row.First.First!, row.First.Second!.ToLowerInvariant(), row.First.Third, row.Second));
        Assert.Equal(plain.Order(), rows.Order());
        Assert.Equal(lost.Count + left.Count, (int)report.Total("count"));
        Assert.Equal(lost.Sum(deal => deal.Amount ?? 0m), report.Total("amount"));
    }

    private async Task ComeAsync(CrmBase app, int number)
    {
        var (id, manager) = (await app.PersonAsync($"worked{number}"), _managers[number % 3]);
        if (manager is not null)
        {
            Assert.Equal(200, (await app.ManageAsync(id, new { manager })).Status);
        }

        _managerOf[id] = manager;
    }

    private async Task WorkAsync(CrmBase app, string[] people)
    {
        var (id, now) = (people[_random.Next(people.Length)], app.Clock.GetUtcNow());
        await TalkAsync(app, id, now);
        var due = now.AddHours(_random.Next(-10, 90));
        var task = new PlainTask(id, _random.Next(3) == 0 ? "carl" : null, due);
        task = task with { Id = IdOf(await app.AddTaskAsync(id, new { title = "Call", dueAt = due, assignee = task.Assignee })) };
        _tasks.Add(task);
        if (_tasks.Where(one => one.DoneAt is null).ToList() is { Count: > 2 } open)
        {
            var one = open[_random.Next(open.Count)];
            Assert.Equal(200, (await app.PatchTaskAsync(one.Id, new { state = "done" })).Status);
            _tasks[_tasks.IndexOf(one)] = one with { DoneAt = now };
        }

        await DealAsync(app, people[_random.Next(people.Length)], now);
    }

    private async Task TalkAsync(CrmBase app, string id, DateTimeOffset now)
    {
        var said = new Said(
            id, _random.Next(3) == 0 ? "meeting" : "call", now, _random.Next(2) == 0 ? "boris" : null, _random.Next(20, 900));
        IdOf(await app.InteractAsync(id, new { kind = said.Kind, by = said.By, durationSeconds = said.Seconds, at = now }));
        _calls.Add(said);
        if (_random.Next(5) == 0)
        {
            IdOf(await app.InteractAsync(id, new { kind = "call", leftTo = "Acme", at = now, by = "boris" }));
            _calls.Add(new Said(id, "call", now, "boris", null));
            _left.Add((now, "Acme"));
        }
    }

    // A new deal, and one that is there goes on, is won or lost.
    private async Task DealAsync(CrmBase app, string id, DateTimeOffset now)
    {
        var amount = _random.Next(4) == 0 ? (decimal?)null : _random.Next(1, 90) * 100m;
        var deal = IdOf(await app.AddDealAsync(id, new { title = "Tea", amount }));
        _deals.Add(new PlainDeal(deal, id, amount, [("new", now)], null));
        var one = _deals[_random.Next(_deals.Count)];
        var next = one.Stage switch
        {
            "won" => null,
            "lost" => "new",
            "negotiation" => new[] { "offer", "won", "lost" }[_random.Next(3)],
            var stage => Open.SkipWhile(other => other != stage).Skip(1).Concat(["won", "lost"])
                .ElementAt(_random.Next(Open.Length - Array.IndexOf(Open, stage) + 1)),
        };
        if (next is null || (one == _deals[^1] && one.Moves[^1].At == now))
        {
            return;
        }

        var changed = one with
        {
            Amount = next == "won" ? one.Amount ?? 150m : one.Amount,
            Reason = next == "lost" ? Reasons[_random.Next(3)] : one.Reason,
            Moves = [.. one.Moves, (next, now)],
        };
        var (status, body) = await app.PatchDealAsync(one.Id, new { stage = next, amount = changed.Amount, reason = changed.Reason });
        Assert.True(status == 200, body.ToString());
        _deals[_deals.IndexOf(one)] = changed;
    }

    private string Of(string? by, string contact) => by ?? _managerOf[contact] ?? "";

    private static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4);

    private static double? Median(List<double> days)
    {
        days.Sort();
        return days.Count == 0 ? null : Math.Round((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2, 2);
    }

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T00:00Z", CultureInfo.InvariantCulture);

    private sealed record Said(string Contact, string Kind, DateTimeOffset At, string? By, int? Seconds);

    private sealed record PlainTask(string Contact, string? Assignee, DateTimeOffset DueAt)
    {
        public string Id { get; init; } = "";

        public DateTimeOffset? DoneAt { get; init; }
    }

    private sealed record PlainDeal(
        string Id, string Contact, decimal? Amount, IReadOnlyList<(string Stage, DateTimeOffset At)> Moves, string? Reason)
    {
        public string Stage => Moves[^1].Stage;
    }
}
