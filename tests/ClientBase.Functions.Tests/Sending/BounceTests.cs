using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Events.Bounces;
using ClientBase.Functions.Sending.Events.Twilio;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Sending;

public sealed class BounceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Secret = "a-secret-of-the-mailbox";
    private const string Token = "twilio-token";

    [Theory]
    [InlineData("5.1.1", true)]
    [InlineData("5.2.2", false)]
    [InlineData("5.7.1", false)]
    [InlineData("4.4.1", false)]
    public async Task A_mail_that_comes_back_is_counted_and_an_address_that_takes_none_is_marked(string code, bool isForGood)
    {
        using var app = await SentAsync(new() { ["Smtp:BounceSecret"] = Secret });
        var mail = Assert.Single(await app.OutboxAsync());
        var letter = Report(mail.Id, code[0] == '4' ? "delayed" : "failed", code);
        Assert.Equal(200, await PostAsync(app, letter));
        await app.FileCapturesAsync();
        Assert.Equal(200, await PostAsync(app, letter));
        await app.FileCapturesAsync();

        var report = await app.ReportAsync();
        Assert.Equal(code[0] == '5' ? 1 : 0, report.GetProperty("bounced").GetInt32());
        Assert.Equal(isForGood, (await app.CardAsync(mail.Id[..26])).Contact.Undeliverable.ContainsKey("ana@example.com"));
    }

    [Fact]
    public async Task Who_calls_a_mail_spam_gets_no_more_and_a_letter_of_somebody_on_holiday_says_nothing()
    {
        using var app = await SentAsync(new() { ["Smtp:BounceSecret"] = Secret });
        var mail = Assert.Single(await app.OutboxAsync());
        Assert.Equal(200, await PostAsync(app, "From: ana@example.com\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away."));
        Assert.True(Eligibility.Recheck((await app.CardAsync(mail.Id[..26])).Contact, 0, 0, app.Clock.GetUtcNow()).IsSend);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await PostAsync(app, Complaint(mail.Id)));
        await app.FileCapturesAsync();
        Assert.Equal(
            [SkipReason.NoConsent],
            Eligibility.Recheck((await app.CardAsync(mail.Id[..26])).Contact, 0, 0, app.Clock.GetUtcNow()).Reasons);
        Assert.Equal(1, (await app.ReportAsync()).GetProperty("complained").GetInt32());
        Assert.Equal(401, await PostAsync(app, Complaint(mail.Id), "another"));
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_as_unknown_is_marked_at_once()
    {
        using var app = new CampaignBase(azurite, channel: _ => new RefusingChannel("bounced: 550 no such user"));
        await app.CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        await app.DefineAsync();
        await app.SendAllAsync();
        await app.FileCapturesAsync();

        Assert.Equal("refused bounced: 550 no such user", await app.WhyAsync(id));
        Assert.True((await app.CardAsync(id)).Contact.Undeliverable.ContainsKey("ana@example.com"));
    }

    [Fact]
    public async Task Twilio_tells_how_a_text_message_went_and_who_is_gone_gets_no_more()
    {
        using var app = new CampaignBase(azurite, settings: new() { ["Twilio:AuthToken"] = Token });
        await app.CreateAsync();
        var id = await TextedAsync(app);
        var query = $"?intent={Intent.IdOf("spring", id)}&campaign=spring";
        Dictionary<string, string> delivered = new() { ["MessageSid"] = "SM1", ["MessageStatus"] = "delivered", ["To"] = "+79160000041" };
        Assert.Equal(401, await TwilioAsync(app, query, delivered, "bm90IHRoZSBzaWduYXR1cmU="));
        Assert.Equal(200, await TwilioAsync(app, query, delivered));
        Assert.Equal(1, (await app.ReportAsync()).GetProperty("delivered").GetInt32());

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Dictionary<string, string> failed = new(delivered) { ["MessageStatus"] = "undelivered", ["ErrorCode"] = "30005" };
        Assert.Equal(200, await TwilioAsync(app, query, failed));
        Assert.False(ConsentView.Allows((await app.CardAsync(id)).Contact.Consents, ConsentPurpose.Marketing, "sms"));
        Assert.Equal(1, (await app.ReportAsync()).GetProperty("bounced").GetInt32());
    }

    [Theory]
    [InlineData("Stop.", false)]
    [InlineData("СТОП", false)]
    [InlineData("When do you open?", true)]
    public async Task Who_answers_STOP_gets_no_more_text_messages(string text, bool isOn)
    {
        using var app = new CampaignBase(azurite, settings: new() { ["Twilio:AuthToken"] = Token });
        await app.CreateAsync();
        var id = await TextedAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await TwilioAsync(app, "", new() { ["MessageSid"] = "SM2", ["From"] = "+79160000041", ["Body"] = text }));
        Assert.Equal(isOn, ConsentView.Allows((await app.CardAsync(id)).Contact.Consents, ConsentPurpose.Marketing, "sms"));
    }

    // As Twilio's documentation signs it.
    [Fact]
    public void Twilios_own_example_verifies() => Assert.Null(TwilioSignature.Refuse(
        "12345",
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        ["https://mycompany.com/myapp.php?foo=1&bar=2"],
        [
            new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"), new("From", "+14158675309"),
            new("To", "+18005551212"),
        ]));

    private async Task<CampaignBase> SentAsync(Dictionary<string, string?> settings)
    {
        var app = new CampaignBase(azurite, settings: settings);
        await app.CreateAsync();
        await app.MemberAsync("ana@example.com");
        await app.DefineAsync();
        await app.SendAllAsync();
        return app;
    }

    private static async Task<string> TextedAsync(CampaignBase app)
    {
        Assert.True(PhoneNumber.TryParse("+79160000041", null, out var phone));
        var id = await app.FileAsync(new CaptureBuilder("texted", "form:news", "form", app.Clock.GetUtcNow())
            .Phone(phone).Consent(ConsentPurpose.Marketing, "sms", phone.Value, granted: true).Build());
        await app.Table(Functions.Storage.Tables.Contacts).UpsertEntityAsync(
            Functions.Storage.Rows.MemberRow.Of(CampaignBase.Segment, id, app.Clock.GetUtcNow()));
        await app.DefineAsync(template: new { text = "Tea" }, more: new { channel = "sms" });
        await app.SendAllAsync();
        return id;
    }

    private static Task<int> PostAsync(CampaignBase app, string letter, string secret = Secret) => app.PostRawAsync(
        request => app.Get<ReceiveBounce>().RunAsync(request, secret, default), Encoding.UTF8.GetBytes(letter), "message/rfc822");

    private static Task<int> TwilioAsync(CampaignBase app, string query, Dictionary<string, string> fields, string? signature = null)
    {
        var url = "http://127.0.0.1:7071/api/twilio/events" + query;
        var posted = fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value);
        var signed = url + string.Concat(posted);
#pragma warning disable CA5350 // As Twilio does.
        signature ??= Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        var body = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return app.PostRawAsync(
            request =>
            {
                request.Path = "/api/twilio/events";
                request.QueryString = new QueryString(query);
                request.Headers[TwilioSignature.Header] = signature;
                return app.Get<ReceiveTwilio>().RunAsync(request, default);
            },
            Encoding.UTF8.GetBytes(body),
            "application/x-www-form-urlencoded");
    }

    private static string Report(string intent, string action, string status) => $"""
        From: MAILER-DAEMON@mx.example
        To: bounces+{intent}@shop.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Your mail could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; ana@example.com
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; {status} told so

        --b
        Content-Type: text/rfc822-headers

        From: Shop <news@shop.example>
        Message-ID: <{intent}@shop.example>
        Feedback-ID: spring:{intent}:mail:clientbase

        --b--
        """.ReplaceLineEndings("\r\n");

    private static string Complaint(string intent) => $"""
        From: feedback@provider.example
        To: abuse@shop.example
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="b"

        --b
        Content-Type: text/plain

        This is an abuse report.
        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Feedback/1.0
        Version: 1

        --b
        Content-Type: message/rfc822

        From: Shop <news@shop.example>
        Message-ID: <{intent}@shop.example>
        Feedback-ID: spring:{intent}:mail:clientbase
        Subject: Tea

        Tea
        --b--
        """.ReplaceLineEndings("\r\n");

    private sealed class RefusingChannel(string why) : IMailChannel
    {
        public bool KnowsRepeats => true;

        public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken) => Task.FromResult(SendOutcome.Refused(why));
    }
}
