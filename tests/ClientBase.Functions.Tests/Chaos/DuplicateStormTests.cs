using System.Text.Json;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>The small size of <c>ClientBase.Benchmarks -- storm</c>.</summary>
[Trait("Category", "Slow")]
public sealed class DuplicateStormTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Events = 40;
    private const int Copies = 10;
    private const int AtOnce = 16;

    [Fact]
    public async Task Ten_copies_of_each_event_shuffled_and_at_once_come_to_one_effect_each_and_cost_little()
    {
        using var app = new TestApp(azurite, new() { ["Forms:RatePerMinute"] = "0" });
        await app.CreateAsync();
        var (status, _) = await app.CallAsync(
            request => app.Get<DefineForms>().PutAsync(request, "news", default), new { kind = "newsletter" });
        Assert.Equal(200, status);
        var alone = await CountAsync(app, "alone", copies: 1);
        var storm = await CountAsync(app, "storm", Copies);

        var rows = await app.RowsAsync(Tables.Contacts);
        Assert.Equal(2 * Events, rows.Count(row => row.RowKey.StartsWith("i|", StringComparison.Ordinal)));
        Assert.Equal(2 * Events, rows.Count(row => row.RowKey.StartsWith(ContactRow.Prefix, StringComparison.Ordinal)));
        Assert.Equal(2 * Events, rows.Count(row => row.RowKey.StartsWith(TimelineRow.AllPrefix, StringComparison.Ordinal)));
        Assert.InRange((double)(storm - alone) / (Events * (Copies - 1)), 0, 3.5);
    }

    // Transactions from the post to the filed event.
    private static async Task<int> CountAsync(TestApp app, string name, int copies)
    {
        int Sent() => app.Requests.Count + app.QueueRequests.Count + app.BlobRequests.Count;
        var before = Sent();
        var posts = Enumerable.Range(0, Events * copies).Select(post => post % Events).ToArray();
        new Random(7).Shuffle(posts);
        await Parallel.ForEachAsync(posts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var (status, _) = await app.CallAsync(
                request =>
                {
                    request.Headers["Idempotency-Key"] = $"{name}-{number}";
                    request.ContentType = "application/json";
                    return app.Get<ReceiveForm>().RunAsync(request, "news", default);
                },
                new { email = $"{name}{number}@storm.example", name = "Ana" });
            Assert.Equal(202, status);
        });
        while ((await app.Queue(Queues.Captured).ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (message, stop) =>
            {
                await app.Get<FileCapture>().RunAsync(message.Body.ToObjectFromJson<CaptureReceived>(JsonSerializerOptions.Web)!, stop);
                await app.Queue(Queues.Captured).DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
            });
        }

        return Sent() - before;
    }
}
