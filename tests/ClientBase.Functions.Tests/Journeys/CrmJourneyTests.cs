using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>Working with a client, from the first look at the list to the hand-over.</summary>
[Trait("Category", "Slow")]
public sealed class CrmJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private AppClient Client => fixture.Client;

    [Fact]
    public async Task A_sales_managers_morning()
    {
        var id = await ClientAsync("morning@clients.example");
        await SendAsync(HttpMethod.Put, $"api/contacts/{id}/manager", new { manager = "anna" });
        var overdue = await MakeAsync($"api/contacts/{id}/tasks", new { title = "Call about the offer", dueAt = "2026-01-05T09:00:00Z" });
        var deal = await MakeAsync($"api/contacts/{id}/deals", new { title = "Ten bikes", amount = 250_000, stage = "offer" });

        // Who is due? The digest says it, and the list.
        await Client.RunTimerAsync("SendDigests");
        await Eventually.TrueAsync(
            async () => (await Client.OutboxAsync()).Any(mail =>
                mail.To == "anna@shop.example" && mail.Text!.Contains("Call about the offer", StringComparison.Ordinal)),
            () => "the digest");
        Assert.Equal([overdue], await IdsAsync("api/tasks?assignee=anna&state=overdue"));

        // Call, note, next task.
        await MakeAsync(
            $"api/contacts/{id}/interactions",
            new { kind = "call", direction = "out", durationSeconds = 240, result = "wants a discount", by = "anna" });
        await MakeAsync($"api/contacts/{id}/interactions", new { kind = "note", text = "Decides on Friday", by = "anna" });
        await SendAsync(HttpMethod.Patch, $"api/tasks/{overdue}", new { state = "done", result = "talked", by = "anna" });
        var next = await MakeAsync($"api/contacts/{id}/tasks", new { title = "Call on Friday", dueAt = "2027-03-05" });
        Assert.Equal([next], await IdsAsync("api/tasks?assignee=anna"));

        // The deal to the next stage, by the rules.
        await SendAsync(HttpMethod.Patch, $"api/deals/{deal}", new { stage = "negotiation", by = "anna" });
        Assert.Equal([deal], await IdsAsync("api/deals?stage=negotiation&manager=anna"));
        var refused = await RefusedAsync(HttpMethod.Patch, $"api/deals/{deal}", new { stage = "lost" });
        Assert.Equal("reason", refused.GetProperty("missing")[0].GetString());

        // A reply comes in by mail.
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Morning <morning@clients.example>"), "from" }, { new StringContent("Re: offer"), "subject" },
            { new StringContent("Make it nine"), "text" },
        };
        using var letter = await Client.PostAsync($"api/sendgrid/inbound/{AppFixture.InboundSecret}", form);
        Assert.Equal(HttpStatusCode.OK, letter.StatusCode);
        await Eventually.TrueAsync(async () => (await IdsAsync("api/requests?state=open")).Count == 1, () => "the request");
        var request = (await IdsAsync("api/requests?state=open"))[0];
        await SendAsync(HttpMethod.Patch, $"api/requests/{request}", new { state = "answered", text = "Nine it is", by = "anna" });

        // Hand over.
        var taken = await RefusedAsync(HttpMethod.Put, $"api/contacts/{id}/manager", new { manager = "boris" });
        Assert.Equal("anna", taken.GetProperty("manager").GetString());
        await SendAsync(HttpMethod.Put, $"api/contacts/{id}/manager", new { manager = "boris", handOver = true, reason = "holidays" });
        Assert.Equal([next], await IdsAsync("api/tasks?assignee=boris"));
        Assert.Equal([deal], await IdsAsync("api/deals?manager=boris"));
        Assert.Empty(await IdsAsync("api/deals?manager=anna"));

        var kinds = (await Client.AllAsync<TimelineItem>($"api/contacts/{id}/timeline?take=100")).Select(entry => entry.Kind).ToHashSet();
        Assert.Superset(new HashSet<string> { "call", "note", "task", "deal", "request", "manager" }, kinds);
        var card = await Client.GetAsync<JsonElement>($"api/contacts/{id}");
        Assert.Equal("boris", card.GetProperty("manager").GetString());
    }

    [Fact]
    public async Task A_message_to_the_bot_is_a_request_of_whoever_gave_that_name()
    {
        await Client.DefineFormAsync("bot");
        await Client.LeadAsync("bot", new { email = "bot@clients.example", name = "Петрова Мария", telegram = "@maria_bot_7" });
        await Client.IdleAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, "api/telegram")
        {
            Headers = { { "X-Telegram-Bot-Api-Secret-Token", AppFixture.TelegramSecret } },
            Content = JsonContent.Create(new
            {
                update_id = 7001,
                message = new
                {
                    message_id = 1,
                    date = 1772366400,
                    text = "Есть ли зелёный чайник?",
                    chat = new { id = 7001, type = "private" },
                    from = new { id = 7001, is_bot = false, first_name = "Masha Telegramova", username = "Maria_Bot_7" },
                },
            }),
        };
        using var answer = await Client.SendAsync(message);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Client.IdleAsync();

        var contact = await Client.ContactAsync("bot@clients.example");
        var work = await Client.GetAsync<JsonElement>($"api/contacts/{contact.Id}/work");
        var request = work.GetProperty("requests")[0];
        Assert.Equal("Есть ли зелёный чайник?", request.GetProperty("subject").GetString());
        await SendAsync(HttpMethod.Patch, $"api/requests/{request.GetProperty("id").GetString()}", new { state = "closed" });
        var card = await Client.GetAsync<JsonElement>($"api/contacts/{contact.Id}");
        Assert.Equal("Уважаемая Мария", card.GetProperty("greeting").GetProperty("ru").GetString());
        Assert.Equal("derived", card.GetProperty("derived").GetProperty("sex").GetProperty("source").GetString());
        Assert.Equal(HttpStatusCode.OK, await Client.StatusOfAsync("api/funnel/conversion"));
    }

    private async Task<string> ClientAsync(string email)
    {
        await Client.DefineFormAsync("crm");
        await Client.LeadAsync("crm", new { email });
        await Client.IdleAsync();
        return (await Client.ContactAsync(email)).Id;
    }

    private async Task<string> MakeAsync(string path, object body) =>
        (await SendAsync(HttpMethod.Post, path, body)).GetProperty("id").GetString()!;

    private Task<JsonElement> SendAsync(HttpMethod method, string path, object body) =>
        Client.SendJsonAsync<JsonElement>(method, path, body);

    private async Task<JsonElement> RefusedAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        return await AppClient.ReadAsync<JsonElement>(response);
    }

    private async Task<List<string>> IdsAsync(string path) => [.. (await Client.AllAsync<Item>(path)).Select(item => item.Id)];

    private sealed record Item(string Id);
}
