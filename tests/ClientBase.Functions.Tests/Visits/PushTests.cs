using System.Net;
using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Privacy.Retention;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Sending.Channels.WebPush;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Visits.Push;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Visits;

/// <summary>From a browser that allows notifications to the person who gets them.</summary>
public sealed class PushTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Browser = "browser-of-pia";
    private const string Point = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM";
    private const string PublicKey = "BG75gQzY9-GHdoJqUXPmDa7Ydwm-WXaUdxIfQmgwvSYfHeTCPkhKtale5ZHBspyP3DT_cLMs_LpUfBJKe-1Xdoc";
    private const string Secret = "tBHItJI5svbpez7KI4CCXg";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly PushService _service = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = new TestApp(
            azurite,
            new()
            {
                ["Visits:RatePerMinute"] = "30",
                ["Visits:AllowedOrigins"] = "https://shop.example",
                ["WebPush:Subject"] = "mailto:shop@example.com",
                ["WebPush:PublicKey"] = PublicKey,
                ["WebPush:PrivateKey"] = "fuR8aJ0-IZuu9NL4_nZZ4VswKhVLPBOGktbfuyFM77s",
            },
            services => services.AddHttpClient(WebPushChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => _service));
        await _app.CreateAsync();
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        _service.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_is_known_by_the_browser_agrees_to_notifications_and_a_repeat_says_nothing_more()
    {
        var pia = await LeadAsync("pia", Browser);
        Assert.Equal(202, await PostAsync(Body(id: "click-1")));
        Assert.Equal(202, await PostAsync(Body(id: "click-1")));
        await SettleAsync();

        var contact = (await _app.CardAsync(pia)).Contact;
        var (subject, said) = Assert.Single(contact.Consents, one => one.Key.Channel == "push");
        Assert.True(said.Granted);
        Assert.Equal(("browser-permission", "push"), (said.TextVersion, said.Source));
        Assert.Equal("", subject.Address); // The person agrees; a browser's address changes.
        var way = Assert.Single(ChannelOrder.Of(contact, _ => true));
        Assert.Equal("push", way.Channel);
        Assert.Equal("https://push.example/1", JsonDocument.Parse(way.Address).RootElement.GetProperty("endpoint").GetString());
        var data = await _app.Get<PersonExport>().ReadAsync(pia, default);
        Assert.Single(data!.Timeline, entry => entry.Source == "push");
        Assert.Empty(await _app.RowsAsync(Tables.Visits, VisitorRow.PushPrefix));
    }

    [Fact]
    public async Task It_waits_for_its_person_and_is_not_given_to_the_next_one_of_the_browser()
    {
        Assert.Equal(202, await PostAsync(Body()));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(202, await PostAsync(Body(granted: false)));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(202, await PostAsync(Body()));
        await SettleAsync();
        Assert.NotEmpty(await _app.RowsAsync(Tables.Visits, VisitorRow.PushPrefix));

        var pia = await LeadAsync("pia", Browser);
        var tom = await LeadAsync("tom", Browser);
        await SettleAsync();

        Assert.True(await AllowsAsync(pia));
        Assert.False(await AllowsAsync(tom));
    }

    [Fact]
    public async Task A_customers_id_that_anybody_could_send_does_not_get_it()
    {
        _ = EmailAddress.TryParse("pia@push.example", out var email);
        var pia = await _app.FileAsync(
            new CaptureBuilder("p1", "shop:acme", "customer", _app.Clock.GetUtcNow()).Email(email).ShopCustomer("acme", "77").Build());
        await _app.Get<LinkVisitor>().RunAsync(new VisitorIdentified(Browser, "acme", "77", _app.Clock.GetUtcNow()), default);
        await PostAsync(Body());
        await SettleAsync();

        Assert.False(await AllowsAsync(pia));
        Assert.Single(await _app.RowsAsync(Tables.Visits, VisitorRow.PushPrefix));
        Assert.True(await _app.Get<ContactErasure>().EraseAsync(pia, default));
        Assert.Empty(await _app.RowsAsync(Tables.Visits, VisitorRow.PushPrefix));
    }

    [Fact]
    public async Task It_is_taken_back_by_the_browser_by_its_service_and_given_anew()
    {
        var pia = await LeadAsync("pia", Browser);
        await SayAsync(Body(granted: true));
        await SayAsync(Body(granted: false));
        Assert.False(await AllowsAsync(pia));
        await SayAsync(Body(granted: true));
        Assert.True(await AllowsAsync(pia));

        await SendAsync(pia, "m1");
        var sent = Assert.Single(_service.Sent);
        Assert.Equal("https://push.example/1", sent);

        _service.Answer = HttpStatusCode.Gone;
        await SendAsync(pia, "m2");
        Assert.False(await AllowsAsync(pia));
        await SayAsync(Body(endpoint: "https://push.example/2")); // Allowed anew, a browser has another address.
        _service.Answer = HttpStatusCode.Created;
        await SendAsync(pia, "m3");
        Assert.Equal("https://push.example/2", _service.Sent[^1]);
    }

    [Fact]
    public async Task Nothing_of_it_is_left_of_who_is_erased()
    {
        var pia = await LeadAsync("pia", Browser);
        await SayAsync(Body());
        await _app.Get<OutboxStore>().PutAsync(new Mail(
            $"{pia}-1", "spring", "{\"endpoint\":\"https://push.example/1\"}", "Tea", null, "Tea", new Dictionary<string, string>(), Noon)
        { Channel = "push" });
        Assert.Single((await _app.Get<PersonExport>().ReadAsync(pia, default))!.Others["mails"]);

        Assert.True(await _app.Get<ContactErasure>().EraseAsync(pia, default));

        foreach (var table in Tables.All)
        {
            Assert.DoesNotContain(
                await _app.RowsAsync(table),
                row => row.Keys.Any(name => $"{row[name]}".Contains("push.example", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_nobody_claims_is_kept_as_long_as_visits_are()
    {
        await SayAsync(Body());
        await _app.Get<OldVisits>().DeleteAsync(_app.Clock.GetUtcNow().AddDays(-1), default);
        Assert.Single(await _app.RowsAsync(Tables.Visits, VisitorRow.PushPrefix));
        await _app.Get<OldVisits>().DeleteAsync(_app.Clock.GetUtcNow().AddDays(1), default);
        Assert.Empty(await _app.RowsAsync(Tables.Visits, VisitorRow.PushPrefix));
    }

    [Fact]
    public async Task What_is_no_subscription_is_refused_with_why()
    {
        (string Member, string? Value)[] wrong =
        [
            ("endpoint", "http://push.example/1"), ("endpoint", "https://user:pass@push.example/1"), ("endpoint", "javascript:alert(1)"),
            ("endpoint", null), ("visitorId", "with space"), ("visitorId", null), ("keys", null),
        ];
        foreach (var (member, value) in wrong)
        {
            var body = JsonSerializer.SerializeToNode(Body())!;
            body[member] = value;

            var (status, answer) = await CallAsync(body);

            Assert.Equal(400, status);
            Assert.Contains(
                answer.GetProperty("errors").EnumerateObject(), error => error.Name.StartsWith(member, StringComparison.Ordinal));
        }

        Assert.Empty(await _app.TakeAsync<VisitorIdentified>(Queues.Identified));
    }

    [Fact]
    public async Task Another_site_is_refused_and_who_posts_too_often_waits()
    {
        Assert.Equal(403, await PostAsync(Body(), origin: "https://evil.example"));
        Assert.Equal(202, await PostAsync(Body(), origin: "https://shop.example"));
        var statuses = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            statuses.Add(await PostAsync(Body(id: "again")));
        }

        Assert.Equal(429, statuses[^1]);
    }

    [Fact]
    public async Task A_site_is_given_the_key_and_the_worker_that_shows_them()
    {
        var (status, offer) = await _app.CallAsync(request => Task.FromResult(_app.Get<OfferPush>().Key(request)));
        Assert.Equal((200, PublicKey), (status, offer.GetProperty("publicKey").GetString()));
        var (_, worker) = await _app.CallForTextAsync(request => Task.FromResult(_app.Get<OfferPush>().Script(request)));
        Assert.Contains("showNotification", worker);

        using var without = new TestApp(azurite);
        (_, offer) = await without.CallAsync(request => Task.FromResult(without.Get<OfferPush>().Key(request)));
        Assert.Equal(JsonValueKind.Null, offer.GetProperty("publicKey").ValueKind);
    }

    private static object Body(bool? granted = null, string? id = null, string endpoint = "https://push.example/1") => new
    {
        visitorId = Browser,
        endpoint,
        expirationTime = (long?)null,
        keys = new { p256dh = Point, auth = Secret },
        granted,
        page = "https://shop.example/tea",
        id,
    };

    private async Task SayAsync(object body)
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(202, await PostAsync(body));
        await SettleAsync();
    }

    private async Task<int> PostAsync(object body, string? origin = null) => (await CallAsync(body, origin)).Status;

    private Task<(int Status, JsonElement Body)> CallAsync(object body, string? origin = null) => _app.CallAsync(
        request =>
        {
            (request.Method, request.Headers.Origin) = ("POST", origin);
            return _app.Get<TakePushSubscription>().RunAsync(request, default);
        },
        body);

    private async Task SettleAsync()
    {
        foreach (var message in await _app.TakeAsync<VisitorIdentified>(Queues.Identified))
        {
            await _app.Get<LinkVisitor>().RunAsync(message, default);
        }

        foreach (var message in await _app.TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await _app.Get<FileCapture>().RunAsync(message, default);
        }
    }

    private async Task<bool> AllowsAsync(string contactId) =>
        ConsentView.Allows((await _app.CardAsync(contactId)).Contact.Consents, ConsentPurpose.Marketing, "push");

    private async Task SendAsync(string contactId, string id)
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var contact = (await _app.CardAsync(contactId)).Contact;
        var message = new Message(
            id, "spring", "Tea", null, "New tea https://shop.example/tea", new Dictionary<string, string>(), _app.Clock.GetUtcNow());
        await _app.Get<MessageSender>().SendAsync(contact, message, default);
    }

    private async Task<string> LeadAsync(string name, string browser)
    {
        _ = EmailAddress.TryParse($"{name}@push.example", out var email);
        return await _app.FileAsync(new CaptureBuilder($"lead-{name}", "form:news", "form", _app.Clock.GetUtcNow())
            .Email(email).Data("visitorId", browser).Build());
    }

    private sealed class PushService : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.Created;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add(request.RequestUri!.ToString());
            return Task.FromResult(new HttpResponseMessage(Answer));
        }
    }
}
