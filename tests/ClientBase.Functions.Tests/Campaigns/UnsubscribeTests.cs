using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

[Trait("Category", "Slow")]
public sealed class UnsubscribeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string OneClick = "List-Unsubscribe=One-Click";

    [Fact]
    public async Task One_click_in_the_mail_stops_every_later_mail()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var token = await MailedTokenAsync(app);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var (status, page) = await PostAsync(app, token);
        await app.FileCapturesAsync();

        Assert.Equal(200, status);
        Assert.Contains("You are unsubscribed", page, StringComparison.Ordinal);
        var contact = (await app.CardAsync(id)).Contact;
        Assert.False(ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"));
        Assert.Contains(await app.TimelineAsync(id), entry => entry is { Kind: "consent", Source: "unsubscribe" });

        await app.DefineAsync("next");
        await app.SendAsync(await app.PlanAsync(await app.StartAsync("next")));
        Assert.Equal("skipped no-consent", await app.WhyAsync(id, "next"));
        Assert.Equal(1, (await app.ReportAsync()).GetProperty("unsubscribed").GetInt32());
    }

    [Fact]
    public async Task Looking_at_the_page_changes_nothing()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var token = await MailedTokenAsync(app);

        var (status, page) = await app.CallForTextAsync(
            request => app.Get<Unsubscribe>().ShowAsync(request, token, default), language: "de,ru;q=0.9,en;q=0.8");
        await app.FileCapturesAsync();

        Assert.Equal(200, status);
        Assert.Contains("Отписаться", page, StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\">", page, StringComparison.Ordinal);
        var contact = (await app.CardAsync(id)).Contact;
        Assert.True(ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"));
    }

    [Fact]
    public async Task Who_comes_back_can_leave_again_by_the_same_mail()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var token = await MailedTokenAsync(app);
        foreach (var agrees in new[] { false, true, false })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            if (agrees)
            {
                await app.SaysAsync("ana@example.com", agrees: true);
            }
            else
            {
                await PostAsync(app, token);
                await app.FileCapturesAsync();
            }

            var contact = (await app.CardAsync(id)).Contact;
            Assert.Equal(agrees, ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"));
        }
    }

    [Fact]
    public async Task Of_two_customers_of_one_shop_with_one_address_both_are_heard()
    {
        using var app = await CreateAsync();
        var one = await app.FileAsync(Customer(app, "1"));
        var other = await app.FileAsync(Customer(app, "2"));
        Assert.NotEqual(one, other);
        var token = (await app.Get<TokenKey>().GetSignerAsync(default)).Sign(TokenPurpose.Unsubscribe, new ContactToken(other, "spring"));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await PostAsync(app, token);
        await app.FileCapturesAsync();

        foreach (var id in new[] { one, other })
        {
            var contact = (await app.CardAsync(id)).Contact;
            Assert.False(ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"));
        }
    }

    [Fact]
    public async Task A_forged_link_is_not_found_and_changes_nothing()
    {
        using var app = await CreateAsync();
        await app.MemberAsync("ana@example.com");
        var token = await MailedTokenAsync(app);
        var other = new TokenSigner("another key altogether"u8.ToArray());
        string[] forged =
        [
            "x", "", new string('A', 2000), token[..^1], token + "A", (token[0] == 'A' ? 'B' : 'A') + token[1..],
            other.Sign(TokenPurpose.Unsubscribe, new ContactToken("0a0123456789abcdefghjkmnpq", "spring")),
        ];

        foreach (var one in forged)
        {
            Assert.Equal(404, (await PostAsync(app, one)).Status);
            Assert.Equal(404, (await app.CallForTextAsync(request => app.Get<Unsubscribe>().ShowAsync(request, one, default))).Status);
        }
    }

    [Fact]
    public async Task A_token_is_good_for_its_purpose_only_and_says_nothing_personal()
    {
        using var app = await CreateAsync();
        await app.MemberAsync("ana@example.com");
        var token = await MailedTokenAsync(app);
        var signer = await app.Get<TokenKey>().GetSignerAsync(default);

        Assert.Equal("spring", signer.Read(TokenPurpose.Unsubscribe, token)!.CampaignId);
        Assert.Null(signer.Read(TokenPurpose.Preferences, token));
        Assert.DoesNotContain(
            "ana", System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_configured_key_all_instances_share_the_one_in_storage()
    {
        using var app = await CreateAsync();
        var options = Microsoft.Extensions.Options.Options.Create(new TokenOptions());
        var tables = app.Get<Azure.Data.Tables.TableServiceClient>();
        var keys = Enumerable.Range(0, 8).Select(_ => new TokenKey(new SigningKey(tables, options))).ToList();

        var signers = await Task.WhenAll(keys.Select(key => key.GetSignerAsync(default).AsTask()));

        var token = new ContactToken("0a0123456789abcdefghjkmnpq", "spring");
        Assert.Single(signers.Select(signer => signer.Sign(TokenPurpose.Unsubscribe, token)).Distinct());
    }

    private static CapturedEvent Customer(CampaignBase app, string id)
    {
        Assert.True(EmailAddress.TryParse("family@example.com", out var address));
        return new CaptureBuilder($"customer-{id}", "shop:s", "customer", app.Clock.GetUtcNow())
            .ShopCustomer("s", id).Email(address).Consent(ConsentPurpose.Marketing, "email", address.Value, granted: true).Build();
    }

    private static async Task<string> MailedTokenAsync(CampaignBase app)
    {
        await app.DefineAsync();
        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));
        return Assert.Single(await app.OutboxAsync()).Headers["List-Unsubscribe"].Split('/')[^1].TrimEnd('>');
    }

    private static Task<(int Status, string Text)> PostAsync(CampaignBase app, string token) =>
        app.CallForTextAsync(request => app.Get<Unsubscribe>().RunAsync(request, token, default), OneClick);

    private async Task<CampaignBase> CreateAsync()
    {
        var app = new CampaignBase(azurite);
        await app.CreateAsync();
        return app;
    }
}
