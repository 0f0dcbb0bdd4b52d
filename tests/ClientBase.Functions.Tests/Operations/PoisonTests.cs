using System.Net;
using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Operations;

/// <summary>Messages that fail to the end. Each test has a queue of its own.</summary>
[Trait("Category", "Slow")]
public sealed class PoisonTests(PoisonTests.Fixture fixture) : IClassFixture<PoisonTests.Fixture>
{
    private const string Personal = "anna@secret.example";

    [Fact]
    public async Task A_poison_message_is_listed_with_its_cause_and_nothing_personal()
    {
        var lost = new string('a', 64);
        await PutAsync(Queues.Captured, $$"""{"blob":"{{lost}}"}""");
        await PutAsync(Queues.Captured, $"{Personal} is no JSON");
        await PutAsync(Queues.Captured, $$$"""{"capture":{"id":"c1","source":"form:news","kind":"form","at":"{{{Personal}}}"}}""");

        var items = await PoisonAsync(Queues.Captured, count: 3);

        var byBlob = items.Single(item => Text(item, "summary") == $"blob {lost}");
        Assert.Equal("FileCapture: RequestFailedException 404 BlobNotFound in CaptureStore.ReadAsync", Text(byBlob, "cause"));
        Assert.Equal(QueueFailures.MaxAttempts, byBlob.GetProperty("attempts").GetInt32());
        var unreadable = items.Single(item => Text(item, "summary") == "unreadable message");
        Assert.Contains("the message is not what this function reads", Text(unreadable, "cause"));
        Assert.Contains("JsonException", Text(items.Single(item => Text(item, "summary") == "capture c1 of form:news"), "cause"));
        Assert.DoesNotContain(Personal, string.Concat(items));
        Assert.DoesNotContain(Personal, fixture.App.Log);
        Assert.Contains("gives message", fixture.App.Log);
    }

    [Fact]
    public async Task A_message_put_back_that_fails_again_tells_why_again()
    {
        await PutAsync(Queues.CampaignPlan, "[]");
        var first = Assert.Single(await PoisonAsync(Queues.CampaignPlan, count: 1));

        using var response = await fixture.App.Client.PostAsync($"api/ops/poison/{Queues.CampaignPlan}/replay", new StringContent(""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        var again = await PoisonAsync(Queues.CampaignPlan, count: 1, item => Text(item, "id") != Text(first, "id"));
        Assert.Equal(Text(first, "cause"), Text(Assert.Single(again), "cause"));
    }

    [Fact]
    public async Task A_message_that_nobody_noted_a_cause_of_says_so()
    {
        await PutAsync(Queues.PoisonOf(Queues.CampaignSend), """{"CampaignId":"spring","Shard":"0a","From":0,"Count":10}""");

        var item = Assert.Single(await PoisonAsync(Queues.CampaignSend, count: 1));

        Assert.StartsWith("not known", Text(item, "cause"));
        Assert.Equal("campaignId spring, shard 0a, from 0, count 10", Text(item, "summary"));
        Assert.Equal(JsonValueKind.Null, item.GetProperty("attempts").ValueKind);
    }

    [Fact]
    public async Task A_message_that_the_host_cannot_decode_does_not_hide_the_others()
    {
        var raw = new QueueClient(fixture.ConnectionString, Queues.Recompute);
        await raw.SendMessageAsync("{ not base64");

        var item = Assert.Single(await PoisonAsync(Queues.Recompute, count: 1));

        Assert.StartsWith("not known", Text(item, "cause"));
        Assert.Equal("unreadable message", Text(item, "summary"));
    }

    [Fact]
    public async Task An_unknown_queue_has_no_poison() =>
        Assert.Equal(HttpStatusCode.NotFound, await fixture.App.Client.StatusOfAsync("api/ops/poison/nothing"));

    [Fact]
    public void The_last_try_is_the_one_that_host_json_says()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppProcess.AppFolder, "host.json")));

        var queues = host.RootElement.GetProperty("extensions").GetProperty("queues");
        Assert.Equal(QueueFailures.MaxAttempts, queues.GetProperty("maxDequeueCount").GetInt32());
    }

    private async Task PutAsync(string queue, string message)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        await new QueueClient(fixture.ConnectionString, queue, options).SendMessageAsync(message);
    }

    private async Task<List<JsonElement>> PoisonAsync(string queue, int count, Func<JsonElement, bool>? wanted = null)
    {
        var items = new List<JsonElement>();
        await Eventually.TrueAsync(
            async () =>
            {
                var page = await fixture.App.Client.GetAsync<JsonElement>($"api/ops/poison/{queue}");
                items = [.. page.GetProperty("items").EnumerateArray().Where(wanted ?? (_ => true))];
                return items.Count == count;
            },
            () => $"{count} poison messages of {queue}; there are: {string.Join('\n', items)}");
        return items;
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    /// <summary>An app of its own whose host tries a message again at once.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private RunningAzurite? _azurite;
        private AppProcess? _app;

        public AppProcess App => _app ?? throw new InvalidOperationException("The fixture is not initialized.");

        public string ConnectionString => _azurite!.ConnectionString;

        public async ValueTask InitializeAsync()
        {
            _azurite = await NodeAzurite.StartAsync();
            _app = await AppProcess.StartAsync(ConnectionString, new Dictionary<string, string>
            {
                ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00",
                ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.2",
            });
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is not null)
            {
                await _app.DisposeAsync();
            }

            _azurite?.Stop();
        }
    }
}
