using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class FormJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task A_posted_form_becomes_a_contact_with_a_timeline()
    {
        await _client.DefineFormAsync("journey");
        await _client.LeadAsync("journey", new
        {
            email = " Anna.Petrova@Example.COM",
            name = "Петрова Анна Сергеевна",
            phone = "8 (916) 555-01-02",
            city = "Москва",
            shoe = 38,
            consent_marketing = true,
        });
        await _client.IdleAsync();

        var contact = await _client.ContactAsync("anna.petrova@example.com");
        Assert.Equal(("Анна", "Петрова", "Сергеевна"), (contact.Name.First, contact.Name.Last, contact.Name.Patronymic));
        Assert.Equal(["anna.petrova@example.com"], contact.Emails);
        Assert.Equal(["+79165550102"], contact.Phones);
        Assert.Equal("38", contact.Custom["shoe"]);
        Assert.Contains(new ConsentItem("marketing", "email", Granted: true), contact.Consents);
        var entry = Assert.Single(await _client.TimelineAsync(contact));
        Assert.Equal("form", entry.Kind);
        Assert.Equal(entry.Id, entry.Text("captureId"));
    }

    [Fact]
    public async Task Two_forms_with_one_phone_become_one_contact()
    {
        await _client.DefineFormAsync("phones");
        await _client.LeadAsync("phones", new { phone = "+7 916 555-02-01", name = "Oleg" });
        await _client.IdleAsync();
        await _client.LeadAsync("phones", new { phone = "8-916-555-02-01", email = "oleg@phones.example" });
        await _client.IdleAsync();

        var contact = await _client.ContactAsync("oleg@phones.example");
        Assert.Equal("Oleg", contact.Name.First);
        Assert.Equal(2, (await _client.TimelineAsync(contact)).Count);
    }

    [Fact]
    public async Task A_telephone_shared_by_two_named_people_stays_two_contacts()
    {
        await _client.DefineFormAsync("family");
        foreach (var (name, answer) in new[] { ("Игорь Смирнов", "1"), ("Мария Смирнова", "2"), ("Maria Smirnova", "3"), ("Игорь", "4") })
        {
            await _client.LeadAsync("family", new { phone = "+79165550303", name, answer });
            await _client.IdleAsync();
        }

        var people = await _client.ContactsAsync("phone=%2B79165550303");
        Assert.Equal(["Игорь", "Maria"], people.OrderBy(one => one.Custom["answer"] == "3").Select(one => one.Name.First));
        Assert.All(await Task.WhenAll(people.Select(_client.TimelineAsync)), timeline => Assert.Equal(2, timeline.Count));
    }

    [Fact]
    public async Task Two_contacts_that_turn_out_to_be_one_person_are_merged_and_keep_both_timelines()
    {
        await _client.DefineFormAsync("merging");
        await _client.LeadAsync("merging", new { email = "vera@merging.example", city = "Омск" });
        await _client.LeadAsync("merging", new { phone = "+79165550404", company = "Ромашка" });
        await _client.IdleAsync();
        var absorbed = Assert.Single(await _client.ContactsAsync("phone=%2B79165550404"));

        await _client.LeadAsync("merging", new { email = "vera@merging.example", phone = "+79165550404" });
        await _client.IdleAsync();

        var contact = await _client.ContactAsync("vera@merging.example");
        Assert.Equal(("Омск", "Ромашка"), (contact.Fields["city"].Value, contact.Fields["company"].Value));
        var timeline = await _client.TimelineAsync(contact);
        Assert.Equal(3, timeline.Count(entry => entry.Kind == "form"));
        Assert.Single(timeline, entry => entry.Kind == "merge");
        Assert.Contains(absorbed.Id, contact.MergedFrom.Append(contact.Id));
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repeat_the_same_capture()
    {
        await _client.DefineFormAsync("repeat");
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await _client.PostFormAsync("repeat", new { email = "again@repeat.example" }, idempotencyKey: "order-7");
            ids.Add((await AppClient.ReadAsync<FormAccepted>(response)).CaptureId);
        }

        await _client.IdleAsync();
        Assert.Single(ids);
        Assert.Single(await _client.TimelineAsync(await _client.ContactAsync("again@repeat.example")));
    }

    [Fact]
    public async Task A_form_too_large_for_a_queue_message_arrives_whole()
    {
        await _client.DefineFormAsync("long");
        var message = new string('ы', 100_000);
        await _client.LeadAsync("long", new { email = "long@long.example", message });
        await _client.IdleAsync();

        var entry = Assert.Single(await _client.TimelineAsync(await _client.ContactAsync("long@long.example")));
        Assert.Equal(message, entry.Text("message"));
    }

    [Fact]
    public async Task Nobody_can_fill_somebody_elses_card_up()
    {
        await _client.DefineFormAsync("stuffing");
        for (var post = 0; post < 12; post++)
        {
            var fields = Enumerable.Range(0, 40)
                .ToDictionary(field => $"f{post}-{field}", field => new string('"', field % 2 == 0 ? 600 : 2_000));
            await _client.LeadAsync("stuffing", new Dictionary<string, string>(fields) { ["email"] = "victim@stuffing.example" });
        }

        await _client.LeadAsync("stuffing", new { email = "victim@stuffing.example", city = "Пермь" });
        await _client.IdleAsync();

        var victim = await _client.ContactAsync("victim@stuffing.example");
        Assert.Equal("Пермь", victim.Fields["city"].Value);
        Assert.Equal(13, (await _client.TimelineAsync(victim)).Count);
        Assert.Equal(0, await _client.PoisonAsync());
    }

    [Fact]
    public async Task What_a_timeline_entry_cannot_hold_is_refused_before_it_is_taken()
    {
        await _client.DefineFormAsync("controls");
        var message = new string('\u0001', 60_000);
        using var response = await _client.PostFormAsync("controls", new { email = "c@controls.example", message });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("too long", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_plain_html_form_is_sent_on_to_the_thank_you_page()
    {
        await _client.DefineFormAsync("plain", new { kind = "landing", thankYouUrl = "https://shop.example/thanks" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/forms/plain")
        {
            Content = new FormUrlEncodedContent([new("email", "plain@plain.example"), new("consent_marketing", "on")]),
        };
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("https://shop.example/thanks", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Multipart_is_read_as_well()
    {
        await _client.DefineFormAsync("parts");
        var parts = new MultipartFormDataContent { { new StringContent("multi@parts.example"), "email" } };
        using var response = await _client.PostAsync("api/forms/parts", parts);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await _client.IdleAsync();
        await _client.ContactAsync("multi@parts.example");
    }

    [Fact]
    public async Task A_robot_that_fills_the_honeypot_leaves_no_trace()
    {
        await _client.DefineFormAsync("robots");
        await _client.LeadAsync("robots", new { email = "bot@robots.example", _hp = "http://spam.example" });
        await _client.IdleAsync();

        Assert.Empty(await _client.ContactsAsync("email=bot@robots.example"));
    }

    [Fact]
    public async Task Only_allowed_sites_may_post_from_a_browser()
    {
        await _client.DefineFormAsync("origins", new { kind = "landing", allowedOrigins = new[] { "https://shop.example" } });
        async Task<HttpResponseMessage> PostFromAsync(string origin)
        {
            var content = JsonContent.Create(new { email = "o@origins.example" });
            var request = new HttpRequestMessage(HttpMethod.Post, "api/forms/origins") { Content = content };
            request.Headers.Add("Origin", origin);
            return await _client.SendAsync(request);
        }

        using var allowed = await PostFromAsync("https://shop.example");
        using var refused = await PostFromAsync("https://evil.example");
        Assert.Equal(HttpStatusCode.Accepted, allowed.StatusCode);
        Assert.Equal("https://shop.example", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("unknown-form", "application/json", """{"email":"a@b.example"}""", HttpStatusCode.NotFound)]
    [InlineData("refusals", "application/json", """{"email":""", HttpStatusCode.BadRequest)]
    [InlineData("refusals", "application/json", """["email"]""", HttpStatusCode.BadRequest)]
    [InlineData("refusals", "application/json", """{"email":"\ud800@b.example"}""", HttpStatusCode.BadRequest)]
    [InlineData("refusals", "application/json", """{"email":"nobody"}""", HttpStatusCode.BadRequest)]
    [InlineData("refusals", "application/json", """{"name":"Nobody"}""", HttpStatusCode.BadRequest)]
    [InlineData("refusals", "text/plain", "email=a@b.example", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_cannot_be_taken_is_refused_with_a_problem(string form, string type, string body, HttpStatusCode expected)
    {
        await _client.DefineFormAsync("refusals");
        using var response = await _client.PostAsync($"api/forms/{form}", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await AppClient.ReadAsync<Problem>(response);
        Assert.Equal((int)expected, problem.Status);
        Assert.False(string.IsNullOrWhiteSpace(problem.Detail));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large()
    {
        await _client.DefineFormAsync("large");
        var body = new StringContent(new string('a', 2_000_000), Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync("api/forms/large", body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Required_fields_are_named_when_missing()
    {
        await _client.DefineFormAsync("required", new { kind = "survey", fields = new[] { new { name = "score", required = true } } });
        using var response = await _client.PostFormAsync("required", new { email = "r@required.example" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["is required"], (await AppClient.ReadAsync<Problem>(response)).Errors!["score"]);
    }

    [Fact]
    public async Task Too_many_posts_from_one_address_are_put_off()
    {
        await using var app = await AppProcess.StartAsync(
            fixture.ConnectionString, new Dictionary<string, string> { ["Forms__RatePerMinute"] = "3" });
        await _client.DefineFormAsync("rated");
        for (var i = 0; i < 3; i++)
        {
            await app.Client.LeadAsync("rated", new { email = $"r{i}@rated.example" });
        }

        using var refused = await app.Client.PostFormAsync("rated", new { email = "r4@rated.example" });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task A_form_filled_in_faster_than_a_person_can_is_asked_for_again()
    {
        await using var app = await AppProcess.StartAsync(
            fixture.ConnectionString, new Dictionary<string, string> { ["Forms__MinFillMilliseconds"] = "60000" });
        await _client.DefineFormAsync("quick");
        async Task<HttpStatusCode> PostAsync(int startedMinutesAgo)
        {
            var started = TimeProvider.System.GetUtcNow().AddMinutes(-startedMinutesAgo).ToUnixTimeMilliseconds();
            using var response = await app.Client.PostFormAsync("quick", new { email = "q@quick.example", _started = started });
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(startedMinutesAgo: 0));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(startedMinutesAgo: 2));

        // A visitor's clock that runs ahead of ours is no proof of a robot.
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(startedMinutesAgo: -5));
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded; chars", "202")]
    [InlineData("Content-Type: application/x-www-form-urlencoded; charset=", "202")]
    [InlineData("Content-Type: application/x-www-form-urlencoded;charset=\u00ff\u00fe", "415")]
    [InlineData("Content-Type: ;=;", "415")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nX-Note: \u00d0\u00b0\u00ff", "202")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nAccept-Language: \u00ff;q=9,,ru", "202")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nIdempotency-Key: \u00ff\u0080", "202")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip", "415")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nAccept: text/html;q=\u00ff", "202")]
    public async Task No_header_whatever_its_bytes_ends_in_a_failure_of_ours(string headers, string status)
    {
        await _client.DefineFormAsync("headers");
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(fixture.App.Url.Host, fixture.App.Url.Port);
        var stream = socket.GetStream();
        const string Body = "email=header@headers.example";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"POST /api/forms/headers HTTP/1.1\r\nHost: {fixture.App.Url.Authority}\r\n{headers}\r\n"
            + $"Content-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}"));

        var answer = await new StreamReader(stream, Encoding.Latin1).ReadLineAsync();
        Assert.Contains(answer!.Split(' ')[1], new[] { status, "400" }); // 400: the server itself refuses what is no header.
    }
}
