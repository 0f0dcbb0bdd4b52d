using System.Text.Json;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

/// <summary>Work with a client that is cut short at any write: the same request again ends it.</summary>
[Trait("Category", "Slow")]
public sealed class CutTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public Task A_new_task() => AtEveryWriteAsync(
        app => app.AddTaskAsync(app.Client, new { title = "Call", dueAt = "2026-03-05", assignee = "anna" }),
        async app =>
        {
            var listed = Assert.Single(Texts(await app.TasksAsync("?assignee=anna"), "id"));
            Assert.Equal([listed], Texts(await app.TasksAsync(), "id"));
            Assert.Single(await app.TimelineAsync(app.Client), entry => entry.GetProperty("kind").GetString() == "task");
        });

    [Fact]
    public Task A_recurring_task_that_is_done() => AtEveryWriteAsync(
        app => app.PatchTaskAsync(app.Item, new { state = "done", result = "talked" }),
        async app =>
        {
            Assert.Equal([app.Item], Texts(await app.TasksAsync("?assignee=anna&state=done"), "id"));
            Assert.Equal(["2026-03-12T09:00:00+00:00"], Texts(await app.TasksAsync("?assignee=anna"), "dueAt"));
            Assert.Single(Texts(await app.TasksAsync(), "id"));
        },
        async app => app.Item = IdOf(await app.AddTaskAsync(
            app.Client, new { title = "Call", dueAt = "2026-03-05T09:00:00Z", assignee = "anna", repeat = "7d" })));

    [Fact]
    public Task A_new_deal() => AtEveryWriteAsync(
        app => app.AddDealAsync(app.Client, new { title = "Bikes" }),
        async app =>
        {
            Assert.Single(Texts(await app.DealsAsync("?manager=m1&stage=new"), "id"));
            Assert.Single(Texts(await app.DealsAsync(), "id"));
            Assert.Single(await app.RowsAsync(Tables.Contacts, "h|"));
            await app.RecomputeAsync();
            Assert.Contains("funnel-green-gold", await app.SegmentsAsync(app.Client));
        },
        app => app.ManageAsync(app.Client, new { manager = "m1" }));

    [Fact]
    public Task A_deal_to_the_next_stage() => AtEveryWriteAsync(
        app => app.PatchDealAsync(app.Item, new { stage = "offer" }),
        async app =>
        {
            Assert.Equal([app.Item], Texts(await app.DealsAsync("?manager=m1&stage=offer"), "id"));
            Assert.Empty(Texts(await app.DealsAsync("?stage=new"), "id"));
            Assert.Equal(2, (await app.RowsAsync(Tables.Contacts, "h|")).Count);
        },
        async app =>
        {
            await app.ManageAsync(app.Client, new { manager = "m1" });
            app.Item = IdOf(await app.AddDealAsync(app.Client, new { title = "Bikes" }));
        });

    [Fact]
    public Task A_request_that_is_answered() => AtEveryWriteAsync(
        app => app.PatchRequestAsync(app.Item, new { state = "answered", text = "Tomorrow" }),
        async app =>
        {
            Assert.Equal([app.Item], Texts(await app.RequestsAsync("?state=answered"), "id"));
            Assert.Empty(Texts(await app.RequestsAsync("?state=open"), "id"));
            Assert.Equal(2, (await app.TimelineAsync(app.Client)).Count(entry => entry.GetProperty("kind").GetString() == "request"));
        },
        async app => app.Item = IdOf(await app.AddRequestAsync(app.Client, new { subject = "When?" })));

    [Fact]
    public Task A_hand_over() => AtEveryWriteAsync(
        app => app.ManageAsync(app.Client, new { manager = "m2", handOver = true }),
        async app =>
        {
            Assert.Equal("m2", await app.CardManagerAsync(app.Client));
            Assert.Equal([app.Client], Texts(await app.ClientsAsync("m2"), "id"));
            Assert.Empty(Texts(await app.ClientsAsync("m1"), "id"));
            Assert.Single(Texts(await app.DealsAsync("?manager=m2"), "id"));
            Assert.Single(Texts(await app.TasksAsync("?assignee=m2"), "id"));
            Assert.Empty(Texts(await app.TasksAsync("?assignee=m1"), "id"));
        },
        async app =>
        {
            await app.ManageAsync(app.Client, new { manager = "m1" });
            await app.AddDealAsync(app.Client, new { title = "Bikes" });
            await app.AddTaskAsync(app.Client, new { title = "Call", dueAt = "2026-03-05" });
        });

    [Fact]
    public Task A_potential_client_who_is_dropped() => AtEveryWriteAsync(
        async app =>
        {
            await app.TurnPotentialsAsync();
            return (200, default);
        },
        async app =>
        {
            Assert.Equal("nobody", await app.CardManagerAsync(app.Client));
            Assert.Empty(Texts(await app.ClientsAsync("m1"), "id"));
            Assert.DoesNotContain(await app.RowsAsync(Tables.Work), row => row.RowKey.StartsWith("p|", StringComparison.Ordinal));
            Assert.Single(Texts(await app.TasksAsync("?assignee=m1"), "id"));
        },
        async app =>
        {
            await app.ManageAsync(app.Client, new { manager = "m1" });
            foreach (var days in new[] { 61, 90 })
            {
                app.Clock.Advance(TimeSpan.FromDays(days));
                await app.TurnPotentialsAsync();
            }

            app.Clock.Advance(TimeSpan.FromDays(60));
        });

    [Fact]
    public Task A_digest() => AtEveryWriteAsync(
        async app =>
        {
            await app.SendDigestsAsync();
            return (200, default);
        },
        async app => Assert.Single(await app.OutboxAsync()),
        app => app.AddTaskAsync(app.Client, new { title = "Call", dueAt = "2026-03-01T09:00:00Z", assignee = "anna" }));

    private async Task AtEveryWriteAsync(
        Func<CutBase, Task<(int Status, JsonElement Body)>> act, Func<CutBase, Task> check, Func<CutBase, Task>? prepare = null)
    {
        for (var writes = 0; ; writes++)
        {
            using var app = new CutBase(azurite);
            await app.CreateAsync();
            app.Client = await app.PersonAsync("client");
            await (prepare?.Invoke(app) ?? Task.CompletedTask);
            app.IdempotencyKey = "the same request";
            var isCut = await app.CutAsync(writes, () => act(app));
            Assert.InRange((await act(app)).Status, 200, 299);
            app.IdempotencyKey = null;
            await check(app);
            await ListsHoldAsync(app);
            if (!isCut)
            {
                Assert.True(writes > 0);
                return;
            }
        }
    }

    // Everybody's list may hold copies; whatever was cut short, they say what the work itself says.
    private static async Task ListsHoldAsync(CutBase app)
    {
        var (_, work) = await app.WorkAsync(app.Client);
        Assert.Equal(Sorted(work.GetProperty("deals")), Sorted((await app.DealsAsync()).Body.GetProperty("items")));
        Assert.Equal(Sorted(work.GetProperty("requests")), Sorted((await app.RequestsAsync()).Body.GetProperty("items")));
        Assert.Equal(
            Sorted(work.GetProperty("tasks")),
            [
                .. Sorted((await app.TasksAsync("?state=open")).Body.GetProperty("items"))
                    .Concat(Sorted((await app.TasksAsync("?state=done")).Body.GetProperty("items"))).Order(StringComparer.Ordinal),
            ]);
    }

    private static List<string> Sorted(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => item.ToString()).Order(StringComparer.Ordinal)];

    private sealed class CutBase(AzuriteFixture azurite) : CrmBase(azurite, new() { ["Crm:Managers:anna:Email"] = "anna@shop.example" })
    {
        public string Client { get; set; } = "";

        public string Item { get; set; } = "";
    }
}
