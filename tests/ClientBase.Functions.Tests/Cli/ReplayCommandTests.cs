using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Cli;

[Trait("Category", "Slow")]
public sealed class ReplayCommandTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly AppClient _client = fixture.Client;

    private string Url => fixture.App.Url.ToString();

    [Fact]
    public async Task Replayed_and_compared_a_base_is_the_same()
    {
        await FillAsync("same");
        var before = await HashesAsync(_client);

        var replayed = await CliProcess.RunAsync("replay", "--url", Url, "--from", "2020-01-01");
        var verified = await CliProcess.RunAsync("replay", "--url", Url, "--verify", "--json");
        var contact = (await _client.ContactAsync("0@same.example")).Id;
        var one = await CliProcess.RunAsync("replay", "--url", Url, "--contact", contact, "--json");

        Assert.Equal((0, 0, 0), (replayed.ExitCode, verified.ExitCode, one.ExitCode));
        Assert.Equal(before.Count, JsonDocument.Parse(verified.Output).RootElement.GetProperty("contacts").GetInt32());
        Assert.Equal(1, JsonDocument.Parse(one.Output).RootElement.GetProperty("contacts").GetInt32());
        Assert.Equal(before, await HashesAsync(_client));
    }

    [Fact]
    public async Task An_empty_base_is_filled_with_contacts_orders_and_merges_by_hand()
    {
        await FillAsync("full");
        var (one, two) = (await _client.ContactAsync("1@full.example"), await _client.ContactAsync("2@full.example"));
        using var merged = await _client.PostAsync($"api/contacts/{one.Id}/merge", JsonContent.Create(new { with = two.Id, force = true }));
        Assert.True(merged.IsSuccessStatusCode);
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var empty = await AppProcess.StartAsync(azurite.ConnectionString, AppFixture.Settings);
            for (var times = 0; times < 2; times++)
            {
                var copied = await CliProcess.RunAsync("replay", "--url", Url, "--into", empty.Url.ToString(), "--json");
                Assert.True(copied.ExitCode == 0, copied.Errors + copied.Output);
            }

            Assert.Equal(await HashesAsync(_client), await HashesAsync(empty.Client));
        }
        finally
        {
            azurite.Stop();
        }
    }

    [Fact]
    public async Task What_failed_too_often_is_tried_again()
    {
        var poison = new QueueClient(fixture.ConnectionString, Queues.PoisonOf(Queues.Captured));
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("not even base64!");

        var requeued = await CliProcess.RunAsync("requeue", Queues.Captured, "--url", Url, "--json");

        Assert.Equal(0, requeued.ExitCode);
        Assert.Equal(1, JsonDocument.Parse(requeued.Output).RootElement.GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        var unknown = await CliProcess.RunAsync("requeue", "nowhere", "--url", Url);
        var nobody = await CliProcess.RunAsync("replay", "--url", Url, "--contact", "nobody");
        var silent = await CliProcess.RunAsync("replay", "--url", "http://127.0.0.1:9", "--verify");

        Assert.Equal((1, 1, 1), (unknown.ExitCode, nobody.ExitCode, silent.ExitCode));
        Assert.Contains("no queue 'nowhere'", unknown.Errors, StringComparison.Ordinal);
        Assert.Contains("nobody", nobody.Errors, StringComparison.Ordinal);
        Assert.Contains("does not answer", silent.Errors, StringComparison.Ordinal);
    }

    private async Task FillAsync(string name)
    {
        await _client.DefineFormAsync(name);
        for (var person = 0; person < 6; person++)
        {
            await _client.LeadAsync(name, new { email = $"{person}@{name}.example", name = $"Ann{person}", answer = $"{person}" });
            var number = int.Parse($"{name.Length}{(name == "same" ? 1 : 2)}{person}", CultureInfo.InvariantCulture);
            using var ordered = await _client.PostShopifyAsync(
                "acme", AppFixture.ShopifySecret, "orders/create",
                ShopBodies.ShopifyOrder(number, 10m + person, March, customer: number, email: $"{person}@{name}.example"));
            Assert.True(ordered.IsSuccessStatusCode);
        }

        await _client.IdleAsync();
    }

    private static async Task<List<string>> HashesAsync(AppClient client) =>
        [.. (await client.ContactsAsync()).Select(contact => contact.Hash).Order(StringComparer.Ordinal)];
}
