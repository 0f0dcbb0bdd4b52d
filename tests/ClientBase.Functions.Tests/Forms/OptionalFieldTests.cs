using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>A lead whose e-mail is good is not lost for what else cannot be read.</summary>
public sealed class OptionalFieldTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("open", new
        {
            kind = "landing",
            fields = new object[] { new { name = "email" }, new { name = "pets", input = "number" } },
        });
        await _app.DefineAsync("strict", new
        {
            kind = "landing",
            fields = new object[] { new { name = "email", required = true }, new { name = "birthDate", required = true } },
        });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("phone", "call me", "not-a-number")]
    [InlineData("birthDate", "31.02.1990", "no-such-day")]
    [InlineData("birthDate", "2190-12-31", "in-future")]
    [InlineData("sex", "sometimes", "not-a-sex")]
    [InlineData("score", "11", "not-a-score")]
    [InlineData("rating", "many", "not-a-rating")]
    [InlineData("loyaltyCard", "0000 0000", "not-a-card")]
    [InlineData("pets", "two", "not-a-number")]
    public async Task What_cannot_be_read_is_kept_as_written_and_flagged(string field, string typed, string reason)
    {
        var answer = await _app.PostAsync("open", new Dictionary<string, string> { ["email"] = "o@shop.example", [field] = typed });

        Assert.Equal(202, answer.Status);
        var capture = await _app.CaptureAsync();
        Assert.Equal(typed, capture.Data[field]?.ToString());
        Assert.Contains($"\"field\":\"{field}\",\"reason\":\"{reason}\"", System.Text.Json.JsonSerializer.Serialize(capture.Data["flags"]));
        Assert.Null(capture.Says.Field(field));
    }

    [Theory]
    [InlineData("01.01.0001")]
    [InlineData("1900-01-01")]
    [InlineData("не указано")]
    public async Task A_birthday_that_is_a_blank_in_disguise_is_not_said(string typed)
    {
        var answer = await _app.PostAsync("open", new { email = "d@shop.example", birthDate = typed });

        Assert.Equal(202, answer.Status);
        var capture = await _app.CaptureAsync();
        Assert.Null(capture.Says.Field("birthDate"));
        Assert.False(capture.Data.ContainsKey("flags"));
    }

    [Theory]
    [InlineData("31.12", "--12-31")]
    [InlineData("31 декабря", "--12-31")]
    [InlineData("02.01.26", "2026-01-02")]
    public async Task A_birthday_is_kept_as_far_as_it_was_told(string typed, string kept)
    {
        await _app.PostAsync("open", new { email = "b@shop.example", birthDate = typed });

        var capture = await _app.CaptureAsync();
        Assert.Equal(kept, capture.Says.Field("birthDate"));
        Assert.False(capture.Data.ContainsKey("flags"));
    }

    [Theory]
    [InlineData("01.01.0001")]
    [InlineData("1900-01-01")]
    public async Task A_birthday_that_stands_for_none_is_not_said(string typed)
    {
        Assert.Equal(202, (await _app.PostAsync("open", new { email = "x@shop.example", birthDate = typed })).Status);

        Assert.Null((await _app.CaptureAsync()).Says.Field("birthDate"));
    }

    [Fact]
    public async Task A_mistyped_address_does_not_lose_a_lead_whose_telephone_is_good()
    {
        Assert.Equal(202, (await _app.PostAsync("open", new { email = "nobody", phone = "+7 916 555-77-01" })).Status);

        Assert.Equal("+79165557701", Assert.Single((await _app.CaptureAsync()).Says.Phones).Key);
    }

    [Fact]
    public async Task A_required_field_that_cannot_be_read_is_to_be_mended()
    {
        var answer = await _app.PostAsync("strict", new { email = "s@shop.example", birthDate = "31.02.1990" });

        Assert.Equal(400, answer.Status);
        Assert.Equal("is no day of the calendar", answer.Why("birthDate"));
    }

    [Fact]
    public async Task A_field_too_long_for_the_card_stays_on_the_timeline()
    {
        var city = new string('ы', 5_000);
        Assert.Equal(202, (await _app.PostAsync("open", new { email = "l@shop.example", city, form = "mine" })).Status);

        var capture = await _app.CaptureAsync();
        Assert.Equal(city, capture.Data["city"]?.ToString());
        Assert.Null(capture.Says.Field("city"));
        Assert.Equal("mine", capture.Data["posted.form"]?.ToString());
        Assert.Equal("open", capture.Data["form"]?.ToString());
    }
}
