using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>Queues and timers are the WebJobs SDK's; held here is that it is fed with the app's functions and host.json.</summary>
[Collection(HostCollection.Name)]
[Trait("Category", "Slow")]
public sealed class QueueTests(HostFixture hosts)
{
    private readonly AppClient _client = hosts.Open.Client;

    [Fact]
    public async Task What_is_no_JSON_goes_to_poison_as_it_is_and_after_a_replay_again()
    {
        const string Text = "no json";
        await Queue(Queues.Captured).SendMessageAsync(Text);
        await UntilPoisonedAsync(Queue(Queues.PoisonOf(Queues.Captured)), Text);

        Assert.Equal(1, await _client.ReplayPoisonAsync(Queues.Captured));

        await UntilPoisonedAsync(Queue(Queues.PoisonOf(Queues.Captured)), Text);
        await Queue(Queues.PoisonOf(Queues.Captured)).ClearMessagesAsync();
    }

    [Fact]
    public async Task What_is_no_base64_goes_to_poison_as_it_is()
    {
        const string Text = "<no base64>";
        await Queue(Queues.Captured, QueueMessageEncoding.None).SendMessageAsync(Text);

        var poison = Queue(Queues.PoisonOf(Queues.Captured), QueueMessageEncoding.None);
        await UntilPoisonedAsync(poison, Text);
        await poison.ClearMessagesAsync();
    }

    [Fact]
    public async Task What_a_function_returns_reaches_the_queues_of_its_outputs()
    {
        await _client.DefineFormAsync("outputs");
        await _client.LeadAsync("outputs", new { email = "one@outputs.example", consent_marketing = true });
        await _client.IdleAsync();

        // Timer, sixteen messages, sixteen more: each step is the output of the one before.
        await _client.RunTimerAsync("RecomputeSegments");
        await _client.IdleAsync();

        Assert.NotEmpty((await _client.ContactAsync("one@outputs.example")).Segments);
    }

    private static Task UntilPoisonedAsync(QueueClient poison, string text) => Eventually.TrueAsync(
        async () => (await poison.PeekMessageAsync()).Value?.MessageText == text, () => $"'{text}' in {poison.Name}");

    private QueueClient Queue(string name, QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(hosts.ConnectionString, name, new() { MessageEncoding = encoding });
}
