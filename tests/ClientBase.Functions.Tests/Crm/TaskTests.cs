using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class TaskTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CrmBase _app = new(azurite, new()
    {
        ["Crm:Managers:lena:TimeZone"] = "Asia/Vladivostok",
        ["Crm:Managers:mike:TimeZone"] = "America/New_York",
    });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_task_is_on_its_assignees_list_until_it_is_done()
    {
        var id = await _app.PersonAsync("ann");
        var task = IdOf(await _app.AddTaskAsync(
            id, new { title = "Call back", dueAt = "2026-03-02T09:00:00Z", assignee = "anna", by = "boris" }));

        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=anna"), "id"));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=boris"), "id"));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=anna&state=overdue"), "id"));

        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=anna&state=overdue"), "id"));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=anna&state=open"), "id"));

        var (status, done) = await _app.PatchTaskAsync(task, new { state = "done", result = "bought", by = "anna" });
        Assert.Equal((200, "done", "bought"), (status, done.GetProperty("state").GetString(), done.GetProperty("result").GetString()));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=anna"), "id"));
        Assert.Empty(Texts(await _app.TasksAsync("?state=overdue"), "id"));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=anna&state=done"), "id"));

        var entries = (await _app.TimelineAsync(id)).Where(entry => entry.GetProperty("kind").GetString() == "task")
            .Select(entry => entry.GetProperty("data")).ToList();
        Assert.Equal(["done", "open"], entries.Select(entry => entry.GetProperty("state").GetString()));
        Assert.Equal(["anna", "boris"], entries.Select(entry => entry.GetProperty("by").GetString()));
    }

    [Fact]
    public async Task A_task_given_to_somebody_else_or_put_off_moves_on_the_lists()
    {
        var id = await _app.PersonAsync("bea");
        var task = IdOf(await _app.AddTaskAsync(id, new { title = "Visit", dueAt = "2026-03-01T10:00:00Z", assignee = "a1" }));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=a1&state=overdue"), "id"));

        Assert.Equal(200, (await _app.PatchTaskAsync(task, new { assignee = "a2", dueAt = "2026-03-03T10:00:00Z" })).Status);

        Assert.Empty(Texts(await _app.TasksAsync("?assignee=a1"), "id"));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=a2&state=overdue"), "id"));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=a2"), "id"));
    }

    [Theory]
    [InlineData("lena", "2026-03-02T14:00:00Z")] // Vladivostok is ten hours ahead.
    [InlineData("mike", "2026-03-03T05:00:00Z")] // New York five behind.
    [InlineData("anybody", "2026-03-03T00:00:00Z")]
    public async Task Due_on_a_day_is_due_until_the_day_is_over_where_the_assignee_lives(string assignee, string overdueFrom)
    {
        var id = await _app.PersonAsync("day-" + assignee);
        var task = IdOf(await _app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-02", assignee }));
        var until = DateTimeOffset.Parse(overdueFrom, System.Globalization.CultureInfo.InvariantCulture);

        _app.Clock.SetUtcNow(until);
        Assert.Empty(Texts(await _app.TasksAsync($"?assignee={assignee}&state=overdue"), "id"));
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([task], Texts(await _app.TasksAsync($"?assignee={assignee}&state=overdue"), "id"));
    }

    [Fact]
    public async Task A_recurring_task_that_is_done_leaves_the_next_once()
    {
        var id = await _app.PersonAsync("cora");
        var task = IdOf(await _app.AddTaskAsync(
            id, new { title = "Ring", dueAt = "2026-03-01T09:00:00Z", assignee = "r1", repeat = "7d" }));

        var (_, first) = await _app.PatchTaskAsync(task, new { state = "done" });
        var (_, again) = await _app.PatchTaskAsync(task, new { state = "done" });

        Assert.Equal(first.GetProperty("next").GetString(), again.GetProperty("next").GetString());
        Assert.Equal([first.GetProperty("next").GetString()!], Texts(await _app.TasksAsync("?assignee=r1"), "id"));
        Assert.Equal("2026-03-08T09:00:00+00:00", Texts(await _app.TasksAsync("?assignee=r1"), "dueAt")[0]);
    }

    [Fact]
    public async Task One_idempotency_key_is_one_task_and_other_content_is_another()
    {
        var id = await _app.PersonAsync("dora");
        _app.IdempotencyKey = "k1";
        var one = IdOf(await _app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-02T09:00:00Z", assignee = "i1" }));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var two = IdOf(await _app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-02T09:00:00Z", assignee = "i1" }));
        var other = IdOf(await _app.AddTaskAsync(id, new { title = "Write", dueAt = "2026-03-02T09:00:00Z", assignee = "i1" }));

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
        Assert.Equal(2, Texts(await _app.TasksAsync("?assignee=i1"), "id").Count);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_a_strange_continuation_refused()
    {
        var id = await _app.PersonAsync("ella");
        foreach (var hour in Enumerable.Range(0, 7))
        {
            await _app.AddTaskAsync(id, new { title = $"{hour}", dueAt = $"2026-03-02T0{hour}:00:00Z", assignee = "p1" });
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await _app.TasksAsync($"?assignee=p1&take=3{(next is null ? "" : $"&continuation={next}")}");
            seen.AddRange(Texts(page, "title"));
            next = page.Body.GetProperty("continuation").GetString();
        }
        while (next is not null);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], seen);
        Assert.Equal(400, (await _app.TasksAsync("?continuation=QQ")).Status);
        Assert.Equal(400, (await _app.TasksAsync($"?continuation={Functions.Http.Paging.Encode("d|new|x")}")).Status);
    }

    [Theory]
    [InlineData("{\"dueAt\":\"2026-03-02\"}", "title")]
    [InlineData("{\"title\":\"Call\"}", "dueAt")]
    [InlineData("{\"title\":\"Call\",\"dueAt\":\"soon\"}", "dueAt")]
    [InlineData("{\"title\":7,\"dueAt\":\"2026-03-02\"}", "title")]
    [InlineData("{\"title\":\"Call\",\"dueAt\":\"2026-03-02\",\"repeat\":\"often\"}", "repeat")]
    public async Task A_task_that_cannot_be_understood_says_what_to_mend(string body, string field)
    {
        var id = await _app.PersonAsync("fay");
        var (status, answer) = await _app.AddTaskAsync(id, System.Text.Json.JsonDocument.Parse(body).RootElement);
        Assert.Equal(400, status);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.ToString());
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        Assert.Equal(404, (await _app.AddTaskAsync("00000000000000000000000000", new { title = "x", dueAt = "2026-03-02" })).Status);
        Assert.Equal(404, (await _app.PatchTaskAsync("nonsense", new { state = "done" })).Status);
        Assert.Equal(400, (await _app.TasksAsync("?state=late")).Status);
    }

    [Fact]
    public async Task A_call_list_deals_a_segment_out_and_a_client_stays_with_their_manager()
    {
        var people = new List<string>();
        foreach (var name in new[] { "l1", "l2", "l3", "l4", "l5" })
        {
            people.Add(await _app.PersonAsync(name));
        }

        Assert.Equal(200, (await _app.ManageAsync(people[0], new { manager = "own" })).Status);
        await _app.RecomputeAsync();

        var list = await _app.CallListAsync(
            "potential", new { managers = new[] { "x1", "x2" }, script = "Say hello", dueAt = "2026-03-05" });
        await _app.CallListAsync("potential", new { managers = new[] { "y1" }, script = "Again", dueAt = "2026-03-05" });

        Assert.Equal(202, list.Status);
        var (x1, x2) = (await _app.TasksAsync("?assignee=x1"), await _app.TasksAsync("?assignee=x2"));
        Assert.Equal(4, Texts(x1, "id").Count + Texts(x2, "id").Count);
        Assert.InRange(Texts(x1, "id").Count, 1, 3);
        Assert.Contains("Say hello", Texts(await _app.TasksAsync("?assignee=own"), "script"));
        var called = Texts(x1, "id")[0];
        Assert.Equal(200, (await _app.PatchTaskAsync(called, new { state = "done", result = "no answer" })).Status);
        Assert.Equal(["no answer"], Texts(await _app.TasksAsync("?assignee=x1&state=done"), "result"));
        Assert.Equal(404, (await _app.CallListAsync("nope", new { managers = new[] { "x1" }, dueAt = "2026-03-05" })).Status);
        Assert.Equal(400, (await _app.CallListAsync("potential", new { managers = Array.Empty<string>(), dueAt = "2026-03-05" })).Status);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_call_list_whose_asker_died_sets_no_task_until_it_is_asked_for_again()
    {
        await _app.PersonAsync("z1");
        await _app.RecomputeAsync();
        var body = new { managers = new[] { "z1" }, dueAt = "2026-03-05" };
        _app.Requests.CutAfter(0);
        await Assert.ThrowsAnyAsync<Exception>(() => _app.CallListAsync("potential", body));
        _app.Requests.CutAfter(null);

        await _app.DealCallsAsync();
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=z1"), "id"));

        await _app.CallListAsync("potential", body);
        Assert.NotEmpty(Texts(await _app.TasksAsync("?assignee=z1"), "id"));
    }
}
