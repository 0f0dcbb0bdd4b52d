using System.Text.Json;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>By what somebody came, and what it cost, is on the card.</summary>
public sealed class SourceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("ad", new { kind = "landing", cost = 150.5, fields = new[] { new { name = "email" } } });
        await _app.DefineAsync("plain", new { kind = "newsletter", fields = new[] { new { name = "email" } } });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_source_is_listed_once_with_when_it_was_first_and_its_cost()
    {
        var post = new { email = "s@source.example", utm_source = "google", utm_medium = "cpc", utm_campaign = "spring" };
        await _app.PostAsync("ad", post);
        await _app.FileAllAsync();
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.PostAsync("ad", post);
        await _app.PostAsync("plain", new { email = "s@source.example", referrer = "https://blog.example/post" });
        var contact = await _app.FileAllAsync();

        var sources = ContactView.Of(await _app.CardAsync(contact.Id)).Sources;
        Assert.Equal(
            [
                new SourceView("google", "cpc", "spring", "ad", _app.Clock.GetUtcNow().AddDays(-1), 150.5m),
                new SourceView("blog.example", null, null, "plain", _app.Clock.GetUtcNow(), null),
            ],
            sources);
        Assert.Equal(150.5m, (await ShowAsync("ad")).GetProperty("cost").GetDecimal());
    }

    [Fact]
    public async Task A_cost_below_nothing_is_refused() =>
        Assert.Contains("0 or more", (await _app.DefineAsync("bad", new { kind = "landing", cost = -1 })).Why("cost"));

    private async Task<JsonElement> ShowAsync(string formId) =>
        (await _app.SendAsync(request => _app.Get<Functions.Forms.Defining.DefineForms>().GetAsync(request, formId, default))).Json;
}
