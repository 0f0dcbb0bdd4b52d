using System.Text.Json.Nodes;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>Runs that are cut short at any write: delivered again, the message ends them as if nothing had happened.</summary>
[Trait("Category", "Slow")]
public sealed class RunCutTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static JsonNode[] Steps =>
    [
        new JsonObject { ["tag"] = "welcomed" },
        Send("One"),
        new JsonObject { ["task"] = new JsonObject { ["title"] = "Call", ["due"] = "1d" } },
        new JsonObject { ["promo"] = new JsonObject { ["percent"] = 10, ["validFor"] = "3d" } },
        Wait("1d"),
        Send("Two"),
        new JsonObject { ["untag"] = "welcomed" },
    ];

    [Fact]
    public async Task Entering_and_the_first_steps()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = await BeginAsync();
            var id = await app.FileAsync(await FormAsync(app));
            var message = Assert.Single(await app.TakeAsync<Happened>(Queues.AutomationEnrol));
            var isCut = await CutAsync(app, writes, () => app.Get<EnrolInAutomation>().RunAsync(message, default));
            await app.Get<EnrolInAutomation>().RunAsync(message, default);
            await app.SettleAsync();

            Assert.Equal(["One"], await app.SubjectsAsync());
            Assert.Equal("entered 1 active 1 completed 0 exited 0 goal 0", await app.StatsAsync("welcome"));
            await EndAsync(app, id);
            if (!isCut)
            {
                Assert.True(writes > 4);
                return;
            }
        }
    }

    [Fact]
    public async Task A_step_that_falls_due()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = await BeginAsync();
            var id = await app.FillAsync("ana@example.com");
            app.Clock.Advance(TimeSpan.FromDays(1));
            await app.Get<RunAutomations>().RunAsync(new TimerInfo(), default);
            var message = Assert.Single(await app.TakeAsync<StepsDue>(Queues.AutomationSteps));
            var isCut = await CutAsync(app, writes, () => app.Get<RunAutomationStep>().RunAsync(message, default));
            await app.Get<RunAutomationStep>().RunAsync(message, default);
            await EndAsync(app, id);
            if (!isCut)
            {
                Assert.True(writes > 2);
                return;
            }
        }
    }

    [Fact]
    public async Task A_run_that_an_event_ends()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = new RunBase(azurite);
            await app.CreateAsync();
            await app.DefineAsync(
                "ask", new { on = "form", form = "news" }, [Wait("1d"), Send("One")], new { exitOn = new[] { "form" }, once = "always" });
            await app.FillAsync("ana@example.com", id: "first");
            await app.FileAsync(await FormAsync(app));
            var message = Assert.Single(await app.TakeAsync<Happened>(Queues.AutomationEnrol));
            var isCut = await CutAsync(app, writes, () => app.Get<EnrolInAutomation>().RunAsync(message, default));
            await app.Get<EnrolInAutomation>().RunAsync(message, default);

            Assert.Equal("entered 2 active 1 completed 0 exited 1 goal 0", await app.StatsAsync("ask"));
            await app.PassAsync(TimeSpan.FromDays(2));
            Assert.Equal(["One"], await app.SubjectsAsync());
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Two_hosts_at_once_send_one_mail()
    {
        using var app = await BeginAsync();
        await app.FileAsync(await FormAsync(app));
        var message = Assert.Single(await app.TakeAsync<Happened>(Queues.AutomationEnrol));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.OtherEnrolment().HearAsync(message.Contacts[0], message.What, default)));
        await app.SettleAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Get<RunAutomations>().RunAsync(new TimerInfo(), default);
        var due = Assert.Single(await app.TakeAsync<StepsDue>(Queues.AutomationSteps));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.OtherStep().RunAsync(due, default)));

        Assert.Equal(["One", "Two"], await app.SubjectsAsync());
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await app.StatsAsync("welcome"));
    }

    private async Task<RunBase> BeginAsync()
    {
        var app = new RunBase(azurite);
        await app.CreateAsync();
        await app.DefineAsync("welcome", new { on = "form" }, Steps);
        return app;
    }

    private static Task<Domain.Contacts.CapturedEvent> FormAsync(RunBase app) => Task.FromResult(
        app.Form("ana@example.com", "news", agrees: true, more: null, id: "f1"));

    private static async Task<bool> CutAsync(RunBase app, int writes, Func<Task> act)
    {
        app.Requests.CutAfter(writes);
        var failure = await Record.ExceptionAsync(act);
        app.Requests.CutAfter(null);
        return failure is not null;
    }

    private static async Task EndAsync(RunBase app, string id)
    {
        for (var minutes = 0; minutes < 3; minutes++)
        {
            await app.TimeAsync();
        }

        await app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["One", "Two"], await app.SubjectsAsync());
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await app.StatsAsync("welcome"));
        Assert.Empty(await app.RowsAsync(Tables.Contacts, "n|00"));
        Assert.Empty((await app.CardAsync(id)).Contact.TagNames);
        var tasks = await app.Get<TaskStore>().ListAsync(null, TaskFilter.Open, app.Clock.GetUtcNow(), new Paging(10, null), default);
        Assert.Single(tasks!.Items);
        Assert.Equal(2, (await app.TimelineAsync(id)).Count(entry => entry.Kind == "mail.sent"));
        Assert.Equal(2, (await app.TimelineAsync(id)).Count(entry => entry.Kind == "automation"));
    }
}
