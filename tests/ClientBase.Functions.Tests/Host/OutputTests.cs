using System.Text.Json;
using Azure.Core.Serialization;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Host;

public sealed class OutputTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("one", new[] { """{"orderId":"7"}""" })]
    [InlineData("many", new[] { """{"orderId":"1"}""", """{"orderId":"2"}""", """{"orderId":"3"}""" })]
    [InlineData("text", new[] { "as it is" })]
    [InlineData("bytes", new[] { "raw" })]
    [InlineData("none", new string[0])]
    [InlineData("empty", new string[0])]
    public async Task What_a_function_returns_goes_to_its_queue(string route, string[] expected)
    {
        await using var host = await TestHost.With(azurite, typeof(Returning)).StartAsync();

        using var response = await host.Http.PostAsync($"/api/{route}", null);

        Assert.Equal(StatusCodes.Status204NoContent, (int)response.StatusCode);
        Assert.Equal(expected, (await host.Names.WaitingAsync(host.Names.Orders)).Order());
    }

    [Fact]
    public async Task Properties_go_to_their_queues_and_to_the_caller()
    {
        await using var host = await TestHost.With(azurite, typeof(Returning)).StartAsync();

        using var response = await host.Http.PostAsync("/api/parts", null);

        Assert.Equal(StatusCodes.Status202Accepted, (int)response.StatusCode);
        Assert.Equal(["""{"orderId":"7"}"""], await host.Names.WaitingAsync(host.Names.Orders));
        Assert.Equal(["a", "b"], (await host.Names.WaitingAsync(host.Names.Mails)).Order());
    }

    [Fact]
    public async Task The_caller_hears_of_success_only_when_the_message_is_kept()
    {
        await using var host = await TestHost.With(azurite, typeof(Returning))
            .Setting("AzureWebJobsStorage", azurite.ConnectionString.Replace("/devstoreaccount1;", "/nobody;", StringComparison.Ordinal))
            .StartAsync();

        using var response = await host.Http.PostAsync("/api/parts", null);

        Assert.Equal(StatusCodes.Status500InternalServerError, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_message_longer_than_a_queue_takes_is_refused_and_none_is_sent()
    {
        await using var host = await TestHost.With(azurite, typeof(Returning)).StartAsync();

        using var response = await host.Http.PostAsync("/api/large", null);

        Assert.Equal(StatusCodes.Status500InternalServerError, (int)response.StatusCode);
        Assert.Empty(await host.Names.WaitingAsync(host.Names.Orders));
    }

    [Fact]
    public async Task Queues_without_encoding_hold_the_text_itself()
    {
        await using var host = await TestHost.With(azurite, typeof(Returning)).Queues("messageEncoding", "none").StartAsync();

        using var response = await host.Http.PostAsync("/api/text", null);

        var raw = new Azure.Storage.Queues.QueueClient(azurite.ConnectionString, host.Names.Orders);
        Assert.Equal("as it is", (await raw.PeekMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task The_apps_own_serializer_is_used()
    {
        var kebab = new JsonObjectSerializer(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower });
        await using var host = await TestHost.With(azurite, typeof(Returning))
            .Configure(builder => builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = kebab))
            .StartAsync();

        using var response = await host.Http.PostAsync("/api/one", null);

        Assert.Equal(["""{"order-id":"7"}"""], await host.Names.WaitingAsync(host.Names.Orders));
    }

    [Fact]
    public async Task A_listener_of_this_host_is_woken_at_once()
    {
        // The clock stands still, so the listener's waits never end by themselves.
        await using var host = await TestHost.With(azurite, typeof(Returning), typeof(Reading)).Clock(new FakeTimeProvider()).StartAsync();

        for (var message = 1; message <= 3; message++)
        {
            using var response = await host.Http.PostAsync("/api/one", null);
            await host.Journal.UntilAsync("read 7", message);
        }
    }

    [Fact]
    public async Task Outputs_are_sent_before_the_trigger_is_deleted()
    {
        await using var host = await TestHost.With(azurite, typeof(Passing)).Queues("maxDequeueCount", "1").StartAsync();
        var orders = host.Names.Queue(host.Names.Orders);
        await orders.CreateIfNotExistsAsync();

        await orders.SendMessageAsync(new string('x', 10));
        await Eventually.TrueAsync(async () => (await host.Names.WaitingAsync(host.Names.Mails)).Count == 1, () => "the output");

        // An output that cannot be sent fails the run, so its trigger is not lost.
        await orders.SendMessageAsync("too long");
        await Eventually.TrueAsync(
            async () => (await host.Names.WaitingAsync(host.Names.Orders + "-poison")).Contains("too long"), () => "the poison message");
    }

    private sealed record Order(string OrderId);

    private sealed record Parts(
        [property: QueueOutput("%Orders%")] Order? Order,
        [property: QueueOutput("%Mails%")] IEnumerable<string> Mails,
        [property: HttpResult] IActionResult Result);

    private sealed class Returning
    {
        [Function("one")]
        [QueueOutput("%Orders%")]
        public Task<Order> OneAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Task.FromResult(new Order("7"));

        [Function("many")]
        [QueueOutput("%Orders%")]
        public List<Order?> Many([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => [new("1"), new("2"), null, new("3")];

        [Function("text")]
        [QueueOutput("%Orders%")]
        public string Text([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "as it is";

        [Function("bytes")]
        [QueueOutput("%Orders%")]
        public byte[] Bytes([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "raw"u8.ToArray();

        [Function("none")]
        [QueueOutput("%Orders%")]
        public Order? None([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => null;

        [Function("empty")]
        [QueueOutput("%Orders%")]
        public Order[] Empty([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => [];

        [Function("large")]
        [QueueOutput("%Orders%")]
        public string[] Large([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => ["small", new string('x', 50_000)];

        [Function("parts")]
        public Parts Parts([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new(new("7"), ["a", "b"], new AcceptedResult());
    }

    private sealed class Reading(Journal journal)
    {
        [Function("Reading")]
        public void Run([QueueTrigger("%Orders%")] Order order) => journal.Add($"read {order.OrderId}");
    }

    private sealed class Passing
    {
        [Function("Passing")]
        [QueueOutput("%Mails%")]
        public string Run([QueueTrigger("%Orders%")] string message) => message == "too long" ? new string('x', 50_000) : message;
    }
}
