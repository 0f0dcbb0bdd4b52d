using System.Globalization;
using System.Text.Json;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Segments.Members;
using ClientBase.Functions.Tests.Crm;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Pages;

/// <summary>What the pages of the dashboard ask of storage, counted; the names of whom they show come on top, a read each.</summary>
public sealed class PageReadsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int People = 30;

    private readonly CrmBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_list_of_all_work_is_one_range_however_much_there_is()
    {
        foreach (var number in Enumerable.Range(1, People))
        {
            var id = await _app.PersonAsync($"p{number}");
            var task = IdOf(await _app.AddTaskAsync(id, new { title = $"Call {number}", dueAt = "2026-03-05", assignee = "anna" }));
            IdOf(await _app.AddDealAsync(id, new { title = $"Bikes {number}" }));
            IdOf(await _app.AddRequestAsync(id, new { subject = $"When {number}?" }));
            if (number % 3 == 0)
            {
                await _app.PatchTaskAsync(task, new { title = $"Visit {number}" });
            }
        }

        Assert.Equal((1, People), await ReadsAsync(() => _app.TasksAsync("?take=100")));
        Assert.Equal((1, People), await ReadsAsync(() => _app.DealsAsync("?take=100")));
        Assert.Equal((1, People), await ReadsAsync(() => _app.RequestsAsync("?state=open&take=100")));
        var titles = Texts(await _app.TasksAsync("?take=100"), "title");
        Assert.Equal(People / 3, titles.Count(title => title.StartsWith("Visit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_changes_a_task_last_stands_on_the_list_also_when_many_do_at_once()
    {
        var id = await _app.PersonAsync("ann");
        var task = IdOf(await _app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-05" }));

        await Task.WhenAll(Enumerable.Range(1, 8).Select(minute => _app.PatchTaskAsync(
            task, new { title = $"Call {minute}", dueAt = $"2026-03-05T10:0{minute % 3}:00Z" })));

        var (_, work) = await _app.WorkAsync(id);
        var now = Assert.Single(work.GetProperty("tasks").EnumerateArray()).ToString();
        Assert.Equal(now, Assert.Single((await _app.TasksAsync()).Body.GetProperty("items").EnumerateArray()).ToString());
    }

    [Fact]
    public async Task People_who_follow_each_other_are_read_together_with_what_is_theirs()
    {
        foreach (var number in Enumerable.Range(1, People))
        {
            await _app.PersonAsync($"p{number}", bought: number);
        }

        // The people of a shard and all that is theirs: two ranges.
        var (reads, people) = await ReadsAsync(() => _app.CallAsync(
            request => _app.Get<ReadContacts>().ListAsync(request, default), query: "?take=100"));

        Assert.Equal(People, people);
        Assert.InRange(reads, 16, 32);
    }

    [Fact]
    public async Task The_queues_are_counted_once_for_all_who_take_figures_of_minutes_ago()
    {
        Task<(int Status, JsonElement Body)> ShowAsync(int? maxAge) =>
            _app.CallAsync(request => _app.Get<OperateQueues>().ShowAsync(Aged(request, maxAge), default));

        await ShowAsync(300);
        _app.QueueRequests.Clear();
        var (reads, queues) = await ReadsAsync(() => ShowAsync(300));

        Assert.Equal((1, Functions.Storage.Queues.All.Count), (reads, queues));
        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True((await ReadsAsync(() => ShowAsync(300))).Reads <= 1 + 1); // Looked for, counted anew and kept.
    }

    [Fact]
    public async Task What_an_automation_came_to_is_read_once_for_all_who_take_it_a_little_older()
    {
        await _app.CallAsync(
            request => _app.Get<OfferPresets>().MakeAsync(request, "welcome", default), query: "?language=en");
        var routes = new Func<int?, Task<(int Status, JsonElement Body)>>[]
        {
            maxAge => _app.CallAsync(request => _app.Get<ShowAutomations>().GetAsync(Aged(request, maxAge), "welcome", default)),
            maxAge => _app.CallAsync(request => _app.Get<ListAutomationRuns>().RunAsync(Aged(request, maxAge), "welcome", default)),
        };
        foreach (var ask in routes)
        {
            var first = await ask(300);
            Assert.Equal(200, first.Status);
            var reads = (await ReadsAsync(() => ask(300))).Reads;
            Assert.Equal(2, reads);
            Assert.Equal(16 + 1, (await ReadsAsync(() => ask(null))).Reads);
        }
    }

    [Fact]
    public async Task Who_came_and_went_is_read_once_for_all_who_take_it_a_little_older()
    {
        await _app.PersonAsync("ann", bought: 100);
        await _app.RecomputeAsync();
        Task<(int Status, JsonElement Body)> DiffAsync() => _app.CallAsync(
            request => _app.Get<ShowHistory>().DiffAsync(Aged(request, 300), "active", default), query: "?from=2026-02-25&to=2026-03-02");

        var first = await DiffAsync();
        var (reads, _) = await ReadsAsync(DiffAsync);

        Assert.Equal(1, reads);
        Assert.Equal(first.Body.ToString(), (await DiffAsync()).Body.ToString());
    }

    private async Task<(int Reads, int Items)> ReadsAsync(Func<Task<(int Status, JsonElement Body)>> ask)
    {
        _app.Requests.Clear();
        _app.BlobRequests.Clear();
        var (status, body) = await ask();
        Assert.Equal(200, status);
        return (
            _app.Requests.Count + _app.BlobRequests.Count,
            body.TryGetProperty("items", out var items) ? items.GetArrayLength() : 0);
    }

    private static HttpRequest Aged(HttpRequest request, int? maxAge)
    {
        if (maxAge is { } seconds)
        {
            request.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"max-age={seconds}");
        }

        return request;
    }
}
