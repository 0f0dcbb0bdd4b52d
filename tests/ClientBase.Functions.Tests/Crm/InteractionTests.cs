using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class InteractionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CrmBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_done_by_hand_is_on_the_timeline_under_its_kind_at_its_time()
    {
        var id = await _app.PersonAsync("ann");
        await _app.InteractAsync(id, new
        {
            kind = "call", at = "2026-02-27T10:00:00+03:00", direction = "out", durationSeconds = 185, result = "agreed", by = "anna",
        });
        await _app.InteractAsync(id, new { kind = "offer", at = "2026-02-28T10:00:00Z", text = "Two bikes", answer = "thinking" });
        await _app.InteractAsync(id, new { kind = "note", text = "Went away", leftTo = "Acme" });

        var entries = (await _app.TimelineAsync(id)).Where(entry => entry.GetProperty("kind").GetString() != "form").ToList();
        Assert.Equal(["note", "offer", "call"], entries.Select(entry => entry.GetProperty("kind").GetString()));
        Assert.Equal("Acme", entries[0].GetProperty("data").GetProperty("leftTo").GetString());
        Assert.Equal("thinking", entries[1].GetProperty("data").GetProperty("answer").GetString());
        Assert.Equal(DateTimeOffset.Parse("2026-02-27T07:00:00Z", null), entries[2].GetProperty("at").GetDateTimeOffset());
        Assert.Equal(185, entries[2].GetProperty("data").GetProperty("durationSeconds").GetInt32());
        Assert.Equal("anna", entries[2].GetProperty("data").GetProperty("by").GetString());
    }

    [Fact]
    public async Task One_idempotency_key_is_one_entry_also_when_it_names_no_time()
    {
        var id = await _app.PersonAsync("bea");
        _app.IdempotencyKey = "k7";
        var one = IdOf(await _app.InteractAsync(id, new { kind = "call" }));
        _app.Clock.Advance(TimeSpan.FromHours(1));
        var two = IdOf(await _app.InteractAsync(id, new { kind = "call" }));
        var other = IdOf(await _app.InteractAsync(id, new { kind = "call", result = "busy" }));

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
        Assert.Equal(2, (await _app.TimelineAsync(id)).Count(entry => entry.GetProperty("kind").GetString() == "call"));
    }

    [Theory]
    [InlineData("{}", "kind")]
    [InlineData("{\"kind\":\"dream\"}", "kind")]
    [InlineData("{\"kind\":\"call\",\"at\":\"yesterday\"}", "at")]
    [InlineData("{\"kind\":\"call\",\"durationSeconds\":-1}", "durationSeconds")]
    [InlineData("{\"kind\":\"call\",\"durationSeconds\":1.5}", "durationSeconds")]
    [InlineData("{\"kind\":\"call\",\"answer\":\"accepted\"}", "answer")]
    [InlineData("{\"kind\":\"offer\",\"answer\":\"maybe\"}", "answer")]
    [InlineData("{\"kind\":\"call\",\"direction\":\"up\"}", "direction")]
    [InlineData("{\"kind\":\"note\",\"text\":[1]}", "text")]
    public async Task What_cannot_be_understood_says_what_to_mend(string body, string field)
    {
        var (status, answer) = await _app.InteractAsync(await _app.PersonAsync("cleo"), JsonDocument.Parse(body).RootElement);
        Assert.Equal(400, status);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.ToString());
    }

    [Fact]
    public async Task Nobody_is_404() =>
        Assert.Equal(404, (await _app.InteractAsync("00000000000000000000000000", new { kind = "note", text = "x" })).Status);
}
