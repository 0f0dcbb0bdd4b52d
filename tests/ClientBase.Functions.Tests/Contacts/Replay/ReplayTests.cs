using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Operations.Replay;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Replay;

[Trait("Category", "Slow")]
public sealed class ReplayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_order_any_repeat_and_any_split_over_two_hosts_give_the_same_base(int seed)
    {
        var captures = Events(seed);
        foreach (var capture in captures)
        {
            await _app.FileAsync(capture);
        }

        using var other = new TestApp(azurite);
        await other.CreateAsync();
        var random = new Random(seed);
        var shuffled = captures.Concat(captures.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        ContactFiling[] hosts = [other.ColdFiling(), other.ColdFiling()];
        await Task.WhenAll(shuffled.Chunk(shuffled.Length / 3 + 1).Select(async (some, i) =>
        {
            foreach (var capture in some)
            {
                await hosts[random.Next(2)].FileAsync(capture, default);
            }
        }));

        Assert.Equal(await _app.HashesAsync(), await other.HashesAsync());
    }

    [Fact]
    public async Task Filed_again_nothing_changes()
    {
        foreach (var capture in Events(5))
        {
            await _app.FileAsync(capture);
        }

        var before = (await _app.RowsAsync(Tables.Contacts)).Select(row => (row.RowKey, row.ETag)).ToList();

        var (status, _) = await StartAsync(new { from = Noon.AddDays(-1) });

        Assert.Equal(202, status);
        await RunAsync();
        Assert.Equal(before, (await _app.RowsAsync(Tables.Contacts)).Select(row => (row.RowKey, row.ETag)));
    }

    [Fact]
    public async Task What_was_not_filed_is_filed()
    {
        var id = await _app.FileAsync(Form("a1", email: "ann"));
        var inbox = Assert.Single(await _app.RowsAsync(Tables.Contacts, "i|"));
        await _app.Table(Tables.Contacts).DeleteEntityAsync(inbox);

        await StartAsync(new { });
        await RunAsync();

        Assert.Single(await _app.RowsAsync(Tables.Contacts, "i|"));
        Assert.Equal(["ann@example.com"], (await _app.CardAsync(id)).Contact.Emails.Keys);
    }

    [Fact]
    public async Task Put_together_anew_a_contact_is_the_same()
    {
        foreach (var capture in Events(6))
        {
            await _app.FileAsync(capture);
        }

        foreach (var contact in await _app.ContactsAsync())
        {
            var (status, body) = await StartAsync(new { contact = contact.Id });
            Assert.Equal((200, true), (status, body.GetProperty("same").GetBoolean()));
            Assert.Equal(ContactHash.Of(contact), body.GetProperty("hashAfter").GetString());
        }

        Assert.Equal(404, (await StartAsync(new { contact = "nobody" })).Status);
        Assert.Equal(400, (await StartAsync(new { from = Noon, to = Noon.AddDays(-1) })).Status);
    }

    [Fact]
    public async Task An_empty_base_is_filled_from_another()
    {
        foreach (var capture in Events(7))
        {
            await _app.FileAsync(capture);
        }

        using var other = new TestApp(azurite);
        await other.CreateAsync();
        var items = new List<JsonElement>();
        for (var continuation = ""; ;)
        {
            var (_, page) = await _app.CallAsync(
                request => _app.Get<CopyCaptures>().ListAsync(request, default), query: $"?take=7{continuation}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if (page.GetProperty("continuation").GetString() is not { } next)
            {
                break;
            }

            continuation = $"&continuation={next}";
        }

        foreach (var some in items.OrderBy(item => item.GetProperty("filedAt").GetDateTimeOffset()).Chunk(20))
        {
            var (status, taken) = await TakeAsync(other, new { items = some });
            Assert.Equal((200, some.Length), (status, taken.GetProperty("filed").GetInt32()));
        }

        Assert.Equal(await _app.HashesAsync(), await other.HashesAsync());
        var broken = new { items = new[] { new { capture = new { id = "x" } } } };
        Assert.Equal(400, (await TakeAsync(other, broken)).Status);
    }

    private Task<(int Status, JsonElement Body)> StartAsync(object body) =>
        _app.CallAsync(request => _app.Get<StartReplay>().RunAsync(request, default), body);

    private static Task<(int Status, JsonElement Body)> TakeAsync(TestApp app, object body) =>
        app.CallAsync(request => app.Get<CopyCaptures>().TakeAsync(request, default), body);

    private async Task RunAsync()
    {
        while (await _app.TakeAsync<ReplayPage>(Queues.Replay) is { Count: > 0 } pages)
        {
            foreach (var page in pages)
            {
                await _app.Get<ReplayCaptures>().RunAsync(page, default);
            }
        }
    }

    // Few people with few keys, so that many share one; no customer ids and one name each, since those may part people by who came first.
    private static List<CapturedEvent> Events(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 36).Select(i => random.Next(12) switch
            {
                0 => Form($"c{i}", email: $"p{random.Next(12)}", phone: $"{random.Next(9)}", minute: i, city: $"c{i}"),
                < 5 => Form($"c{i}", phone: $"{random.Next(9)}", minute: random.Next(60), city: $"c{i}", consent: random.Next(2) == 0),
                < 9 => Form($"c{i}", email: $"p{random.Next(12)}", minute: random.Next(60), consent: random.Next(2) == 0),
                _ => Order($"c{i}", $"{random.Next(8)}", i, email: $"p{random.Next(12)}", minute: random.Next(60)),
            }),
        ];
    }
}
