using Azure.Storage.Queues.Models;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Host;

public sealed class QueueFunctionsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    [Theory]
    [InlineData(typeof(AsText), """{"id":"7"}""", """text {"id":"7"}""")]
    [InlineData(typeof(AsBytes), "abc", "bytes 3")]
    [InlineData(typeof(AsData), "abc", "data abc")]
    [InlineData(typeof(AsMessage), "abc", "message abc 1")]
    [InlineData(typeof(AsRecord), """{"id":"7","total":12.5}""", "order 7 12.5")]
    [InlineData(typeof(AsRecord), """{"Id":"7","Total":"12.5"}""", "order 7 12.5")]
    [InlineData(typeof(WithMetadata), "abc", "abc delivered 1 abc")]
    public async Task A_message_comes_as_the_type_asked_for(Type function, string body, string expected)
    {
        await using var host = await TestHost.With(azurite, function).StartAsync();

        await PutAsync(host, body);

        await host.Journal.UntilAsync(expected);
        await UntilEmptyAsync(host);
    }

    [Fact]
    public async Task A_message_is_deleted_only_after_its_function()
    {
        await using var host = await TestHost.With(azurite, typeof(Gated)).StartAsync();
        await PutAsync(host, "a");
        await host.Journal.UntilAsync("begin a");

        Assert.Equal(1, await host.Names.CountAsync(host.Names.Orders));

        host.Journal.Open("a");
        await UntilEmptyAsync(host);
        Assert.Equal(["begin a", "end a"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_failing_message_goes_to_poison_at_the_last_attempt()
    {
        await using var host = await TestHost.With(azurite, typeof(Failing)).Queues("maxDequeueCount", "3").StartAsync();

        await PutAsync(host, "bad");

        Assert.Equal(["bad"], await UntilPoisonedAsync(host));
        Assert.Equal(3, host.Journal.Count("attempt bad"));
        await UntilEmptyAsync(host);
    }

    [Fact]
    public async Task A_message_that_works_the_second_time_is_not_poisoned()
    {
        await using var host = await TestHost.With(azurite, typeof(Failing)).StartAsync();

        await PutAsync(host, "once");

        await host.Journal.UntilAsync("done once");
        await UntilEmptyAsync(host);
        Assert.Equal(2, host.Journal.Count("attempt once"));
        Assert.Empty(await host.Names.WaitingAsync(host.Names.Orders + "-poison"));
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout()
    {
        await using var host = await TestHost.With(azurite, typeof(Failing)).Queues("visibilityTimeout", "00:10:00").StartAsync();

        await PutAsync(host, "once");
        await host.Journal.UntilAsync("attempt once");
        await Eventually.TrueAsync(async () => await host.Names.CountAsync(host.Names.Orders) == 1, () => "the message is kept");

        Assert.Empty(await host.Names.WaitingAsync(host.Names.Orders));
        Assert.Equal(1, host.Journal.Count("attempt once"));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    public async Task A_message_that_is_not_what_the_function_takes_goes_to_poison(string body)
    {
        await using var host = await TestHost.With(azurite, typeof(AsRecord)).Queues("maxDequeueCount", "2").StartAsync();

        await PutAsync(host, body);

        Assert.Equal([body], await UntilPoisonedAsync(host));
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_poison_as_it_is()
    {
        await using var host = await TestHost.With(azurite, typeof(AsText)).Queues("maxDequeueCount", "1").StartAsync();
        var raw = new Azure.Storage.Queues.QueueClient(azurite.ConnectionString, host.Names.Orders);
        await raw.CreateIfNotExistsAsync();

        await raw.SendMessageAsync("<not base64>");

        var poison = new Azure.Storage.Queues.QueueClient(azurite.ConnectionString, host.Names.Orders + "-poison");
        await Eventually.TrueAsync(
            async () => await poison.ExistsAsync() && (await poison.PeekMessageAsync()).Value?.MessageText == "<not base64>",
            () => "the poison message");
    }

    [Fact]
    public async Task A_message_delivered_too_often_goes_to_poison_unseen()
    {
        await using var host = TestHost.With(azurite, typeof(AsText)).Queues("maxDequeueCount", "2").Build();
        var queue = host.Names.Queue(host.Names.Orders);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("killed");

        // As three hosts do that are killed while they work on it.
        for (var kill = 0; kill < 3; kill++)
        {
            var taken = await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(1));
            await queue.UpdateMessageAsync(taken.Value.MessageId, taken.Value.PopReceipt, visibilityTimeout: AtOnce);
        }

        await host.StartAsync();

        Assert.Equal(["killed"], await UntilPoisonedAsync(host));
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task A_long_run_keeps_its_message()
    {
        await using var host = await TestHost.With(azurite, typeof(Gated)).Setting("LocalHost:QueueLeaseSeconds", "4").StartAsync();
        await PutAsync(host, "a");
        await host.Journal.UntilAsync("begin a");

        var queue = host.Names.Queue(host.Names.Orders);
        await Eventually.StaysTrueAsync(
            async () => (await queue.ReceiveMessagesAsync()).Value.Length == 0, TimeSpan.FromSeconds(7), "the message is hidden");
        host.Journal.Open("a");

        await UntilEmptyAsync(host);
        Assert.Equal(["begin a", "end a"], host.Journal.Entries);
    }

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(4, 3, 7)]
    public async Task No_more_run_at_once_than_a_batch_above_the_threshold(int batchSize, int threshold, int most)
    {
        await using var host = await TestHost.With(azurite, typeof(Counting))
            .Queues("batchSize", $"{batchSize}").Queues("newBatchThreshold", $"{threshold}").StartAsync();
        for (var message = 0; message < 12; message++)
        {
            await PutAsync(host, $"{message}");
        }

        // One gate for each message: as one ends at a time, the listener sees every number of running ones.
        for (var message = 0; message < 12; message++)
        {
            await host.Journal.UntilAsync("begin", Math.Min(12, Math.Max(message + 1, Math.Min(batchSize, 12))));
            host.Journal.Open($"{message}");
        }

        await UntilEmptyAsync(host);
        var running = 0;
        var highest = host.Journal.Entries.Max(entry => running += entry == "begin" ? 1 : -1);
        Assert.InRange(highest, batchSize, most);
    }

    [Fact]
    public async Task A_disabled_function_leaves_its_queue_alone()
    {
        await using var host = await TestHost.With(azurite, typeof(AsText), typeof(Copying))
            .Setting("AzureWebJobs.AsText.Disabled", "true").StartAsync();
        var mails = host.Names.Queue(host.Names.Mails);
        await mails.CreateIfNotExistsAsync();

        await mails.SendMessageAsync("a");

        // The listener that works has put the message on the queue of the one that does not.
        await Eventually.TrueAsync(async () => (await host.Names.WaitingAsync(host.Names.Orders)).Contains("a"), () => "the copy");
        Assert.Empty(host.Journal.Entries);
    }

    private static async Task PutAsync(TestHost host, string body)
    {
        var queue = host.Names.Queue(host.Names.Orders);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(body);
    }

    private static Task UntilEmptyAsync(TestHost host) =>
        Eventually.TrueAsync(async () => await host.Names.CountAsync(host.Names.Orders) == 0, () => "an empty queue");

    private static async Task<IReadOnlyList<string>> UntilPoisonedAsync(TestHost host)
    {
        IReadOnlyList<string> poison = [];
        await Eventually.TrueAsync(
            async () => (poison = await host.Names.WaitingAsync(host.Names.Orders + "-poison")).Count > 0, () => "a poison message");
        return poison;
    }

    private sealed record Order(string Id, decimal Total);

    private sealed class AsText(Journal journal)
    {
        [Function("AsText")]
        public void Run([QueueTrigger("%Orders%")] string message) => journal.Add($"text {message}");
    }

    private sealed class AsBytes(Journal journal)
    {
        [Function("AsBytes")]
        public void Run([QueueTrigger("%Orders%")] byte[] message) => journal.Add($"bytes {message.Length}");
    }

    private sealed class AsData(Journal journal)
    {
        [Function("AsData")]
        public void Run([QueueTrigger("%Orders%")] BinaryData message) => journal.Add($"data {message}");
    }

    private sealed class AsMessage(Journal journal)
    {
        [Function("AsMessage")]
        public void Run([QueueTrigger("%Orders%")] QueueMessage message) =>
            journal.Add($"message {message.MessageText} {message.DequeueCount}");
    }

    private sealed class AsRecord(Journal journal)
    {
        [Function("AsRecord")]
        public void Run([QueueTrigger("%Orders%")] Order message) =>
            journal.Add(FormattableString.Invariant($"order {message.Id} {message.Total}"));
    }

    private sealed class WithMetadata(Journal journal)
    {
        [Function("WithMetadata")]
        public void Run([QueueTrigger("%Orders%")] string message, long dequeueCount, FunctionContext context) =>
            journal.Add($"{message} delivered {dequeueCount} {context.BindingContext.BindingData["QueueTrigger"]}");
    }

    private sealed class Failing(Journal journal)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%Orders%")] string message, long dequeueCount)
        {
            journal.Add($"attempt {message}");
            if (message == "bad" || dequeueCount == 1)
            {
                throw new InvalidOperationException(message);
            }

            journal.Add($"done {message}");
        }
    }

    private sealed class Gated(Journal journal)
    {
        [Function("Gated")]
        public async Task RunAsync([QueueTrigger("%Orders%")] string message, CancellationToken cancellationToken)
        {
            journal.Add($"begin {message}");
            await journal.GateAsync(message, cancellationToken);
            journal.Add($"end {message}");
        }
    }

    private sealed class Counting(Journal journal)
    {
        [Function("Counting")]
        public async Task RunAsync([QueueTrigger("%Orders%")] string message, CancellationToken cancellationToken)
        {
            journal.Add("begin");
            await journal.GateAsync(message, cancellationToken);
            journal.Add("end");
        }
    }

    private sealed class Copying
    {
        [Function("Copying")]
        [QueueOutput("%Orders%")]
        public string Run([QueueTrigger("%Mails%")] string message) => message;
    }
}
