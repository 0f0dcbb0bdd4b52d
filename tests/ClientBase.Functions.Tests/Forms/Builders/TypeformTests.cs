using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Forms.Builders;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms.Builders;

/// <summary>Answers given in a Typeform.</summary>
public sealed class TypeformTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Secret = "typeform-secret";

    private const string Response =
        """
        {"event_id":"E1","event_type":"form_response","form_response":{"token":"t","submitted_at":"2026-02-06T18:24:59Z",
        "calculated":{"score":9},"hidden":{"utm_source":"mail"},
        "definition":{"fields":[{"id":"a","title":"Ваше имя","ref":"5f1a1b9e-0000-4000-8000-000000000001"},
        {"id":"b","title":"Почта?","ref":"r"},{"id":"c","title":"Which teas?","ref":"teas"},
        {"id":"g","title":"Group","properties":{"fields":[{"id":"d","title":"How likely?","ref":"5f1a1b9e-0000-4000-8000-000000000002"}]}},
        {"id":"e","title":"Your city","ref":"city"}]},
        "answers":[
        {"type":"text","text":"Анна Иванова","field":{"id":"a","type":"short_text","ref":"5f1a1b9e-0000-4000-8000-000000000001"}},
        {"type":"email","email":"tf@typeform.example","field":{"id":"b","type":"email","ref":"r"}},
        {"type":"choices","choices":{"labels":["Oolong","Puer"],"other":"Mate"},"field":{"id":"c","type":"multiple_choice","ref":"teas"}},
        {"type":"number","number":8,"field":{"id":"d","type":"opinion_scale","ref":"5f1a1b9e-0000-4000-8000-000000000002"}},
        {"type":"choice","choice":{"label":"Омск"},"field":{"id":"e","type":"dropdown","ref":"city"}}]}}
        """;

    private readonly FormsApp _app = new(azurite, new()
    {
        ["Forms:survey:Secret"] = Secret,
        ["Forms:my_survey:Secret"] = Secret,
        ["Forms:vault:Secret"] = "@Microsoft.KeyVault(x)",
    });

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        foreach (var form in new[] { "survey", "my-survey", "open", "vault" })
        {
            await _app.DefineAsync(form, new { kind = "nps" });
        }
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Answers_are_known_by_their_name_their_words_or_their_kind()
    {
        var answer = await SendAsync("survey", Response, Sign(Response));

        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        var capture = await _app.CaptureAsync();
        Assert.Equal(("Анна", "Иванова"), (capture.Says.Name.First, capture.Says.Name.Last));
        Assert.Equal("tf@typeform.example", capture.Says.PrimaryEmail);
        Assert.Equal("Oolong, Puer, Mate", capture.Says.Field("custom.teas"));
        Assert.Equal("Омск", capture.Says.Field("city"));
        Assert.Equal("8", capture.Data["score"]?.ToString());
        Assert.Equal("9", capture.Data["calculated_score"]?.ToString());
        Assert.Equal("mail", capture.Data["utm_source"]?.ToString());
        Assert.Equal(new DateTimeOffset(2026, 2, 6, 18, 24, 59, TimeSpan.Zero), capture.At);
    }

    [Fact]
    public async Task A_repeat_of_an_event_is_one_capture()
    {
        await SendAsync("survey", Response, Sign(Response));
        await SendAsync("survey", Response, Sign(Response));

        Assert.Single((await _app.CapturesAsync()).Select(capture => capture.Id).Distinct());
    }

    [Theory]
    [InlineData("survey", null)]
    [InlineData("survey", "sha256=AAAA")]
    [InlineData("survey", "md5=AAAA")]
    [InlineData("survey", "sha256=\u00ff\u20ac")]
    [InlineData("open", "right")]
    [InlineData("vault", "right")]
    public async Task Without_the_right_signature_or_a_secret_nothing_is_taken(string form, string? signature)
    {
        var answer = await SendAsync(form, Response, signature == "right" ? Sign(Response) : signature);

        Assert.Equal(401, answer.Status);
        Assert.Contains("signature", answer.Json.GetProperty("detail").GetString());
        Assert.Empty(await _app.CapturesAsync());
    }

    [Fact]
    public async Task The_secret_of_a_form_with_a_dash_is_set_with_an_underscore() =>
        Assert.Equal(200, (await SendAsync("my-survey", Response, Sign(Response))).Status);

    [Theory]
    [InlineData("{", 400)]
    [InlineData("{}", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"form_response":{"answers":[1,null,{"type":"text"},{"type":5}]}}""", 200)]
    [InlineData("""{"event_type":"form_response_partial"}""", 200)]
    public async Task A_signed_body_is_refused_only_when_nothing_can_be_made_of_it(string body, int status) =>
        Assert.Equal(status, (await SendAsync("survey", body, Sign(body))).Status);

    [PublicDataFact("webhooks/typeform/form_response.json")]
    public async Task Typeforms_own_sample_is_read()
    {
        var body = await File.ReadAllTextAsync(Repository.Data("webhooks/typeform/form_response.json"));

        Assert.Equal(200, (await SendAsync("survey", body, Sign(body))).Status);
        var capture = await _app.CaptureAsync();
        Assert.Equal("johndoe@example.com", capture.Says.PrimaryEmail);
        Assert.Equal("Choice1, Choice2", capture.Says.Field("custom.sdk_multichoice_multi"));
        Assert.Equal("5", capture.Data["score"]?.ToString());
    }

    private static string Sign(string body) =>
        "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));

    private Task<Answer> SendAsync(string form, string body, string? signature) => _app.SendAsync(
        request => _app.Get<ReceiveTypeform>().RunAsync(request, form, default),
        FormsApp.Json,
        Encoding.UTF8.GetBytes(body),
        request => request.Headers["Typeform-Signature"] = signature);
}
