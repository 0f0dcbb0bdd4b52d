using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Sending.Channels.Telegram;
using ClientBase.Functions.Sending.Channels.Twilio;
using ClientBase.Functions.Sending.Channels.Webhook;
using ClientBase.Functions.Sending.Channels.WebPush;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Sending;

public sealed class ChannelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Mail Hello = new(
        "0a0123456789abcdefghjkmnpq-1", "spring", "+79161234567", "Tea", null, "Hello, новый чай",
        new Dictionary<string, string>(), DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_text_message_is_what_Twilio_wants_and_STOP_is_heard()
    {
        var stub = new StubApi();
        using var app = App(stub, new()
        {
            ["Twilio:AccountSid"] = "AC1",
            ["Twilio:AuthToken"] = "secret",
            ["Twilio:From"] = "+15005550006",
            ["Twilio:BaseUrl"] = "http://twilio.test",
        });
        var channel = app.Get<ChannelSet>().Of("sms");

        Assert.Equal(SendResult.Accepted, (await channel.SendAsync(Hello, default)).Kind);
        var sent = stub.Sent.Single();
        Assert.Equal("http://twilio.test/2010-04-01/Accounts/AC1/Messages.json", sent.Url);
        Assert.Equal("Basic QUMxOnNlY3JldA==", sent.Headers["Authorization"]);
        Assert.Equal(
            "To=%2B79161234567&Body=Hello%2C+%D0%BD%D0%BE%D0%B2%D1%8B%D0%B9+%D1%87%D0%B0%D0%B9&From=%2B15005550006",
            Encoding.UTF8.GetString(sent.Body).Replace("%20", "+", StringComparison.Ordinal));

        stub.Answer = (HttpStatusCode.BadRequest, """{"code":21610,"message":"unsubscribed"}""");
        Assert.Equal("gone: 21610", (await channel.SendAsync(Hello, default)).Reason);
        await EachAnswerAsync(stub, channel, Hello);
    }

    [Fact]
    public async Task A_bot_writes_to_a_chat_and_a_block_is_heard()
    {
        var stub = new StubApi();
        using var app = App(stub, new() { ["Telegram:BotToken"] = "1:token", ["Telegram:BaseUrl"] = "http://telegram.test" });
        var channel = app.Get<ChannelSet>().Of("telegram");

        Assert.Equal(SendResult.Accepted, (await channel.SendAsync(Hello with { To = "4711" }, default)).Kind);
        var sent = stub.Sent.Single();
        Assert.Equal("http://telegram.test/bot1:token/sendMessage", Uri.UnescapeDataString(sent.Url));
        var body = JsonSerializer.Deserialize<JsonElement>(sent.Body);
        Assert.Equal(("4711", "Hello, новый чай"), (body.GetProperty("chat_id").GetString(), body.GetProperty("text").GetString()));

        stub.Answer = (HttpStatusCode.Forbidden, """{"ok":false,"description":"Forbidden: bot was blocked by the user"}""");
        Assert.Equal("gone: blocked", (await channel.SendAsync(Hello, default)).Reason);
        stub.Answer = (HttpStatusCode.TooManyRequests, """{"ok":false,"parameters":{"retry_after":17}}""");
        Assert.Equal(TimeSpan.FromSeconds(17), (await channel.SendAsync(Hello, default)).RetryAfter);
    }

    [Fact]
    public async Task A_notification_is_encrypted_and_signed_by_VAPID_and_a_subscription_that_is_gone_is_heard()
    {
        using var server = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];
        static string Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
        var own = server.ExportParameters(true);
        var stub = new StubApi { Answer = (HttpStatusCode.Created, "") };
        using var app = App(stub, new()
        {
            ["WebPush:Subject"] = "mailto:shop@example.com",
            ["WebPush:PublicKey"] = Url(Point(own)),
            ["WebPush:PrivateKey"] = Url(own.D!),
        });
        var channel = app.Get<ChannelSet>().Of("push");
        var subscription = JsonSerializer.Serialize(new
        {
            endpoint = "https://push.test/send/1",
            keys = new { p256dh = Url(Point(browser.ExportParameters(false))), auth = Url(RandomNumberGenerator.GetBytes(16)) },
        });

        var outcome = await channel.SendAsync(Hello with { To = subscription }, default);
        Assert.True(outcome.Kind == SendResult.Accepted, outcome.ToString());
        var sent = stub.Sent.Single();
        Assert.Equal("https://push.test/send/1", sent.Url);
        Assert.Equal("aes128gcm", sent.Headers["Content-Encoding"]);
        Assert.Contains(sent.Headers["Authorization"].Split(' ')[0], new[] { "vapid", "WebPush" });
        Assert.DoesNotContain("Hello", Encoding.UTF8.GetString(sent.Body), StringComparison.Ordinal);

        stub.Answer = (HttpStatusCode.Gone, "");
        Assert.Equal("gone: 410", (await channel.SendAsync(Hello with { To = subscription }, default)).Reason);
        Assert.Equal("gone: not a subscription", (await channel.SendAsync(Hello with { To = "{}" }, default)).Reason);
    }

    [Fact]
    public async Task A_webhook_is_signed_as_Standard_Webhooks_says_and_a_repeat_has_the_same_id()
    {
        var key = RandomNumberGenerator.GetBytes(24);
        var stub = new StubApi { Answer = (HttpStatusCode.NoContent, "") };
        using var app = App(stub, new() { ["Webhooks:Secret"] = $"whsec_{Convert.ToBase64String(key)}" });
        var channel = app.Get<ChannelSet>().Of("webhook");
        var mail = Hello with { To = "https://erp.test/hook" };

        Assert.Equal(SendResult.Accepted, (await channel.SendAsync(mail, default)).Kind);
        var sent = stub.Sent.Single();
        var (id, timestamp) = (sent.Headers["webhook-id"], sent.Headers["webhook-timestamp"]);
        Assert.Equal((Hello.IntentId, $"{app.Clock.GetUtcNow().ToUnixTimeSeconds()}"), (id, timestamp));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. sent.Body];
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}", sent.Headers["webhook-signature"]);
        Assert.Equal(
            "Hello, новый чай", JsonSerializer.Deserialize<JsonElement>(sent.Body).GetProperty("data").GetProperty("text").GetString());

        Assert.Equal(SendResult.Refused, (await channel.SendAsync(mail with { To = "ftp://erp.test" }, default)).Kind);
        await EachAnswerAsync(stub, channel, mail, redirect: true);
    }

    [Fact]
    public async Task Without_settings_a_channel_says_so_and_writes_to_the_outbox_on_ones_own_machine_only()
    {
        using var local = new TestApp(azurite);
        await local.CreateAsync();
        Assert.Equal("outbox: set Twilio__AccountSid", (await local.Get<ChannelSet>().NotesAsync(default))["sms"]);
        Assert.Equal(["email", "push", "sms", "telegram", "webhook"], (await local.Get<ChannelSet>().NotesAsync(default)).Keys.Order());
        Assert.Equal(
            SendResult.Accepted, (await local.Get<ChannelSet>().Of("sms").SendAsync(Hello with { Channel = "sms" }, default)).Kind);
        var mail = Assert.Single((await local.Get<OutboxStore>().ListAsync(new Functions.Http.Paging(10, null), default)).Items);
        Assert.Equal(("sms", "+79161234567"), (mail.Channel, mail.To));

        using var cloud = new TestApp(azurite, new() { ["AzureWebJobsStorage"] = "" });
        Assert.Equal("not configured: set Twilio__AccountSid", (await cloud.Get<ChannelSet>().NotesAsync(default))["sms"]);
        Assert.Equal(SendResult.Refused, (await cloud.Get<ChannelSet>().Of("sms").SendAsync(Hello, default)).Kind);
    }

    [Fact]
    public async Task The_channel_somebody_prefers_comes_first_and_who_is_gone_from_it_is_reached_by_the_next()
    {
        var stub = new StubApi { Answer = (HttpStatusCode.Forbidden, "{}") };
        using var app = App(stub, new()
        {
            ["Telegram:BotToken"] = "1:token",
            ["Telegram:BaseUrl"] = "http://telegram.test",
        });
        await app.CreateAsync();
        Assert.True(EmailAddress.TryParse("ana@example.com", out var email));
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        var id = await app.FileAsync(new CaptureBuilder("1", "form:news", "form", app.Clock.GetUtcNow())
            .Email(email).Phone(phone).Field("custom.preferredChannel", "telegram")
            .Consent(ConsentPurpose.Marketing, "telegram", "4711", granted: true)
            .Consent(ConsentPurpose.Marketing, "email", "ana@example.com", granted: true).Build());
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var message = new Message("m1", "spring", "Tea", "<p>Tea</p>", "Tea", new Dictionary<string, string>(), app.Clock.GetUtcNow());

        var reached = await app.Get<MessageSender>().SendAsync((await app.CardAsync(id)).Contact, message, default);
        Assert.Equal(("email", SendResult.Accepted), (reached.Channel, reached.Outcome.Kind));
        Assert.Single(stub.Sent);
        var contact = (await app.CardAsync(id)).Contact;
        Assert.False(ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "telegram"));
        Assert.True(ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"));

        await app.Get<MessageSender>().SendAsync(contact, message with { IntentId = "m2" }, default);
        Assert.Single(stub.Sent); // Nothing more goes to Telegram, and nothing ever by SMS.
        Assert.Equal(
            2, (await app.Get<OutboxStore>().ListAsync(new Functions.Http.Paging(10, null), default)).Items
                .Count(one => one.Channel == "email"));
    }

    private static async Task EachAnswerAsync(StubApi stub, IMailChannel channel, Mail mail, bool redirect = false)
    {
        (HttpStatusCode Status, SendResult Result)[] answers =
        [
            (HttpStatusCode.OK, SendResult.Accepted), (HttpStatusCode.BadRequest, SendResult.Refused),
            (HttpStatusCode.TooManyRequests, SendResult.NotSent),
            (HttpStatusCode.Unauthorized, SendResult.NotSent), (HttpStatusCode.InternalServerError, SendResult.NotSent),
            (HttpStatusCode.BadGateway, SendResult.Unknown), (HttpStatusCode.ServiceUnavailable, SendResult.NotSent),
            .. redirect ? [(HttpStatusCode.Found, SendResult.Refused)] : Array.Empty<(HttpStatusCode, SendResult)>(),
        ];
        foreach (var (status, result) in answers)
        {
            stub.Answer = (status, "{}");
            Assert.Equal((status, result), (status, (await channel.SendAsync(mail, default)).Kind));
        }

        stub.Failure = new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.Equal(SendResult.NotSent, (await channel.SendAsync(mail, default)).Kind);
        stub.Failure = new IOException("cut");
        Assert.Equal(SendResult.Unknown, (await channel.SendAsync(mail, default)).Kind);
    }

    private TestApp App(StubApi stub, Dictionary<string, string?> settings) => new(azurite, settings, services =>
    {
        string[] clients = [TwilioChannel.ClientName, TelegramChannel.ClientName, WebPushChannel.ClientName, WebhookChannel.ClientName];
        foreach (var client in clients)
        {
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => stub);
        }
    });

    private sealed class StubApi : HttpMessageHandler
    {
        public ConcurrentQueue<(string Url, Dictionary<string, string> Headers, byte[] Body)> Sent { get; } = new();

        public (HttpStatusCode Status, string Body) Answer { get; set; } = (HttpStatusCode.OK, "{}");

        public Exception? Failure { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            var headers = request.Headers.Concat(request.Content!.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            Sent.Enqueue((request.RequestUri!.ToString(), headers, await request.Content.ReadAsByteArrayAsync(cancellationToken)));
            return new HttpResponseMessage(Answer.Status)
            {
                Content = new StringContent(Answer.Body, Encoding.UTF8, "application/json"),
                RequestMessage = request,
            };
        }
    }
}
