using System.Text.Json;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Members;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

[Trait("Category", "Slow")]
public sealed class SegmentHistoryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);
    private string _mover = "";
    private string _stayer = "";

    // On 1 March two people are potential, on the 3rd one of them orders, on the 5th there is one more.
    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        (_mover, _stayer) = (await _base.FileAsync("a@example.com", 10), await _base.FileAsync("b@example.com", 10));
        await _base.RecomputeAsync();
        _base.Clock.Advance(TimeSpan.FromDays(2));
        await _base.FileAsync("a@example.com", 0, (0, 5m));
        await _base.RecomputeAsync();
        _base.Clock.Advance(TimeSpan.FromDays(2));
        await _base.FileAsync("c@example.com", 0);
        await _base.RecomputeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("?from=2026-03-02", 1, 1)]
    [InlineData("?from=2026-03-02&to=2026-03-04", 0, 1)]
    [InlineData("?from=2026-03-03&to=2026-03-03", 0, 1)]
    [InlineData("?to=2026-03-02", 2, 0)]
    [InlineData("?from=2026-03-01&to=2026-03-03", 1, 0)] // Who entered and left within the span did neither.
    public async Task The_difference_between_two_times_is_who_is_in_at_one_and_not_at_the_other(string query, int entered, int left)
    {
        var diff = await GetAsync(request => _base.Get<ShowHistory>().DiffAsync(request, "potential", default), query);

        Assert.Equal((entered, left), (diff.GetProperty("entered").GetInt32(), diff.GetProperty("left").GetInt32()));
        Assert.Equal(entered + left, diff.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Each_difference_names_the_fact_that_did_it()
    {
        var diff = await GetAsync(
            request => _base.Get<ShowHistory>().DiffAsync(request, "potential", default), "?from=2026-03-02&to=2026-03-04");

        var item = Assert.Single(diff.GetProperty("items").EnumerateArray());
        Assert.Equal((_mover, "left"), (item.GetProperty("contact").GetString(), item.GetProperty("change").GetString()));
        Assert.Equal("order a@example.com-0 on 3 March: orders 0 -> 1", item.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_difference_comes_in_pages()
    {
        var first = await GetAsync(request => _base.Get<ShowHistory>().DiffAsync(request, "potential", default), "?take=1");
        var second = await GetAsync(
            request => _base.Get<ShowHistory>().DiffAsync(request, "potential", default),
            $"?take=1&continuation={first.GetProperty("continuation").GetString()}");

        Assert.Equal((2, 2), (first.GetProperty("entered").GetInt32(), second.GetProperty("entered").GetInt32()));
        Assert.NotEqual(Contact(first), Contact(second));
        Assert.Null(second.GetProperty("continuation").GetString());
    }

    private static string? Contact(JsonElement page) => page.GetProperty("items")[0].GetProperty("contact").GetString();

    [Theory]
    [InlineData("", 2)]
    [InlineData("?at=2026-03-01", 2)]
    [InlineData("?at=2026-03-02T00:00:00Z", 2)]
    [InlineData("?at=2026-03-03", 1)]
    [InlineData("?at=2026-03-04T00:00:00Z", 1)]
    [InlineData("?at=2026-02-01", 0)]
    public async Task Members_can_be_asked_for_at_a_time_past(string query, int count)
    {
        var page = await GetAsync(request => _base.Get<ListMembers>().ListAsync(request, "potential", default), query);

        var ids = page.GetProperty("items").EnumerateArray().Select(contact => contact.GetProperty("id").GetString()).ToList();
        Assert.Equal(count, ids.Count);
        Assert.Equal(count > 0, ids.Contains(_stayer));
    }

    [Fact]
    public async Task Members_of_the_past_come_in_pages_that_hold_each_once()
    {
        var seen = new List<string?>();
        for (var query = "?at=2026-03-01&take=1"; ;)
        {
            var page = await GetAsync(request => _base.Get<ListMembers>().ListAsync(request, "potential", default), query);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(contact => contact.GetProperty("id").GetString()));
            if (page.GetProperty("continuation").GetString() is not { } continuation)
            {
                break;
            }

            query = $"?at=2026-03-01&take=1&continuation={continuation}";
        }

        Assert.Equal(new[] { _mover, _stayer }.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task The_history_has_a_count_for_each_day_and_ends_with_todays()
    {
        var history = await GetAsync(
            request => _base.Get<ShowHistory>().HistoryAsync(request, "potential", default), "?from=2026-02-28");

        Assert.Equal(
            [("2026-02-28", 0), ("2026-03-01", 2), ("2026-03-02", 2), ("2026-03-03", 1), ("2026-03-04", 1), ("2026-03-05", 2)],
            history.GetProperty("items").EnumerateArray()
                .Select(day => (day.GetProperty("day").GetString(), day.GetProperty("count").GetInt32())));
    }

    [Theory]
    [InlineData("?from=2026-03-05&to=2026-03-01")]
    [InlineData("?from=yesterday")]
    public async Task A_span_that_is_none_is_refused(string query)
    {
        Assert.Equal(400, (await _base.CallAsync(
            request => _base.Get<ShowHistory>().DiffAsync(request, "potential", default), query: query)).Status);
        Assert.Equal(400, (await _base.CallAsync(
            request => _base.Get<ShowHistory>().HistoryAsync(request, "potential", default), query: query)).Status);
    }

    [Fact]
    public async Task What_many_did_in_one_recompute_comes_in_pages_that_hold_each_once_and_loses_who_is_erased()
    {
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => _base.FileAsync($"many{number}@example.com", 0)));
        await _base.RecomputeAsync();
        Assert.Equal([.. ids.Append(_mover).Append(_stayer).Order()], (await EnteredAsync()).Intersect([.. ids, _mover, _stayer]).Order());
        Assert.True((await _base.RowsAsync(Tables.Contacts, "x|potential|")).Count < 20); // A row a shard, not one a person.

        await _base.Get<ContactErasure>().EraseAsync(ids[7], default);

        Assert.Equal(ids.Where(id => id != ids[7]).Order(), (await EnteredAsync()).Intersect(ids).Order());
    }

    private async Task<List<string>> EnteredAsync()
    {
        var entered = new List<string>();
        for (var query = "?take=3"; ;)
        {
            var page = await GetAsync(request => _base.Get<ShowChanges>().ListAsync(request, "potential", default), query);
            entered.AddRange(page.GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("change").GetString() == "entered")
                .Select(item => item.GetProperty("contact").GetString()!));
            if (page.GetProperty("continuation").GetString() is not { } continuation)
            {
                Assert.Equal(entered.Distinct(), entered);
                return entered;
            }

            query = $"?take=3&continuation={continuation}";
        }
    }

    private async Task<JsonElement> GetAsync(
        Func<Microsoft.AspNetCore.Http.HttpRequest, Task<Microsoft.AspNetCore.Http.IResult>> route, string query)
    {
        var (status, body) = await _base.CallAsync(route, query: query);
        Assert.Equal(200, status);
        return body;
    }
}
