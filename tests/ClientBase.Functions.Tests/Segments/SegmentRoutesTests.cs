using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Members;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Segments;

public sealed class SegmentRoutesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_list_shows_each_segment_with_its_rule_and_count()
    {
        await _base.FileAsync("a@example.com", 1);
        await _base.RecomputeAsync();

        var list = await JsonAsync(request => _base.Show.ListAsync(request, default));

        Assert.Equal(_base.Catalogue.All.Count, list.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("continuation").ValueKind);
        var potential = list.GetProperty("items").EnumerateArray().Single(segment => segment.GetProperty("id").GetString() == "potential");
        Assert.Equal("orders.count = 0", potential.GetProperty("rule").GetString());
        Assert.Equal(1, potential.GetProperty("count").GetInt32());
        Assert.True(potential.GetProperty("builtIn").GetBoolean());
        Assert.Equal(_base.Clock.GetUtcNow(), potential.GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        var first = await JsonAsync(request => _base.Show.ListAsync(request, default), "?take=40");
        var second = await JsonAsync(
            request => _base.Show.ListAsync(request, default), $"?take=40&continuation={first.GetProperty("continuation").GetString()}");

        var ids = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(segment => segment.GetProperty("id").GetString());
        Assert.Equal(_base.Catalogue.All.Select(segment => segment.Id), ids);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("continuation").ValueKind);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Members_come_in_pages_that_hold_each_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => _base.FileAsync($"p{i}@example.com", i)));
        await _base.RecomputeAsync();

        var seen = new List<string?>();
        var pages = 0;
        for (var query = "?take=3"; ; pages++)
        {
            var page = await JsonAsync(request => _base.Get<ListMembers>().ListAsync(request, "potential", default), query);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(contact => contact.GetProperty("id").GetString()));
            if (page.GetProperty("continuation").GetString() is not { } continuation)
            {
                break;
            }

            query = $"?take=3&continuation={continuation}";
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen);
        Assert.Equal(3, pages);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Changes_come_the_latest_first_with_what_did_them_and_in_pages()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => _base.FileAsync($"p{i}@example.com", 10)));
        await _base.RecomputeAsync();
        _base.Clock.Advance(TimeSpan.FromHours(1));
        var id = await _base.FileAsync("p0@example.com", 0, (0, 5m));
        await _base.RecomputeAsync();

        var first = await ChangesAsync("?take=4");
        var second = await ChangesAsync($"?take=4&continuation={first.GetProperty("continuation").GetString()}");
        var recent = await ChangesAsync($"?since={_base.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}");

        Assert.Equal((4, 2), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        var left = Assert.Single(recent.GetProperty("items").EnumerateArray());
        Assert.Equal((id, "left"), (left.GetProperty("contact").GetString(), left.GetProperty("change").GetString()));
        Assert.Contains("orders 0 -> 1", left.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_none_is_refused() =>
        Assert.Equal(
            400, (await SendAsync(request => _base.Get<ShowChanges>().ListAsync(request, "potential", default), "?since=soon")).StatusCode);

    private Task<JsonElement> ChangesAsync(string query) =>
        JsonAsync(request => _base.Get<ShowChanges>().ListAsync(request, "potential", default), query);

    [Fact]
    public async Task An_unknown_segment_is_not_found()
    {
        Assert.Equal(404, (await SendAsync(request => _base.Show.GetAsync(request, "nobody", default))).StatusCode);
        Assert.Equal(404, (await SendAsync(request => _base.Get<ListMembers>().ListAsync(request, "nobody", default))).StatusCode);
        Assert.Equal(404, (await SendAsync(request => _base.Export.RunAsync(request, "nobody", default))).StatusCode);
    }

    [Theory]
    [InlineData("?take=0")]
    [InlineData("?continuation=bm90LWFuLWlk")]
    public async Task An_impossible_page_is_refused(string query) =>
        Assert.Equal(400, (await SendAsync(Potential, query)).StatusCode);

    private Task<IResult> Potential(HttpRequest request) => _base.Get<ListMembers>().ListAsync(request, "potential", default);

    [Fact]
    public async Task The_export_is_a_file_that_spreadsheets_read_and_do_not_run()
    {
        await _base.FileAsync("=cmd@example.com", 1, (1, 12.5m));
        await _base.FileAsync("b@example.com", 2, (2, 7m));
        await _base.RecomputeAsync();

        var response = await SendAsync(request => _base.Export.RunAsync(request, "working", default), "?format=csv");

        var bytes = ((MemoryStream)response.Body).ToArray();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.StartsWith("text/csv", response.ContentType, StringComparison.Ordinal);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("id,firstName,", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            lines,
            line => line.Contains(",\"'=cmd@example.com\",", StringComparison.Ordinal)
                && line.Contains(",1,12.5,RUB,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_we_brought_into_normal_form_is_exported_as_it_is()
    {
        var capture = _base.Says("-dash@example.com", 1).Phone(PhoneNumber.TryParse("+7 916 123-45-67", null, out var phone) ? phone : null)
            .Field("lastName", "=SUM(A1)");
        await _base.FileAsync(capture.Build());
        await _base.RecomputeAsync();

        var response = await SendAsync(request => _base.Export.RunAsync(request, "potential", default), "?format=csv");

        var line = Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray()).Split("\r\n")[1];
        Assert.Contains(",\"'=SUM(A1)\",,-dash@example.com,+79161234567,0,", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_not_there_is_refused_with_those_that_are()
    {
        var response = await SendAsync(request => _base.Export.RunAsync(request, "working", default), "?format=xml");

        Assert.Equal(400, response.StatusCode);
        Assert.Contains("csv", Text(response), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(Func<HttpRequest, Task<IResult>> route, string query = "")
    {
        var response = await SendAsync(route, query);
        Assert.Equal(200, response.StatusCode);
        return JsonDocument.Parse(Text(response)).RootElement;
    }

    private static async Task<HttpResponse> SendAsync(Func<HttpRequest, Task<IResult>> route, string query = "")
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();
        await (await route(context.Request)).ExecuteAsync(context);
        return context.Response;
    }

    private static string Text(HttpResponse response) => Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray());
}
