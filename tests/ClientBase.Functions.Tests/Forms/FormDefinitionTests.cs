using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>Definitions: what is wrong is told with what was probably meant.</summary>
public sealed class FormDefinitionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("""{"kind":"newsleter"}""", "kind", "did you mean 'newsletter'")]
    [InlineData("""{"kind":" "}""", "kind", "back-in-stock")]
    [InlineData("""{"kind":"landing","allowedOrigin":[]}""", "allowedOrigin", "did you mean 'allowedOrigins'")]
    [InlineData("""{"kind":"landing","allowedOrigins":["https://shop.example/a"]}""", "allowedOrigins", "mean 'https://shop.example'")]
    [InlineData("""{"kind":"landing","allowedOrigins":["shop.example"]}""", "allowedOrigins", "scheme and host")]
    [InlineData("""{"kind":"landing","thankYouUrl":"/thanks"}""", "thankYouUrl", "absolute")]
    [InlineData("""{"kind":"landing","fields":[{"name":""}]}""", "fields[0]", "no name")]
    [InlineData("""{"kind":"landing","fields":[null]}""", "fields[0]", "no name")]
    [InlineData("""{"kind":"landing","fields":[{"name":"email"},{"name":"E-mail"}]}""", "fields", "listed 2 times")]
    [InlineData("""{"kind":"landing","fields":[{"name":"tea","input":"chioce"}]}""", "fields[0].input", "did you mean 'choice'")]
    [InlineData("""{"kind":"landing","fields":[{"name":"tea","input":"choice"}]}""", "fields[0].options", "list what can be chosen")]
    [InlineData("""{"kind":"landing","theme":{"accent":"red"}}""", "theme.accent", "#7a3b12")]
    [InlineData("""{"kind":"landing","theme":{"accent":"#ffcc00"}}""", "theme.accent", "contrast")]
    [InlineData("""{"kind":"landing","theme":{"radius":99}}""", "theme.radius", "0 to 24")]
    [InlineData("""{"kind":"landing","bonus":{"percent":120}}""", "bonus.percent", "at most 100")]
    [InlineData("""{"kind":"landing","bonus":{"amount":100}}""", "bonus.currency", "RUB")]
    [InlineData("""{"kind":"landing","askAtOnce":0}""", "askAtOnce", "1 to 20")]
    public async Task What_is_wrong_is_named_with_how_to_mend_it(string form, string member, string why)
    {
        var answer = await _app.SendAsync(
            request => _app.Get<ClientBase.Functions.Forms.Defining.DefineForms>().PutAsync(request, "wrong", default),
            FormsApp.Json,
            System.Text.Encoding.UTF8.GetBytes(form));

        Assert.Equal(400, answer.Status);
        Assert.Contains(why, answer.Why(member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_meant_is_taken_and_told()
    {
        var answer = await _app.DefineAsync("mine", new { kind = "astrology", fields = new[] { new { name = "emial" } }, colour = "red" });

        Assert.Equal(200, answer.Status);
        var warnings = answer.Json.GetProperty("warnings").EnumerateArray().Select(one => one.GetString()!).ToList();
        Assert.Contains(warnings, warning => warning.Contains("'astrology'", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("'email'", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("'colour'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_definition_says_nothing()
    {
        var answer = await _app.SendAsync(
            request => _app.Get<ClientBase.Functions.Forms.Defining.DefineForms>().PutAsync(request, "marked", default),
            FormsApp.Json,
            [0xef, 0xbb, 0xbf, .. """{"kind":"landing"}"""u8]);

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_consent_carries_the_version_of_its_text_or_a_digest_of_the_texts()
    {
        async Task<string?> VersionAsync(object? consentText)
        {
            await _app.DefineAsync("texts", new { kind = "landing", consentText });
            await _app.PostAsync("texts", new { email = "c@texts.example", consent_processing = true, consent_marketing = "on" });
            return (await _app.CaptureAsync()).Says.Consents.Values.Select(consent => consent.TextVersion).Distinct().Single();
        }

        Assert.Equal("7", await VersionAsync(new { version = "7", ru = "Да", en = "Yes" }));
        Assert.Equal("8", await VersionAsync(new { version = 8, ru = "Да", en = "Yes" }));
        Assert.Null(await VersionAsync(null));
        var digest = await VersionAsync(new { ru = "Да", en = "Yes" });
        Assert.NotNull(digest);
        Assert.Equal(digest, await VersionAsync(new { en = "Yes", ru = "Да" }));
        Assert.NotEqual(digest, await VersionAsync(new { ru = "Да!", en = "Yes" }));
    }
}
