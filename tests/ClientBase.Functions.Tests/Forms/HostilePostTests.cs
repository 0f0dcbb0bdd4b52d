using System.Text;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>Whatever is posted: no failure of ours, nothing lost that was taken, every refusal explained.</summary>
[Trait("Category", "Slow")]
public sealed class HostilePostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly string[] OwnStrings =
    [
        "", " ", "null", "undefined", "NaN", "\0", "\u0001\u001f", "\u202e\u200b\ufeff", "'; DROP TABLE Contacts;--",
        "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "../../../etc/passwd", "%00%ff%%", "𝕬𝖓𝖓𝖆 👩‍👩‍👧", "ﷺ",
        "=1+1", "@SUM(A1)", "\ud83d", "Ω≈ç√∫˜µ", "田中さん",
        new string('a', 40_000), new string('ы', 40_000), new string('"', 20_000), "-0", "1e400", "0x7f", "١٢٣", "1/0", "true", "[]", "{}",
    ];

    private static readonly string[] Names =
    [
        "email", "phone", "name", "birthDate", "sex", "score", "rating", "productId", "loyaltyCard", "country", "message",
        "consent_marketing", "_started", "_hp2", "visitorId", "form", "captureId", "flags",
        "", "a\nb", "x[y][z]", "🍵", "custom.x", "odata.etag", "PartitionKey",
    ];

    private readonly FormsApp _app = new(azurite, new() { ["Forms:RatePerMinute"] = "0" });

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("open", new { kind = "back-in-stock", bonus = new { percent = 5 }, consentText = new { ru = "да" } });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task Our_own_naughty_strings_do_no_harm() => AttackAsync(OwnStrings, everyName: true);

    [PublicDataFact("adversarial/blns.json")]
    public async Task The_big_list_of_naughty_strings_does_no_harm() => await AttackAsync(
        JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(Repository.Data("adversarial/blns.json")))!, everyName: false);

    [Fact]
    public async Task Broken_JSON_of_every_kind_is_refused_with_where_it_breaks()
    {
        const string Whole = """{"email":"a@hostile.example","name":"Anna \u0416","tags":["a",{"b":[1,2.5e3,null,true]}]}""";
        for (var length = 0; length < Whole.Length; length++)
        {
            await AssertRefusedAsync(FormsApp.Json, Encoding.UTF8.GetBytes(Whole[..length]));
        }

        string[] others =
        [
            "{'a':1}", "{\"a\":01}", "{\"a\":1,}", "\"text\"", "12", "null", new string('[', 5_000),
            "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1}",
        ];
        foreach (var broken in others)
        {
            await AssertRefusedAsync(FormsApp.Json, Encoding.UTF8.GetBytes(broken));
        }
    }

    [Fact]
    public async Task Random_bytes_under_any_header_never_fail()
    {
        var random = new Random(7);
        string[] types =
        [
            FormsApp.Json, FormsApp.UrlEncoded, "multipart/form-data; boundary=b", "multipart/form-data; boundary=\"",
            "multipart/form-data", "application/json; charset=utf-16", $"{FormsApp.UrlEncoded}; charset=utf-32",
            "application/json; charset=utf-7", $"{FormsApp.UrlEncoded}; charset=\u0001", "text/plain", "", ";", "=", "\"",
            $"{FormsApp.UrlEncoded}; charset=''",
            "multipart/form-data; boundary=" + new string('x', 5_000), "application/json; charset=iso-2022-jp",
        ];
        for (var round = 0; round < 1_200; round++)
        {
            var body = new byte[random.Next(300)];
            random.NextBytes(body);
            byte[] dressed = random.Next(3) switch
            {
                0 => body,
                1 => [.. "email=r@hostile.example&x="u8, .. body],
                _ =>
                [
                    .. "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nm@hostile.example\r\n--b"u8, .. body,
                    .. "\r\n--b--"u8,
                ],
            };
            var answer = await _app.PostAsync("open", types[round % types.Length], dressed, request =>
            {
                request.Headers.Accept = round % 5 == 0 ? FormsApp.Browser : round % 7 == 0 ? "\u0001;q=;," : "*/*";
                request.Headers.AcceptLanguage = round % 3 == 0 ? "ru;q=x,,;" : "\u00ff";
                request.Headers.Origin = round % 4 == 0 ? "http://[" : null;
                request.Headers["Idempotency-Key"] = round % 6 == 0 ? "\u0001\uffff" : null;
                request.Headers.ContentEncoding = round % 11 == 0 ? "br, gzip" : null;
            });
            AssertExplained(answer);
        }
    }

    private async Task AttackAsync(string[] strings, bool everyName)
    {
        var taken = 0;
        for (var at = 0; at < strings.Length; at++)
        {
            var names = everyName ? Names : [Names[at % Names.Length], Names[(at * 7) % Names.Length], "note"];
            foreach (var name in names)
            {
                var key = $"s{at}@hostile.example";
                var fields = new[] { KeyValuePair.Create("email", key), KeyValuePair.Create(name, strings[at]) };
                taken += await TryAsync(FormsApp.Json, JsonBody(fields)) + await TryAsync(FormsApp.UrlEncoded, UrlEncodedBody(fields))
                    + await TryAsync("multipart/form-data; boundary=b", MultipartBody(fields));
            }
        }

        // Everything that was answered 202 is there, and can be filed.
        var captures = await _app.CapturesAsync();
        Assert.Equal(taken, captures.Count);
        Assert.InRange(taken, strings.Length, int.MaxValue);
        foreach (var capture in captures.Where((_, at) => at % 29 == 0))
        {
            await _app.FileAsync(capture);
        }
    }

    private async Task<int> TryAsync(string type, byte[] body)
    {
        var answer = await _app.PostAsync("open", type, body);
        AssertExplained(answer);
        return answer.Status == 202 ? 1 : 0;
    }

    private async Task AssertRefusedAsync(string type, byte[] body)
    {
        var answer = await _app.PostAsync("open", type, body);
        Assert.Equal(400, answer.Status);
        AssertExplained(answer);
    }

    private static void AssertExplained(Answer answer)
    {
        Assert.True(answer.Status is 202 or 303 or 400 or 403 or 413 or 415, $"{answer.Status}: {answer.Text}");
        if (answer.Status >= 400)
        {
            Assert.True(answer.Text.StartsWith("<!doctype html>", StringComparison.Ordinal)
                || answer.Json.GetProperty("detail").GetString() is { Length: > 10 });
        }
    }

    private static byte[] JsonBody(IEnumerable<KeyValuePair<string, string>> fields) =>
        JsonSerializer.SerializeToUtf8Bytes(
            fields.GroupBy(field => field.Key).ToDictionary(field => field.Key, field => field.Last().Value));

    private static byte[] UrlEncodedBody(IEnumerable<KeyValuePair<string, string>> fields) => Encoding.ASCII.GetBytes(
        string.Join('&', fields.Select(field => $"{Escaped(field.Key)}={Escaped(field.Value)}")));

    private static byte[] MultipartBody(IEnumerable<KeyValuePair<string, string>> fields) => Encoding.UTF8.GetBytes(string.Concat(
        fields.Select(field => $"--b\r\nContent-Disposition: form-data; name=\"{field.Key}\"\r\n\r\n{field.Value}\r\n")) + "--b--\r\n");

    private static string Escaped(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:X2}"));
}
