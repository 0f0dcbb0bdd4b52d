using System.Net;
using System.Reflection;
using System.Text;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Security;

/// <summary>Each attack of the table is answered as it may be, and none with an error of ours.</summary>
[Trait("Category", "Slow")]
public sealed partial class AttackTests(SecuredApp app) : IClassFixture<SecuredApp>
{
    [Fact]
    public Task Forged_signatures_are_refused() => AttackAsync(Attacks.Signatures());

    [Fact]
    public Task Forged_tokens_open_nothing() => AttackAsync(Attacks.Tokens(app));

    [Fact]
    public Task There_is_no_way_around_the_keys() => AttackAsync(Attacks.Bypasses(app));

    [Fact]
    public Task Bodies_that_are_too_large_or_packed_are_refused() => AttackAsync(Attacks.Bodies());

    [Fact]
    public Task No_form_leads_where_a_browser_runs_things() => AttackAsync(Attacks.Redirects());

    [Fact]
    public async Task Good_tokens_and_signatures_are_taken()
    {
        // Else everything above would pass against an app that refuses all.
        foreach (var (page, purpose) in new[]
        {
            ("unsubscribe", TokenPurpose.Unsubscribe), ("preferences", TokenPurpose.Preferences), ("receipts", TokenPurpose.Receipts),
        })
        {
            using var shown = await app.Http.GetAsync($"api/{page}/{app.Token(purpose)}");
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }

        var body = ShopBodies.ShopifyOrder(4711, 10m, DateTimeOffset.UnixEpoch.AddYears(56), customer: 5, email: "replay@attack.example");
        for (var times = 0; times < 3; times++)
        {
            using var taken = await app.Http.SendAsync(Attacks.Post(
                "api/hooks/acme", body, ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Webhook-Id", $"replayed{times}"),
                ("X-Shopify-Hmac-SHA256", AppClient.Sign(AppFixture.ShopifySecret, body))));
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        // Played back it is one order.
        var count = "";
        await Eventually.TrueAsync(
            async () => (count = await app.OwnAsync(HttpMethod.Get, "api/contacts?email=replay@attack.example"))
                .Contains("\"count\":1", StringComparison.Ordinal),
            () => count);
    }

    [Fact]
    public async Task No_name_in_a_path_ends_in_an_error_of_ours()
    {
        var wrong = new List<string>();
        foreach (var (method, route) in Routes().Where(route => route.Path.Contains('{')))
        {
            foreach (var name in Attacks.Paths)
            {
                var path = string.Join('/', route.Split('/').Select(part => part.StartsWith('{') ? name : part));
                using var request = SecuredApp.Owned(method, "api/" + path);
                request.Content = method == HttpMethod.Get ? null : SecuredApp.Json("{}");
                using var response = await app.Http.SendAsync(request);
                if ((int)response.StatusCode >= 500)
                {
                    wrong.Add($"{method} {path}: {(int)response.StatusCode}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Requests_made_of_chance_never_end_in_an_error_of_ours()
    {
        var random = new Random(11);
        var somebody = await app.NewContactAsync("chance@attack.example"); // Chance erases them, too.
        var routes = Routes().Where(route => route.Path is not ("ops/backups" or "ops/restore")).ToList();
        string[] types =
            ["application/json", "text/csv", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "a/b;c", ""];
        string[] bodies =
            ["", "{}", "[]", "null", "{\"rule\":\"((\"}", "a=b&a=c", "--b\r\n\r\nx\r\n--b--", "{\"items\":[null]}", "\0", "{\"at\":\"x\"}"];
        string[] values = ["", "-1", "99999999999999999999", "x", "%00", "2026-99-99", "QQ", "'", "csv", "{}", "%F0%9F%8D%B5"];
        string[] queries =
            ["take", "continuation", "from", "to", "by", "segment", "format", "email", "q", "min", "month", "since", "mapping"];
        var wrong = new List<string>();
        for (var round = 0; round < 1_500; round++)
        {
            var (method, route) = routes[random.Next(routes.Count)];
            var path = string.Join('/', route.Split('/').Select(part =>
                !part.StartsWith('{') ? part : random.Next(3) == 0 ? somebody : Attacks.Paths[random.Next(Attacks.Paths.Count)]));
            var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Any(queries)}={Any(values)}"));
            using var request = SecuredApp.Owned(method, $"api/{path}?{query}");
            if (method != HttpMethod.Get)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Any(bodies)));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", Any(types));
            }

            using var response = await app.Http.SendAsync(request);
            if ((int)response.StatusCode >= 500)
            {
                wrong.Add($"{method} {request.RequestUri}: {(int)response.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        string Any(string[] of) => of[random.Next(of.Length)];
    }

    [Fact]
    public async Task Every_page_runs_nothing_but_our_own_scripts()
    {
        string[] pages =
        [
            "api/dashboard", "api/forms/open/page", "api/forms/open/page?name=<script>alert(1)</script>&lang=\"><img src=x>",
            $"api/unsubscribe/{app.Token(TokenPurpose.Unsubscribe)}", $"api/preferences/{app.Token(TokenPurpose.Preferences)}",
            $"api/receipts/{app.Token(TokenPurpose.Receipts)}", "api/unsubscribe/forged",
        ];
        foreach (var page in pages)
        {
            using var response = await app.Http.GetAsync(page);
            var text = await response.Content.ReadAsStringAsync();
            var policy = response.Headers.TryGetValues("Content-Security-Policy", out var found) ? string.Join(' ', found) : "";
            Assert.True(policy.Length > 0, $"{page} has no policy");
            Assert.Contains("base-uri", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors", policy, StringComparison.Ordinal);
            var scripts = policy.Split(';').Where(rule => rule.TrimStart().StartsWith("script-src", StringComparison.Ordinal));
            Assert.DoesNotContain(scripts, rule => rule.Contains("unsafe", StringComparison.Ordinal));
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x>", text, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task What_somebody_writes_of_themselves_is_never_run()
    {
        const string Evil = "{{ 7 | times: 191 }}<b onload=alert(1)>\\r\\nBcc: all@attack.example";
        using var posted = await app.Http.PostAsync(
            "api/forms/open", SecuredApp.Json($$"""{"email":"evil@attack.example","firstName":"{{Evil}}","city":"=cmd|' /C calc'!A0"}"""));
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        var card = "";
        await Eventually.TrueAsync(
            async () => (card = await app.OwnAsync(HttpMethod.Get, "api/contacts?email=evil@attack.example"))
                .Contains("evil@", StringComparison.Ordinal),
            () => card);
        var id = System.Text.Json.JsonDocument.Parse(card).RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        await app.OwnAsync(HttpMethod.Put, "api/campaigns/evil", """
            {"segment":"active","channel":"email",
            "template":{"subject":"{{ fields.city }} {{ name.first }}","html":"<p>{{ fields.city }} {{ name.first }}</p>","text":"x"}}
            """);
        var preview = await app.OwnAsync(HttpMethod.Get, $"api/campaigns/evil/preview?contact={id}");
        Assert.DoesNotContain("1337", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("<b onload", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("\\nBcc", preview.Split("\"html\"")[0], StringComparison.Ordinal);
    }

    private async Task AttackAsync(IEnumerable<Attack> attacks)
    {
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var attack in attacks)
        {
            tried++;
            using var request = attack.Make();
            using var response = await app.Http.SendAsync(request);
            if (!attack.Answers.Contains((int)response.StatusCode))
            {
                wrong.Add($"{attack.Name}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }
        }

        Assert.True(tried > 0);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong)}");
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Routes() =>
        from type in typeof(RouteRights).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public)
        where method.GetCustomAttribute<FunctionAttribute>() is not null
        from trigger in method.GetParameters().Select(one => one.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
        from verb in trigger.Methods ?? ["get"]
        where verb != "options"
        orderby trigger.Route, verb
        select (new HttpMethod(verb.ToUpperInvariant()), trigger.Route!);
}
