using ClientBase.Domain.Consent;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Sending.Consents;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Sending;

public sealed class DoubleOptInTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Marketing_is_granted_when_the_reader_of_the_mail_says_so_and_not_before()
    {
        using var app = await CreateAsync();
        var id = await PostAsync(app, "ana@example.com");

        var contact = (await app.CardAsync(id)).Contact;
        Assert.DoesNotContain(ConsentView.Of(contact.Consents), answer => answer.Purpose == ConsentPurpose.Marketing);
        Assert.True(ConsentView.Allows(contact.Consents, ConsentPurpose.Processing, "any"));
        var mail = Assert.Single(await app.OutboxAsync());
        Assert.Equal(("ana@example.com", "Подтвердите подписку"), (mail.To, mail.Subject));
        Assert.DoesNotContain("List-Unsubscribe", mail.Headers.Keys);
        Assert.Contains(await app.TimelineAsync(id), entry => entry.Kind == "mail.sent");

        var token = TokenOf(mail);
        var (shown, page) = await app.CallForTextAsync(
            request => app.Get<ConfirmSubscription>().ShowAsync(request, token, default), language: "en");
        Assert.Equal(200, shown);
        Assert.Contains("<form method=\"post\">", page, StringComparison.Ordinal);
        Assert.False(ConsentView.Allows((await app.CardAsync(id)).Contact.Consents, ConsentPurpose.Marketing, "email"));

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await ConfirmAsync(app, token));
        var answer = Assert.Single(
            ConsentView.Of((await app.CardAsync(id)).Contact.Consents), answer => answer.Purpose == ConsentPurpose.Marketing);
        Assert.Equal(
            ("email", true, "3", "form:news"),
            (answer.Channel, answer.Statement.Granted, answer.Statement.TextVersion, answer.Statement.Source));
        Assert.Equal(app.Clock.GetUtcNow(), answer.Statement.Said.At);
        await ConfirmAsync(app, token);
        Assert.Single(await app.TimelineAsync(id), entry => entry.Kind == "consent");
    }

    [Fact]
    public async Task A_repeat_of_the_form_or_of_its_message_is_one_mail_and_a_later_one_asks_again()
    {
        using var app = await CreateAsync();
        await PostAsync(app, "ana@example.com");
        await PostAsync(app, "ana@example.com");
        Assert.Single(await app.OutboxAsync());

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var id = await PostAsync(app, "ana@example.com");
        Assert.Equal(2, (await app.OutboxAsync()).Count);

        await ConfirmAsync(app, TokenOf((await app.OutboxAsync())[0]));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await PostAsync(app, "ana@example.com");
        Assert.Equal(2, (await app.OutboxAsync()).Count);
        Assert.True(ConsentView.Allows((await app.CardAsync(id)).Contact.Consents, ConsentPurpose.Marketing, "email"));
    }

    [Fact]
    public async Task Without_the_box_nobody_is_asked_and_a_refusal_counts_at_once()
    {
        using var app = await CreateAsync();
        await PostAsync(app, "ana@example.com", marketing: null);
        Assert.Empty(await app.OutboxAsync());

        var id = await PostAsync(app, "bea@example.com", marketing: "no");
        Assert.Empty(await app.OutboxAsync());
        Assert.Contains(
            ConsentView.Of((await app.CardAsync(id)).Contact.Consents),
            answer => answer is { Purpose: "marketing", Statement.Granted: false });
    }

    [Fact]
    public async Task A_link_made_for_something_else_confirms_nothing()
    {
        using var app = await CreateAsync();
        var id = await PostAsync(app, "ana@example.com");
        var signer = await app.Get<TokenKey>().GetSignerAsync(default);
        var token = signer.Sign(TokenPurpose.Unsubscribe, new ContactToken(id, "spring"));

        Assert.Equal(404, await ConfirmAsync(app, token));
        Assert.Equal(404, await ConfirmAsync(app, "x"));
        Assert.False(ConsentView.Allows((await app.CardAsync(id)).Contact.Consents, ConsentPurpose.Marketing, "email"));
    }

    private static string TokenOf(OutboxMail mail) => mail.Text!.Split("/api/confirm/")[1].Split('\n')[0].Trim();

    private static async Task<int> ConfirmAsync(CampaignBase app, string token) =>
        (await app.CallForTextAsync(request => app.Get<ConfirmSubscription>().RunAsync(request, token, default))).Status;

    private static async Task<string> PostAsync(CampaignBase app, string email, string? marketing = "yes")
    {
        var post = new Dictionary<string, string?> { ["email"] = email, ["consent_processing"] = "yes", ["consent_marketing"] = marketing };
        var (status, _) = await app.CallAsync(
            request =>
            {
                request.Method = "POST";
                request.ContentType = "application/json";
                return app.Get<ReceiveForm>().RunAsync(request, "news", default);
            },
            post.Where(field => field.Value is not null).ToDictionary());
        Assert.Equal(202, status);
        var id = "";
        foreach (var message in await app.TakeAsync<CaptureReceived>(Queues.Captured))
        {
            var capture = await app.Get<CaptureStore>().OpenAsync(message, default);
            id = await app.FileAsync(capture);
            await app.Get<FiledOptIns>().NoteAsync(capture, id, default);
            await app.Get<FiledOptIns>().NoteAsync(capture, id, default);
        }

        foreach (var message in await app.TakeAsync<OptInFiled>(Queues.Confirmations))
        {
            await app.Get<SendConfirmation>().RunAsync(message, default);
        }

        return id;
    }

    private async Task<CampaignBase> CreateAsync()
    {
        var app = new CampaignBase(azurite);
        await app.CreateAsync();
        var form = new
        {
            kind = "newsletter",
            title = new { ru = "Новости" },
            doubleOptIn = true,
            consentText = new { version = "3", ru = "Согласен" },
        };
        var (status, _) = await app.CallAsync(request => app.Get<DefineForms>().PutAsync(request, "news", default), form);
        Assert.Equal(200, status);
        return app;
    }
}
