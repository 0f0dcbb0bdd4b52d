using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Tests.Samples;
using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Fuzz;

/// <summary>A request that was made up.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="Body">Its body; null: none.</param>
/// <param name="Type">What the body says it is.</param>
/// <param name="MustRefuse">Whether taking it would be unsafe.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record MadeUp(
    string Method, string Path, byte[]? Body, string? Type, bool MustRefuse, params (string Name, string Value)[] Headers);

/// <summary>The kinds of hostile input: each makes one request of a seed.</summary>
internal static class FuzzTargets
{
    public const string Secret = "a secret of the shop";
    public const string StandardSecret = "whsec_c2VjcmV0IG9mIHRlc3RzLCBsb25nIGVub3VnaA==";
    public const string SigningKey = "a signing key of the trials, long enough to be one";

    private static readonly string[] Types =
        ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "", "a/b;c"];

    private static readonly (string Topic, string Json)[] Shopify =
    [
        ("orders/create", ShopSamples.ShopifyOrder), ("refunds/create", ShopSamples.ShopifyRefund),
        ("checkouts/update", ShopSamples.ShopifyCheckout), ("customers_email_marketing_consent/update", ShopSamples.ShopifyConsent),
    ];

    private static readonly string[] Rules =
    [
        "orders.count >= 3 and orders.last older than 90 days and city in (\"Омск\", \"Tver\") and not in segment vip",
        "filled form \"news\" within 100 days or in segment often", "viewed product \"tea\" 3 times within 30 days", "email is known",
        "orders.total between 10 and 20 or (tags has \"x\" and not phone is known)", "заказов >= 2",
    ];

    private static readonly string[] Templates =
    [
        "Hello {{ name.first | default: 'you' }} {{ fields.city }}",
        "{% if orders.count > 2 %}<b>{{ orders.total | money }}</b>{% endif %}",
        "{% for segment in segments %}{{ segment }}, {% endfor %}{{ unsubscribeUrl }}",
        "<a href=\"{{ unsubscribeUrl }}\">x</a>{{ 'x' | upcase }}",
    ];

    /// <summary>All kinds, by name.</summary>
    public static IReadOnlyDictionary<string, Func<Mutations, MadeUp>> All { get; } = new Dictionary<string, Func<Mutations, MadeUp>>
    {
        ["forms"] = Form,
        ["webhooks"] = Webhook,
        ["signatures"] = Signature,
        ["tokens"] = Token,
        ["bodies of keyed routes"] = KeyedBody,
        ["addresses"] = Address,
        ["rules"] = change => Post("api/segments/preview", new { rule = change.Text(change.Any(Rules)) }),
        ["templates"] = change => new MadeUp(
            "PUT", "api/campaigns/fuzz", Json(new
            {
                segment = "potential",
                channel = "email",
                template = new { subject = change.Text(change.Any(Templates)), html = change.Text(change.Any(Templates)), text = "x" },
            }), "application/json", false),
    };

    private static MadeUp Form(Mutations change)
    {
        const string Fields = """
            {"email":"fuzz@chaos.example","name":"Анна Петровна Иванова","phone":"+7 916 123-45-67","city":"Омск","birthday":"31.12.1990",
            "consent_marketing":true,"comment":"Hello","utm_source":"ads","tags":["a"]}
            """;
        var isJson = change.Next(3) > 0;
        const string Pairs = "email=fuzz%40chaos.example&name=Anna&phone=%2B79161234567&consent_marketing=on";
        var body = isJson ? change.Body(Fields) : Encoding.UTF8.GetBytes(change.Text(Pairs));
        return new MadeUp("POST", "api/forms/news", body, isJson ? Types[0] : change.Any(Types), false);
    }

    private static MadeUp Webhook(Mutations change)
    {
        switch (change.Next(3))
        {
            case 0:
                var body = change.Body(ShopSamples.WooOrder);
                return Hook("woo", body, ("X-WC-Webhook-Topic", "order.updated"), ("X-WC-Webhook-Signature", Sign(body)));
            case 1:
                return Standard(change.Body(change.Next(2) == 0 ? ShopSamples.StandardContact : ShopSamples.StandardOrder));
            default:
                var (topic, json) = change.Any(Shopify);
                var shopify = change.Body(json);
                return Hook("acme", shopify, ("X-Shopify-Topic", topic), ("X-Shopify-Hmac-SHA256", Sign(shopify)));
        }
    }

    // Either the body or the signature is another than was signed.
    private static MadeUp Signature(Mutations change)
    {
        var body = Encoding.UTF8.GetBytes(ShopSamples.ShopifyOrder);
        var (good, isBody) = (Sign(body), change.Next(2) == 0);
        var sent = isBody ? change.Body(ShopSamples.ShopifyOrder) : body;
        var signature = isBody ? good : change.Text(good);
        var isOther = !sent.AsSpan().SequenceEqual(body) || signature.Trim() != good;
        return Hook("acme", sent, ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Hmac-SHA256", signature)) with
        {
            MustRefuse = isOther,
        };
    }

    private static MadeUp Token(Mutations change)
    {
        var pages = new[]
        {
            ("unsubscribe", TokenPurpose.Unsubscribe), ("preferences", TokenPurpose.Preferences), ("confirm", TokenPurpose.Confirm),
            ("receipts", TokenPurpose.Receipts),
        };
        var (page, purpose) = change.Any(pages);
        var good = new TokenSigner(Encoding.UTF8.GetBytes(SigningKey)).Sign(purpose, new ContactToken(new string('0', 26), "spring"));
        var token = change.Text(good);
        var method = change.Next(2) == 0 || page == "receipts" ? "GET" : "POST";
        return new MadeUp(method, $"api/{page}/{Uri.EscapeDataString(token)}", null, null, token != good);
    }

    private static MadeUp KeyedBody(Mutations change)
    {
        var (method, path, json) = change.Any(Keyed);
        return new MadeUp(method, path, change.Body(json), "application/json", false);
    }

    private static (string Method, string Path, string Json)[] Keyed { get; } =
    [
        ("PUT", "api/forms/fuzzed", """
            {"kind":"newsletter","fields":[{"name":"email","required":true}],"thankYouUrl":"https://x.example/"}
            """),
        ("PUT", "api/segments/fuzzed", """{"name":"Fuzzed","rule":"orders.count >= 2"}"""),
        ("PUT", "api/automations/fuzzed", """
            {"name":"f","enabled":false,"trigger":{"on":"form","form":"news"},"rule":"email is known","steps":[
            {"wait":"1d"},{"tag":"x"},
            {"send":{"channel":"email","template":{"subject":"s","text":"t"}}},
            {"if":"orders.count > 1","then":[{"exit":"a"}],"else":[]}]}
            """),
        ("PUT", "api/loyalty", """
            {"currency":"RUB","tiers":[{"id":"silver","from":10000,"discount":5}],"pointsPer":0.05,"expiresAfter":"365d"}
            """),
        ("POST", "api/promo", """{"percent":10,"count":2,"limit":1,"validFor":"3d"}"""),
        ("PUT", "api/funnel", """{"stages":[{"id":"new","name":"New"},{"id":"won","name":"Won"}]}"""),
        ("POST", "api/visits", """
            {"visitor":"aaaaaaaaaaaaaaaaaaaaaa","events":[{"kind":"page","url":"https://shop.example/","at":"2026-03-01T10:00:00Z"}]}
            """),
        ("POST", "api/push", """
            {"visitorId":"v","endpoint":"https://push.example/1","keys":{"auth":"tBHItJI5svbpez7KI4CCXg","p256dh":
            "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"}}
            """),
        ("POST", "api/exports", """{"segment":"potential","format":"csv"}"""),
        ("POST", "api/imports?dryRun=true", """{"email":"x"}"""),
    ];

    private static MadeUp Address(Mutations change)
    {
        var function = change.Any(AppFunctions.Http);
        var path = string.Join('/', function.Route.Split('/').Select(part =>
            part.StartsWith('{') ? Uri.EscapeDataString(change.Text("00aaaaaaaaaaaaaaaaaaaaaaaa")) : part));
        string[] names =
            ["take", "continuation", "from", "to", "by", "segment", "format", "email", "q", "min", "month", "since", "days", "tag"];
        var query = string.Join('&', Enumerable.Range(0, change.Next(4))
            .Select(_ => $"{change.Any(names)}={(change.Next(2) == 0 ? Uri.EscapeDataString(change.AnyNaughty()) : change.Next(99))}"));
        var body = function.Methods[0] == "get" ? null : change.Body("""{"id":"x","items":[1],"at":"2026-03-01"}""");
        return new MadeUp(function.Methods[0].ToUpperInvariant(), $"api/{path}?{query}", body, change.Any(Types), false);
    }

    private static MadeUp Standard(byte[] body)
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"msg_1.{time}."), .. body];
        var key = Convert.FromBase64String(StandardSecret["whsec_".Length..]);
        var signature = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
        return Hook("any", body, ("webhook-id", "msg_1"), ("webhook-timestamp", $"{time}"), ("webhook-signature", signature));
    }

    private static MadeUp Hook(string shop, byte[] body, params (string, string)[] headers) =>
        new("POST", $"api/hooks/{shop}", body, "application/json", false, headers);

    private static MadeUp Post(string path, object body) => new("POST", path, Json(body), "application/json", false);

    private static byte[] Json(object body) => JsonSerializer.SerializeToUtf8Bytes(body);

    private static string Sign(byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
}
