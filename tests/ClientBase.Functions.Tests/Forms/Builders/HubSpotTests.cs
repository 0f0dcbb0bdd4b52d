using System.Text;
using ClientBase.Functions.Forms.Builders;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms.Builders;

/// <summary>Forms in the shape of HubSpot's API.</summary>
public sealed class HubSpotTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("hub", new
        {
            kind = "landing",
            allowedOrigins = new[] { "https://shop.example" },
            consentText = new { version = "5", en = "Yes" },
        });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Fields_context_and_consents_are_taken()
    {
        var answer = await SendAsync(
            """
            {"submittedAt":"1772366400000","fields":[{"objectTypeId":"0-1","name":"email","value":"h@hub.example"},
            {"name":"firstname","value":"Анна"},{"name":"0-1/mobilephone","value":"+7 916 555 88 04"},{"name":"tea","value":"улун"},
            {"name":null,"value":1},{"name":"empty"}],
            "context":{"hutk":"abc","pageUri":"https://shop.example/tea","pageName":"Tea","ipAddress":"203.0.113.9"},
            "legalConsentOptions":{"consent":{"consentToProcess":true,"text":"I agree",
            "communications":[{"value":true,"subscriptionTypeId":9}]}}}
            """);

        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        var capture = await _app.CaptureAsync();
        Assert.Equal(("h@hub.example", "Анна"), (capture.Says.PrimaryEmail, capture.Says.Name.First));
        Assert.Equal("+79165558804", Assert.Single(capture.Says.Phones).Key);
        Assert.Equal("улун", capture.Says.Field("custom.tea"));
        Assert.Equal("https://shop.example/tea", capture.Data["page"]?.ToString());
        Assert.All(
            capture.Says.Consents.Values,
            consent => Assert.Equal((true, "5", "203.0.113.9"), (consent.Granted, consent.TextVersion, consent.Address)));
        Assert.Equal(["marketing", "marketing", "processing"], capture.Says.Consents.Keys.Select(subject => subject.Purpose).Order());
    }

    [Fact]
    public async Task A_box_left_empty_is_no_refusal()
    {
        await SendAsync(
            """
            {"fields":[{"name":"email","value":"n@hub.example"}],
            "legalConsentOptions":{"consent":{"consentToProcess":false,"communications":[{"value":false}]}}}
            """);

        Assert.Empty((await _app.CaptureAsync()).Says.Consents);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"fields":{}}""", 400)]
    [InlineData("""{"fields":[],"context":5,"legalConsentOptions":[]}""", 200)]
    public async Task Other_shapes_are_refused_with_the_right_one(string body, int status) =>
        Assert.Equal(status, (await SendAsync(body)).Status);

    [Fact]
    public async Task A_page_of_a_foreign_origin_is_refused()
    {
        var answer = await SendAsync("""{"fields":[{"name":"email","value":"f@hub.example"}]}""", "https://evil.example");

        Assert.Equal(403, answer.Status);
        Assert.Empty(await _app.CapturesAsync());
    }

    private Task<Answer> SendAsync(string body, string? origin = null) => _app.SendAsync(
        request => _app.Get<ReceiveHubSpot>().RunAsync(request, "hub", default),
        FormsApp.Json,
        Encoding.UTF8.GetBytes(body),
        request => request.Headers.Origin = origin);
}
