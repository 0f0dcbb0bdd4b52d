using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Visits;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Visits;

public sealed class VisitTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Browser = "browser-of-anna";

    private readonly TestApp _app = new(azurite, new() { ["Visits:RatePerMinute"] = "0" });

    private DateTimeOffset Now => _app.Clock.GetUtcNow();

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_post_is_one_batch_and_its_repeat_changes_nothing()
    {
        await PostAsync(new { visitorId = Browser, events = new[] { Page("0", -3) } }); // The first of a day notes the day.
        object post = new { visitorId = Browser, events = new[] { Page("1", -2), Page("2", -1), Product("3", -1) } };
        _app.Requests.Clear();
        var (status, answer) = await PostAsync(post);

        Assert.Equal((202, 3), (status, answer.GetProperty("accepted").GetInt32()));
        Assert.Equal(1, _app.Requests.Count);

        var before = await StoredAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(202, (await PostAsync(post)).Status);
        Assert.Equal(before, await StoredAsync());
    }

    [Fact]
    public async Task A_post_that_goes_on_with_an_earlier_one_keeps_what_is_new()
    {
        await PostAsync(new { visitorId = Browser, events = new[] { Page("1", -2) } });
        await PostAsync(new { visitorId = Browser, events = new[] { Page("1", -2), Page("2", -1) } });

        Assert.Equal(2, (await _app.RowsAsync(Tables.Visits, VisitRow.Prefix)).Count);
    }

    [Fact]
    public async Task What_has_not_happened_yet_happened_when_it_was_received_and_only_once()
    {
        object post = new { visitorId = Browser, events = new[] { Page("1", 60) } };
        await PostAsync(post);
        var received = Now;
        _app.Clock.Advance(TimeSpan.FromHours(2));
        await PostAsync(post);

        var row = Assert.Single(await _app.RowsAsync(Tables.Visits, VisitRow.Prefix));
        Assert.Equal(received, VisitRow.Read(row).At);
    }

    [Fact]
    public async Task Bad_events_are_told_by_their_place_and_good_ones_are_kept()
    {
        var (status, answer) = await PostAsync(new
        {
            visitorId = Browser,
            events = new object?[]
            {
                Page("1", -1), new { kind = "dance" }, new { kind = "product_view" }, 7, null,
                new { kind = "page", url = "https://shop.example/", at = "yesterday" },
                new { kind = "search", query = new string('x', 9_000) }, new { id = 5, kind = "Search", query = "red shoes" },
            },
        });

        Assert.Equal((202, 2), (status, answer.GetProperty("accepted").GetInt32()));
        Assert.Equal(
            ["events[1].kind", "events[2].productId", "events[3]", "events[4]", "events[5].at", "events[6]"],
            answer.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("""{"events":[]}""", 400)]
    [InlineData("""{"visitorId":"","events":[]}""", 400)]
    [InlineData("""{"visitorId":"with space in it","events":[]}""", 400)]
    [InlineData("""{"visitorId":"browser-1"}""", 400)]
    [InlineData("""{"visitorId":"browser-1","events":{}}""", 400)]
    [InlineData("""{"visitorId":"browser-1","events":[{"kind":"dance"}]}""", 400)]
    [InlineData("""{"visitorId":"browser-1","events":[{"kind":"page","url":"\ud800"}]}""", 400)]
    [InlineData("""{"visitorId":"browser-1","events":[{"kind":"page","url":"u","at":1e300}]}""", 400)]
    [InlineData("""[]""", 400)]
    [InlineData("null", 400)]
    [InlineData("not json", 400)]
    [InlineData("""{"visitorId":"browser-1","events":[]}""", 202)]
    public async Task A_body_that_cannot_be_kept_is_refused_with_why(string body, int expected)
    {
        var (status, text) = await _app.CallForTextAsync(request => Post().RunAsync(AsText(request), default), body);

        Assert.Equal(expected, status);
        Assert.NotEmpty(text);
    }

    [Fact]
    public async Task A_post_of_too_many_events_or_too_many_bytes_is_refused()
    {
        var many = Enumerable.Range(0, VisitPost.MaxEvents + 1).Select(i => Page($"{i}", -1)).ToArray();
        Assert.Equal(400, (await PostAsync(new { visitorId = Browser, events = many })).Status);
        Assert.Equal(202, (await PostAsync(new { visitorId = Browser, events = many[1..] })).Status);
        Assert.Equal(413, (await PostAsync(new { visitorId = Browser, title = new string('x', 70_000), events = many[..1] })).Status);
    }

    [Fact]
    public async Task A_site_that_is_not_allowed_is_refused()
    {
        using var app = new TestApp(azurite, new() { ["Visits:AllowedOrigins"] = "https://shop.example, https://other.example" });
        await app.CreateAsync();
        var receive = app.Get<ReceiveVisits>();
        async Task<int> From(string origin) => (await app.CallAsync(
            request =>
            {
                (request.Method, request.Headers.Origin) = ("POST", origin);
                return receive.RunAsync(request, default);
            },
            new { visitorId = Browser, events = new[] { Page("1", -1) } })).Status;

        Assert.Equal(202, await From("https://shop.example"));
        Assert.Equal(202, await From("https://other.example"));
        Assert.Equal(403, await From("https://evil.example"));
    }

    [Fact]
    public async Task Who_posts_too_often_is_told_to_wait()
    {
        using var app = new TestApp(azurite, new() { ["Visits:RatePerMinute"] = "1" });
        await app.CreateAsync();
        var receive = app.Get<ReceiveVisits>();
        async Task<int> Again() => (await app.CallAsync(
            request => receive.RunAsync(AsText(request), default), new { visitorId = Browser, events = new[] { Page("1", -1) } })).Status;

        Assert.Equal(202, await Again());
        Assert.Equal(429, await Again());
    }

    [Fact]
    public async Task Visits_find_their_person_when_a_form_says_the_browser_and_come_page_by_page()
    {
        await PostAsync(new { visitorId = Browser, events = new[] { Page("1", -3), Product("2", -2) } });
        var anna = await LeadAsync("anna", Browser, -1);
        await PostAsync(new { visitorId = Browser, events = new[] { Page("3", 0) } });

        var all = await TimelineAsync(anna);
        Assert.Equal(["visit", "form", "visit", "visit"], all.Select(entry => entry.Kind));
        Assert.Equal(["page", "product", "page"], all.Where(entry => entry.Kind == "visit").Select(entry => Text(entry, "kind")));
        Assert.Equal("42", Text(all[2], "productId"));
        for (var take = 1; take < 4; take++)
        {
            Assert.Equal(all.Select(entry => entry.Id), (await TimelineAsync(anna, take)).Select(entry => entry.Id));
        }
    }

    [Fact]
    public async Task Two_people_of_one_browser_stay_two_and_each_has_their_own_visits()
    {
        await PostAsync(new { visitorId = Browser, events = new[] { Page("1", -9) } });
        var anna = await LeadAsync("anna", Browser, -8);
        await PostAsync(new { visitorId = Browser, events = new[] { Page("2", -7) } });
        var bob = await LeadAsync("bob", Browser, -6);
        await PostAsync(new { visitorId = Browser, events = new[] { Page("3", -5) } });

        Assert.NotEqual(anna, bob);
        Assert.Equal(["/2", "/1"], await PagesAsync(anna));
        Assert.Equal(["/3"], await PagesAsync(bob));
    }

    [Fact]
    public async Task A_person_of_two_browsers_has_the_visits_of_both()
    {
        await PostAsync(new { visitorId = Browser, events = new[] { Page("1", -9) } });
        await PostAsync(new { visitorId = "her-telephone", events = new[] { Page("2", -8) } });
        var anna = await LeadAsync("anna", Browser, -7);
        Assert.Equal(anna, await LeadAsync("anna", "her-telephone", -6));

        Assert.Equal(["/2", "/1"], await PagesAsync(anna));
    }

    [Fact]
    public async Task A_login_gives_the_visits_to_a_customer_who_is_known_and_makes_nobody()
    {
        _ = EmailAddress.TryParse("anna@visits.example", out var email);
        var anna = await _app.FileAsync(
            new CaptureBuilder("c1", "shop:acme", "customer", Now.AddHours(-3)).Email(email).ShopCustomer("acme", "77").Build());
        foreach (var (browser, id) in new[] { (Browser, "77"), ("another-browser", "78") })
        {
            await PostAsync(new { visitorId = browser, identify = new { shop = "acme", id }, events = new[] { Page("1", -1) } });
        }

        foreach (var message in await _app.TakeAsync<VisitorIdentified>(Queues.Identified))
        {
            await _app.Get<LinkVisitor>().RunAsync(message, default);
        }

        Assert.Equal(["/1"], await PagesAsync(anna));
        Assert.Single(await _app.RowsAsync(Tables.Contacts, "c|"));
    }

    [Fact]
    public async Task Visits_are_handed_out_and_erased_with_the_person_and_those_of_others_stay()
    {
        await PostAsync(new { visitorId = Browser, events = new[] { Page("1", -9) } });
        var anna = await LeadAsync("anna", Browser, -8);
        var bob = await LeadAsync("bob", Browser, -6);
        await PostAsync(new { visitorId = Browser, events = new[] { Page("2", -5) } });

        var data = await _app.Get<PersonExport>().ReadAsync(anna, default);
        Assert.Equal("/1", Text((TimelineEntry)Assert.Single(data!.Others["visits"]), "url"));

        Assert.True(await _app.Get<ContactErasure>().EraseAsync(anna, default));
        Assert.Equal("/2", Text(VisitRow.Read(Assert.Single(await _app.RowsAsync(Tables.Visits, VisitRow.Prefix))), "url"));
        Assert.Single(await _app.RowsAsync(Tables.Visits, "i|"));
        Assert.Single(await _app.RowsAsync(Tables.Visits, VisitorRow.OwnerPrefix));
        Assert.Equal(["/2"], await PagesAsync(bob));
    }

    [Theory]
    [InlineData(null, "false")]
    [InlineData("true", "true")]
    public async Task The_script_waits_for_consent_where_the_settings_say_so(string? setting, string waits)
    {
        using var app = new TestApp(azurite, new() { ["Visits:WaitForConsent"] = setting });
        var (status, script) = await app.CallForTextAsync(request => Task.FromResult(app.Get<ServeVisitScript>().Run(request)));

        Assert.Equal(200, status);
        Assert.Contains($"=== \"wait\" : {waits};", script);
        Assert.DoesNotContain("{waits}", script);
    }

    private static object Page(string id, int minutes) => new
    {
        id,
        kind = "page",
        at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(minutes),
        url = $"/{id}",
    };

    private static object Product(string id, int minutes) => new
    {
        id,
        kind = "product_view",
        at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(minutes).ToUnixTimeMilliseconds(),
        productId = 42,
    };

    private static HttpRequest AsText(HttpRequest request)
    {
        (request.Method, request.ContentType) = ("POST", "text/plain;charset=UTF-8");
        return request;
    }

    private static string? Text(TimelineEntry entry, string name) =>
        entry.Data.TryGetProperty(name, out var value) ? value.ToString() : null;

    private ReceiveVisits Post() => _app.Get<ReceiveVisits>();

    private Task<(int Status, JsonElement Body)> PostAsync(object post) =>
        _app.CallAsync(request => Post().RunAsync(AsText(request), default), post);

    private async Task<string> LeadAsync(string name, string browser, int minutes)
    {
        _ = EmailAddress.TryParse($"{name}@visits.example", out var email);
        return await _app.FileAsync(new CaptureBuilder($"lead-{name}-{browser}", "form:news", "form", Now.AddMinutes(minutes))
            .Email(email).Data("visitorId", browser).Build());
    }

    private async Task<List<TimelineEntry>> TimelineAsync(string contactId, int take = 50)
    {
        var card = await _app.CardAsync(contactId);
        var entries = new List<TimelineEntry>();
        string? place = null;
        do
        {
            var page = await _app.Get<TimelineStore>().ReadAsync(card.Contact, new Paging(take, place), default);
            entries.AddRange(page.Items);
            place = page.Continuation is null ? null : PlaceOf(page.Continuation);
        }
        while (place is not null);
        return entries;
    }

    private static string? PlaceOf(string continuation)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?continuation=" + Uri.EscapeDataString(continuation));
        return Paging.TryRead(context.Request, out var paging, out _) ? paging.Continuation : null;
    }

    private async Task<IEnumerable<string?>> PagesAsync(string contactId) =>
        (await TimelineAsync(contactId)).Where(entry => entry.Kind == "visit").Select(entry => Text(entry, "url"));

    private async Task<List<string>> StoredAsync() =>
        [.. (await _app.RowsAsync(Tables.Visits)).Select(row => $"{row.RowKey} {row.ETag} {row.GetString("Data")}")];
}
