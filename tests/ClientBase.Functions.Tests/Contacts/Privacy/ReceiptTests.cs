using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Receipts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts.Privacy;

public sealed class ReceiptTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Each_statement_is_a_link_in_the_order_it_was_heard_and_anybody_can_check_it()
    {
        using var app = await CreateAsync();
        var at = app.Clock.GetUtcNow();
        var id = await SayAsync(app, "1", at, granted: true, version: "текст 2");
        await SayAsync(app, "2", at.AddDays(1), granted: false);
        await SayAsync(app, "3", at.AddDays(-300), granted: true, version: "old");
        await SayAsync(app, "3", at.AddDays(-300), granted: true, version: "old");

        var chain = await ReadAsync(app, id);
        Assert.Equal([true, false, true], chain.Select(link => link.GetProperty("granted").GetBoolean()));
        Assert.Equal("2025-05-05T12:00:00Z", chain[2].GetProperty("at").GetString());
        var previous = new string('0', 64);
        foreach (var link in chain)
        {
            var names = new[] { "seq", "purpose", "channel", "granted", "at", "textVersion", "source" };
            var canonical = JsonSerializer.Serialize(
                names.ToDictionary(name => name, link.GetProperty), AsWritten);
            Assert.Equal(previous, link.GetProperty("previous").GetString());
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previous + canonical)));
            Assert.Equal(previous, link.GetProperty("hash").GetString());
        }
    }

    [Fact]
    public async Task Statements_at_once_get_a_place_each()
    {
        using var app = await CreateAsync();
        var at = app.Clock.GetUtcNow();
        var id = await SayAsync(app, "0", at, granted: true);
        await Task.WhenAll(Enumerable.Range(1, 12).Select(i => SayAsync(app, $"{i}", at.AddMinutes(i), granted: i % 2 == 0)));

        var chain = await ReadAsync(app, id);
        Assert.Equal(Enumerable.Range(1, 13), chain.Select(link => link.GetProperty("seq").GetInt32()));
    }

    [Fact]
    public async Task After_a_merge_the_chain_goes_on_with_what_the_other_had_said_once()
    {
        using var app = await CreateAsync();
        var at = app.Clock.GetUtcNow();
        var id = await SayAsync(app, "a", at, granted: true, email: "a@example.com");
        var other = await SayAsync(app, "b", at.AddDays(1), granted: false, email: "b@example.com");
        var first = await ReadAsync(app, id);
        var (status, _) = await app.CallAsync(
            request => app.Get<MergeContacts>().RunAsync(request, id, default), new { with = other });
        Assert.Equal(200, status);

        var chain = await ReadAsync(app, id);
        Assert.Equal(2, chain.Count);
        Assert.Equal(first[0].GetProperty("hash").GetString(), chain[0].GetProperty("hash").GetString());
        Assert.Equal(chain.Select(link => link.ToString()), (await ReadAsync(app, id)).Select(link => link.ToString()));
    }

    [Fact]
    public async Task A_new_lead_costs_no_transaction_more_and_a_known_one_a_read()
    {
        using var app = await CreateAsync();
        await app.FileAsync(Said(app, "warm", app.Clock.GetUtcNow(), true, null, "warm@example.com"));
        app.Requests.Clear();
        await app.FileAsync(Said(app, "new", app.Clock.GetUtcNow(), true, null, "new@example.com"));
        Assert.Equal(1, app.Requests.Batches);
        Assert.InRange(app.Requests.Count, 1, 2); // The claim of the key may lie in another shard.

        app.Requests.Clear();
        await app.FileAsync(Said(app, "again", app.Clock.GetUtcNow().AddMinutes(1), false, null, "new@example.com"));
        Assert.Equal((1, 2), (app.Requests.Batches, app.Requests.Count));
    }

    [Fact]
    public async Task Nobody_unknown_has_a_chain()
    {
        using var app = await CreateAsync();
        Assert.Equal(
            404, (await app.CallAsync(request => app.Get<ReadReceipts>().RunAsync(request, "00aaaaaaaaaaaaaaaaaaaaaaaa", default))).Status);
        Assert.Empty(await app.RowsAsync(Tables.Contacts));
    }

    private static async Task<List<JsonElement>> ReadAsync(TestApp app, string id)
    {
        var (status, body) = await app.CallAsync(request => app.Get<ReadReceipts>().RunAsync(request, id, default));
        Assert.Equal(200, status);
        Assert.True(body.GetProperty("whole").GetBoolean());
        return [.. body.GetProperty("items").EnumerateArray()];
    }

    private static Task<string> SayAsync(
        TestApp app, string captureId, DateTimeOffset at, bool granted, string? version = null, string email = "ana@example.com") =>
        app.FileAsync(Said(app, captureId, at, granted, version, email));

    private static CapturedEvent Said(TestApp app, string captureId, DateTimeOffset at, bool granted, string? version, string email)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return new CaptureBuilder(captureId, "form:news", "form", at, app.Clock.GetUtcNow().AddDays(30))
            .Email(address).Consent(ConsentPurpose.Marketing, "email", email, granted, version).Build();
    }

    private async Task<TestApp> CreateAsync()
    {
        var app = new TestApp(azurite);
        await app.CreateAsync();
        return app;
    }
}
