using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

public sealed class ChannelCampaignTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly object Template = new { subject = "Tea", text = "Hi {{name.first}}: https://shop.example/tea" };

    [Fact]
    public async Task A_text_message_goes_to_whom_agreed_to_text_messages_and_says_why_not_to_others()
    {
        using var app = new CampaignBase(azurite, settings: new() { ["Campaigns:CostPerSms"] = "0.05" });
        await app.CreateAsync();
        var agreed = await PersonAsync(app, 1, "sms");
        var mailOnly = await PersonAsync(app, 2, "email");
        var noPhone = await app.MemberAsync("nophone@example.com");
        await app.DefineAsync(template: Template, more: new { channel = "sms" });

        var (_, plan) = await app.CallAsync(request => app.Get<ReportCampaigns>().PlanAsync(request, "spring", default));
        Assert.Equal((1, 0.05m), (plan.GetProperty("count").GetInt32(), plan.GetProperty("cost").GetDecimal()));
        await app.SendAllAsync();

        var sent = Assert.Single(await app.OutboxAsync());
        Assert.Equal(("sms", "+79160000001"), (sent.Channel, sent.To));
        Assert.Matches("^Hi Ana: http://127.0.0.1:7071/api/c/[A-Za-z0-9_-]+$", sent.Text);
        Assert.Null(sent.Html);
        Assert.Equal("sent", await app.WhyAsync(agreed));
        Assert.Equal("skipped no-consent", await app.WhyAsync(mailOnly));
        Assert.Equal("skipped no-phone", await app.WhyAsync(noPhone));
        Assert.Equal("members 3 planned 0 sent 1 refused 0 ambiguous 0 skipped no-consent=1,no-phone=1", await app.ProofAsync());
        var entry = Assert.Single(await app.TimelineAsync(agreed), entry => entry.Kind == "mail.sent");
        Assert.Equal("sms", entry.Data.GetProperty("channel").GetString());
    }

    [Fact]
    public async Task Each_gets_a_message_by_what_they_like_best_and_allow_and_the_next_where_that_is_refused()
    {
        using var app = new CampaignBase(azurite);
        await app.CreateAsync();
        var byTelegram = await PersonAsync(app, 11, ["telegram", "email"], "telegram");
        var bySms = await PersonAsync(app, 12, "sms");
        var byMail = await PersonAsync(app, 13, ["email"], "sms"); // Likes what they did not allow.
        await app.DefineAsync(template: Template, more: new { channel = "preferred" });
        await app.SendAllAsync();

        var channels = (await app.OutboxAsync()).ToDictionary(mail => mail.Id[..26], mail => mail.Channel);
        Assert.Equal(("telegram", "sms", "email"), (channels[byTelegram], channels[bySms], channels[byMail]));
        Assert.Equal("members 3 planned 0 sent 3 refused 0 ambiguous 0 skipped", await app.ProofAsync());
    }

    [Fact]
    public async Task The_cap_is_counted_by_channel()
    {
        using var app = new CampaignBase(azurite, settings: new() { ["Campaigns:FrequencyCap"] = "1" });
        await app.CreateAsync();
        var id = await PersonAsync(app, 21, "sms", "email");
        await app.DefineAsync("mail");
        await app.SendAllAsync("mail");
        await app.DefineAsync("text", template: Template, more: new { channel = "sms" });
        await app.SendAllAsync("text");
        await app.DefineAsync("again", template: Template, more: new { channel = "sms" });
        await app.SendAllAsync("again");

        Assert.Equal("sent", await app.WhyAsync(id, "text"));
        Assert.Equal("skipped frequency-cap", await app.WhyAsync(id, "again"));
    }

    [Fact]
    public async Task The_link_of_a_text_message_stops_text_messages_alone()
    {
        using var app = new CampaignBase(azurite);
        await app.CreateAsync();
        var id = await PersonAsync(app, 31, "sms", "email");
        await app.DefineAsync(template: new { text = "Tea. {{ unsubscribeUrl }}" }, more: new { channel = "sms" });
        await app.SendAllAsync();
        var text = Assert.Single(await app.OutboxAsync()).Text!;
        var token = text[(text.LastIndexOf('/') + 1)..];
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.CallForTextAsync(request => app.Get<Functions.Sending.Links.Unsubscribe>().RunAsync(request, token, default));

        var consents = (await app.CardAsync(id)).Contact.Consents;
        Assert.False(ConsentView.Allows(consents, ConsentPurpose.Marketing, "sms"));
        Assert.True(ConsentView.Allows(consents, ConsentPurpose.Marketing, "email"));
    }

    [Theory]
    [InlineData("pigeon", "channel")]
    [InlineData("webhook", "url")]
    public async Task A_channel_that_cannot_be_used_is_refused(string channel, string field)
    {
        using var app = new CampaignBase(azurite);
        await app.CreateAsync();
        var (status, answer) = await app.CallAsync(
            request => app.Get<Functions.Campaigns.Defining.DefineCampaigns>().PutAsync(request, "bad", default),
            new { segment = CampaignBase.Segment, channel, template = Template });
        Assert.Equal(400, status);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.ToString());
    }

    private static async Task<string> PersonAsync(CampaignBase app, int number, params string[] channels) =>
        await PersonAsync(app, number, channels, null);

    private static async Task<string> PersonAsync(CampaignBase app, int number, string[] channels, string? preferred)
    {
        Assert.True(EmailAddress.TryParse($"person{number}@example.com", out var email));
        Assert.True(PhoneNumber.TryParse($"+791600000{number:d2}", null, out var phone));
        var said = new CaptureBuilder($"person{number}", "form:news", "form", app.Clock.GetUtcNow())
            .Email(email).Phone(phone).Field(Domain.Contacts.ContactFields.FirstName, "Ana");
        foreach (var channel in channels)
        {
            var address = channel switch { "email" => email.Value, "sms" => phone.Value, _ => $"chat{number}" };
            said.Consent(ConsentPurpose.Marketing, channel, address, granted: true);
        }

        var id = await app.FileAsync((preferred is null ? said : said.Field("custom.preferredChannel", preferred)).Build());
        await app.Table(Tables.Contacts).UpsertEntityAsync(MemberRow.Of(CampaignBase.Segment, id, app.Clock.GetUtcNow()));
        return id;
    }
}
