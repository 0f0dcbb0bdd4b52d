using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Security;

/// <summary>Something an attacker sends, and what it may be answered with.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Make">Makes the request; one that is good but for one thing.</param>
/// <param name="Answers">The only answers allowed.</param>
internal sealed record Attack(string Name, Func<HttpRequestMessage> Make, params int[] Answers);

/// <summary>The table of attacks.</summary>
internal static class Attacks
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Order = ShopBodies.ShopifyOrder(666, 10m, March, customer: 1, email: "forged@attack.example");
    private static readonly byte[] Contact =
        """{"type":"contact.created","timestamp":"2026-03-01T10:00:00Z","data":{"email":"forged@attack.example"}}"""u8.ToArray();

    /// <summary>Webhooks whose signature is wrong, of others, of another time, or not there.</summary>
    public static IEnumerable<Attack> Signatures()
    {
        foreach (var (what, signature) in Forged(AppFixture.ShopifySecret, Order))
        {
            yield return new Attack($"Shopify, {what}", () => Hook("acme", Order, ("X-Shopify-Hmac-SHA256", signature)), 401);
        }

        foreach (var (what, signature) in Forged(AppFixture.WooSecret, Order))
        {
            yield return new Attack($"WooCommerce, {what}", () => Hook("woo", Order, ("X-WC-Webhook-Signature", signature)), 401);
        }

        yield return new Attack(
            "a shop without a secret, signed with nothing",
            () => Hook("unset", Order, ("X-Shopify-Hmac-SHA256", AppClient.Sign("", Order))), 401);
        yield return new Attack("InSales, a guessed path", () => Post("api/hooks/insales/guessed", Order), 401, 404);
        foreach (var minutes in new[] { -6, 6, -60 * 24 * 365 })
        {
            yield return new Attack($"Standard Webhooks, {minutes} minutes off", () => Standard(minutes, "msg_1", "msg_1"), 401);
        }

        yield return new Attack("Standard Webhooks, of another message", () => Standard(0, "msg_1", "msg_2"), 401);
        foreach (var (what, signature) in Forged(SecuredApp.TypeformSecret, Contact))
        {
            yield return new Attack(
                $"Typeform, {what}", () => Post("api/forms/typed/typeform", Contact, ("Typeform-Signature", $"sha256={signature}")), 401);
        }

        yield return new Attack("Typeform, a form without a secret", () => Post("api/forms/open/typeform", Contact), 401);
        yield return new Attack("SendGrid's events without a key", () => Post("api/sendgrid/events", "[]"u8.ToArray()), 401);
        yield return new Attack(
            "a letter under a guessed secret", () => Post("api/sendgrid/inbound/guessed", "a=b"u8.ToArray()), 401, 404);
        yield return new Attack(
            "Telegram under a guessed secret",
            () => Post("api/telegram", "{}"u8.ToArray(), ("X-Telegram-Bot-Api-Secret-Token", "guessed")), 401);
    }

    /// <summary>Links whose token was changed, cut, made for another page, or never ours.</summary>
    public static IEnumerable<Attack> Tokens(SecuredApp app)
    {
        var pages = new Dictionary<string, TokenPurpose>
        {
            ["unsubscribe"] = TokenPurpose.Unsubscribe,
            ["preferences"] = TokenPurpose.Preferences,
            ["confirm"] = TokenPurpose.Confirm,
            ["receipts"] = TokenPurpose.Receipts,
        };
        foreach (var (page, purpose) in pages)
        {
            var good = app.Token(purpose);
            var others = pages.Values.Where(other => other != purpose).Select(other => ($"of {other}", app.Token(other)));
            var flipped = Enumerable.Range(0, good.Length).Where(at => at % 7 == 0).Select(at => ($"changed at {at}", Flip(good, at)));
            var mine = new TokenSigner("a key of the attacker's own, long enough"u8.ToArray())
                .Sign(purpose, new ContactToken(app.ContactId, "spring"));
            (string, string)[] more =
            [
                ("cut", good[..^3]), ("longer", good + "AAAA"), ("signed by another key", mine), ("a word", "admin"),
                ("long", new string('A', 6000)),
            ];
            foreach (var (what, token) in others.Concat(flipped).Concat(more))
            {
                foreach (var method in page == "receipts" ? [HttpMethod.Get] : new[] { HttpMethod.Get, HttpMethod.Post })
                {
                    yield return new Attack(
                        $"{method} {page}, a token {what}",
                        () => new HttpRequestMessage(method, $"api/{page}/{token}"),
                        400, 401, 403, 404, 410, 414);
                }
            }
        }

        yield return new Attack("a file of an export", () => Get($"api/exports/{app.ContactId}/file/AAAA"), 400, 401, 403, 404, 410);
    }

    /// <summary>Ways around the function key and the staff key.</summary>
    public static IEnumerable<Attack> Bypasses(SecuredApp app)
    {
        string[] spellings =
        [
            "api/contacts", "API/Contacts", "api/contacts/", "api//contacts", "api/%63ontacts", "api/./contacts",
            "api/forms/../contacts", "api/health/../contacts", "api/health/..%2fcontacts", "api/dashboard/../contacts", "api/contacts;a=b",
            "api/contacts%00", "api/contacts?code=", $"api/contacts?x-functions-key={SecuredApp.FunctionKey}", "api/contacts?code=guess",
        ];
        foreach (var path in spellings)
        {
            yield return new Attack($"no key, {path}", () => Get(path), 400, 401, 404);
        }

        foreach (var (name, value) in new[]
        {
            ("X-Original-URL", "/api/health"), ("X-Rewrite-URL", "/api/health"), ("X-Forwarded-For", "127.0.0.1"),
            ("X-Forwarded-Host", "localhost"),
            ("Authorization", $"Bearer {SecuredApp.OwnerKey}"), ("x-functions-key", SecuredApp.OwnerKey), ("x-functions-key", ""),
            ("X-MS-CLIENT-PRINCIPAL", "e30="), ("Cookie", $"x-functions-key={SecuredApp.FunctionKey}"),
        })
        {
            yield return new Attack($"no key but {name}", () => With(Get("api/contacts"), (name, value)), 401);
        }

        yield return new Attack("no key, the host's own routes", () => Get("admin/host/keys"), 401, 404);
        yield return new Attack("no key, a timer", () => Post("admin/functions/BackUpBase", """{"input":""}"""u8.ToArray()), 401);
        string[] staffKeys =
        [
            "", "Bearer", "Bearer ", "Basic b2xnYTpvbGdh", "Bearer olga", $"Bearer {SecuredApp.OwnerKey}x", $"bearer{SecuredApp.OwnerKey}",
        ];
        foreach (var staff in staffKeys)
        {
            yield return new Attack(
                $"the function key alone, '{staff}'",
                () => With(Get("api/contacts"), ("x-functions-key", SecuredApp.FunctionKey), ("Authorization", staff)), 401);
        }

        yield return new Attack(
            "a deletion in disguise",
            () => With(
                Get($"api/contacts/{app.ContactId}"), ("X-HTTP-Method-Override", "DELETE"), ("x-functions-key", SecuredApp.FunctionKey)),
            401);
    }

    /// <summary>Bodies that are too long, packed, or not what they say.</summary>
    public static IEnumerable<Attack> Bodies()
    {
        var long2 = new byte[2 * 1024 * 1024];
        long2.AsSpan().Fill((byte)'a');
        yield return new Attack("a form of 2 MiB", () => Post("api/forms/open", long2), 413);
        yield return new Attack("a form of 2 MiB without a length", () => Chunked("api/forms/open", long2), 413);
        yield return new Attack("visits of 2 MiB", () => Post("api/visits", long2), 413);
        yield return new Attack("a subscription of 2 MiB", () => Post("api/push", long2), 413);
        foreach (var endpoint in new[] { "http://169.254.169.254/", "file:///etc/passwd", "https://u:p@push.example/", "gopher://a" })
        {
            yield return new Attack(
                $"a subscription that is put at {endpoint}",
                () => Post("api/push", Encoding.UTF8.GetBytes($$"""{"visitorId":"v","endpoint":"{{endpoint}}","keys":null}""")), 400);
        }

        foreach (var path in new[] { "api/forms/open", "api/visits", "api/push" })
        {
            yield return new Attack($"{path}, packed", () => Packed(path, "gzip", Gzip(long2)), 415);
            yield return new Attack($"{path}, said to be packed", () => Packed(path, "br, gzip", long2[..100]), 415);
        }

        yield return new Attack("a definition of 2 MiB", () => Owned(HttpMethod.Put, "api/forms/large", long2), 400, 413);
        yield return new Attack("JSON as deep as it is long", () => Post("api/forms/open", Nested(100_000)), 400);
        yield return new Attack(
            "a rule as deep as it is long", () => Owned(HttpMethod.Post, "api/segments/preview", Rule(5_000)), 400, 413);
        yield return new Attack("a template without an end", () => Owned(HttpMethod.Put, "api/campaigns/loop", Endless()), 400);
        var fields = string.Join(',', Enumerable.Range(0, 60_000).Select(i => $"\"f{i}\":1"));
        yield return new Attack("60,000 fields", () => Post("api/forms/open", Encoding.UTF8.GetBytes($"{{{fields}}}")), 400, 413);
    }

    /// <summary>What somebody writes to be run, shown or followed elsewhere.</summary>
    public static IEnumerable<Attack> Redirects()
    {
        string[] urls = ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd", "http://a\r\nSet-Cookie:x"];
        foreach (var url in urls)
        {
            yield return new Attack(
                $"thanks at {url}",
                () => Owned(HttpMethod.Put, "api/forms/evil", JsonBytes(new { kind = "newsletter", thankYouUrl = url })), 400);
        }
    }

    /// <summary>Places that a path may name.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "..", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f", "a%2fb", "a%5cb", "a%23b", "a%3fb", "a%00b", "a%0ab", "%25", "%ff", "%", "'",
        "a'or'1'eq'1",
        "a%7cb", "%7c", "%20", "00%7c", "%D0%B0", "%F0%9F%8D%B5", new string('a', 2_000), "%2f" + new string('b', 1_200), "-", "_", "*",
        "00aaaaaaaaaaaaaaaaaaaaaaa%7c", "00aaaaaaaaaaaaaaaaaaaaaaa%27",
    ];

    public static HttpRequestMessage Post(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        return With(request, headers);
    }

    private static IEnumerable<(string What, string Signature)> Forged(string secret, byte[] body)
    {
        var good = AppClient.Sign(secret, body);
        yield return ("nothing", "");
        yield return ("a word", "signature");
        yield return ("of another secret", AppClient.Sign(secret + "x", body));
        yield return ("of no secret", AppClient.Sign("", body));
        yield return ("of another body", AppClient.Sign(secret, [.. body, 32]));
        yield return ("in another case", good.ToUpperInvariant());
        yield return ("in hex", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        yield return ("cut", good[..20]);
        yield return ("of SHA-512", Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), body)));
        yield return ("very long", good + new string('A', 4000));
    }

    private static HttpRequestMessage Hook(string shop, byte[] body, (string, string) signature) =>
        Post($"api/hooks/{shop}", body, ("X-Shopify-Topic", "orders/create"), ("X-WC-Webhook-Topic", "order.created"), signature);

    private static HttpRequestMessage Standard(int minutes, string signed, string sent)
    {
        var time = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(AppFixture.StandardSecret["whsec_".Length..]);
        var text = $"{signed}.{time}.{Encoding.UTF8.GetString(Contact)}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return Post("api/hooks/any", Contact, ("webhook-id", sent), ("webhook-timestamp", time), ("webhook-signature", $"v1,{signature}"));
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Owned(HttpMethod method, string path, byte[] body)
    {
        var request = SecuredApp.Owned(method, path);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }

    private static HttpRequestMessage Chunked(string path, byte[] body)
    {
        var request = Post(path, body);
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    private static HttpRequestMessage Packed(string path, string encoding, byte[] body)
    {
        var request = Post(path, body);
        request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string Flip(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];

    private static byte[] Nested(int deep) => Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', deep)}{new string(']', deep)}}}");

    private static byte[] Rule(int deep) => JsonBytes(new { rule = $"{new string('(', deep)}orders > 1{new string(')', deep)}" });

    private static byte[] Endless() => JsonBytes(new
    {
        segment = "active",
        channel = "email",
        template = new { subject = "x", html = "{% for i in (1..1000000000) %}x{% endfor %}", text = "x" },
    });

    private static byte[] JsonBytes(object value) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value);
}
