using System.Net;
using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class OperationsJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Capture =
        """
        {"capture":{"id":"poisoned","source":"form:x","kind":"form","at":1767225600000,"data":{},
        "says":{"first":["form:x",1767225600000,"poisoned","form:x"],"last":1767225600000,
        "emails":{"late@poison.example":["late@poison.example",1767225600000,"poisoned","form:x"]}}}}
        """;

    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task Poison_messages_put_back_are_filed_once_however_often()
    {
        var poison = new QueueClient(
            fixture.ConnectionString, Queues.PoisonOf(Queues.Captured), new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await poison.SendMessageAsync(Capture);
        await poison.SendMessageAsync(Capture);
        Assert.Equal(2, await _client.PoisonAsync());

        Assert.Equal(2, await _client.ReplayPoisonAsync(Queues.Captured));
        await _client.IdleAsync();

        Assert.Equal(0, await _client.PoisonAsync());
        Assert.Single(await _client.TimelineAsync(await _client.ContactAsync("late@poison.example")));
    }

    [Fact]
    public async Task What_leads_cost_is_counted_and_health_tells_how_long_storage_takes()
    {
        await _client.DefineFormAsync("cost");
        await _client.LeadAsync("cost", new { email = "one@cost.example" });
        await _client.IdleAsync();

        var cost = await _client.GetAsync<JsonElement>("api/ops/cost?days=1");
        var transactions = cost.GetProperty("transactions");
        Assert.True(cost.GetProperty("leads").GetInt64() >= 1, cost.ToString());
        Assert.All(["queue", "table", "blob"], name => Assert.True(transactions.GetProperty(name).GetInt64() > 0, cost.ToString()));
        Assert.True(cost.GetProperty("perThousandLeads").GetProperty("amount").GetDecimal() > 0, cost.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, await _client.StatusOfAsync("api/ops/cost?days=0"));

        var health = await _client.GetAsync<JsonElement>("api/health");
        Assert.All(
            health.GetProperty("dependencies").EnumerateArray(), one => Assert.True(one.GetProperty("latencyMs").GetDouble() >= 0));
    }

    [Fact]
    public async Task An_unknown_queue_has_no_poison()
    {
        using var response = await _client.PostAsync("api/ops/poison/nothing/replay", new StringContent(""));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_host_asked_to_end_finishes_what_it_has_begun()
    {
        var app = await AppProcess.StartAsync(fixture.ConnectionString, AppFixture.Settings);
        await _client.DefineFormAsync("drain");
        await Parallel.ForAsync(0, 60, async (i, _) => await app.Client.LeadAsync("drain", new { email = $"d{i}@drain.example" }));

        Assert.Equal(0, await app.StopAsync());
        await app.DisposeAsync();
        await _client.IdleAsync();
        Assert.Equal(60, (await _client.ContactsAsync("q=@drain.example&take=1000")).Count);
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        await _client.DefineFormAsync("pages");
        await Parallel.ForAsync(0, 30, async (i, _) => await _client.LeadAsync("pages", new { email = $"p{i}@pages.example" }));
        await _client.IdleAsync();

        var contacts = await _client.ContactsAsync("q=@pages.example&take=7");
        Assert.Equal(30, contacts.Select(contact => contact.Id).Distinct().Count());
        Assert.Equal(HttpStatusCode.BadRequest, await _client.StatusOfAsync("api/contacts?take=0"));
        Assert.Equal(HttpStatusCode.BadRequest, await _client.StatusOfAsync("api/contacts?take=1001"));
        Assert.Equal(HttpStatusCode.BadRequest, await _client.StatusOfAsync("api/contacts?continuation=%25%25"));
        Assert.Equal(HttpStatusCode.NotFound, await _client.StatusOfAsync("api/contacts/nobody"));
        Assert.Equal(HttpStatusCode.NotFound, await _client.StatusOfAsync("api/contacts/nobody/timeline"));
    }

    [Theory]
    [InlineData("api/contacts")]
    [InlineData("api/contacts?q=tampered")]
    [InlineData("api/contacts?segment=potential")]
    [InlineData("api/contacts/{contact}/orders")]
    [InlineData("api/contacts/{contact}/timeline")]
    [InlineData("api/campaigns")]
    [InlineData("api/forms")]
    [InlineData("api/ops/captures")]
    [InlineData("api/outbox")]
    [InlineData("api/products")]
    [InlineData("api/segments")]
    [InlineData("api/segments/potential/changes")]
    [InlineData("api/segments/potential/members")]
    public async Task A_continuation_that_was_changed_on_the_way_is_refused(string route)
    {
        await _client.DefineFormAsync("tampered");
        await _client.LeadAsync("tampered", new { email = "one@tampered.example" });
        await _client.IdleAsync();
        var path = route.Replace("{contact}", (await _client.ContactAsync("one@tampered.example")).Id, StringComparison.Ordinal);
        var query = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}continuation=";
        var ours = Paging.Encode("016mrm1t7shkxf3whnq4d2bdbe")!;

        foreach (var changed in new[] { "QQ", "%25", "MDE2bXJtMXQ3c2hreGYzd2hucTRkMmJkYmU", ours[..^1], ours[1..], ours + "QQ" })
        {
            Assert.Equal((changed, HttpStatusCode.BadRequest), (changed, await _client.StatusOfAsync(query + changed)));
        }
    }
}
