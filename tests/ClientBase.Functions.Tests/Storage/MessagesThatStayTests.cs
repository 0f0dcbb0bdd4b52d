using Azure.Core;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage;

public sealed class MessagesThatStayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_message_waits_for_as_long_as_it_takes()
    {
        var options = new QueueClientOptions();
        options.AddPolicy(new MessagesThatStay(), HttpPipelinePosition.PerCall);
        var queue = new QueueServiceClient(azurite.ConnectionString, options).GetQueueClient($"stays{Guid.NewGuid():n}");
        await queue.CreateAsync();

        await queue.SendMessageAsync("a lead", visibilityTimeout: TimeSpan.Zero);
        await queue.SendMessageAsync("of a day", timeToLive: TimeSpan.FromDays(1));

        var now = TimeProvider.System.GetUtcNow();
        var ends = (await queue.PeekMessagesAsync(2)).Value.Select(message => message.ExpiresOn!.Value - now).ToList();
        Assert.True(ends[0] > TimeSpan.FromDays(10_000));
        Assert.True(ends[1] < TimeSpan.FromDays(2));
    }
}
