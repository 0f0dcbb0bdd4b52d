using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Preferences;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Sending;

public sealed class PreferencesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_page_shows_what_is_chosen_and_looking_changes_nothing()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        var before = (await app.CardAsync(id)).Contact;

        var (status, page) = await app.CallForTextAsync(
            request => app.Get<ShowPreferences>().ShowAsync(request, token, default), language: "ru");

        Assert.Equal(200, status);
        Assert.Contains("Что вам присылать?", page, StringComparison.Ordinal);
        Assert.Contains("value=\"email\" checked", page, StringComparison.Ordinal);
        Assert.Contains("value=\"recipes\" checked><span>Рецепты", page, StringComparison.Ordinal);
        Assert.Contains("a…@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal(ContactHash.Of(before), ContactHash.Of((await app.CardAsync(id)).Contact));
    }

    [Fact]
    public async Task A_choice_is_in_force_when_the_page_answers()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var page = await ChooseAsync(app, token, "channel=email&topic=sales&offers=on&frequency=week");
        var contact = (await app.CardAsync(id)).Contact;
        Assert.Contains("Saved, in force already", page, StringComparison.Ordinal);
        Assert.True(ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"));
        Assert.True(ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, "any"));
        Assert.Equal(
            ("no", "yes", "week"),
            (contact.Field("custom.topic.recipes"), contact.Field("custom.topic.sales"), contact.Field("custom.mailFrequency")));
        Assert.Equal(
            [SkipReason.FrequencyCap], Eligibility.Plan(new Recipient(contact, false, 1), 3, app.Clock.GetUtcNow()).Reasons);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        page = await ChooseAsync(app, token, "offers=on&frequency=usual");
        Assert.Contains("a…@example.com, switched off on 1 March", page, StringComparison.Ordinal);
        contact = (await app.CardAsync(id)).Contact;
        Assert.Equal([SkipReason.NoConsent], Eligibility.Recheck(contact, 0, 0, app.Clock.GetUtcNow()).Reasons);
        Assert.True(Eligibility.Plan(new Recipient(contact, false, 1), 3, app.Clock.GetUtcNow()).Reasons is [SkipReason.NoConsent]);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChooseAsync(app, token, "channel=email&frequency=usual");
        contact = (await app.CardAsync(id)).Contact;
        Assert.True(Eligibility.Recheck(contact, 0, 0, app.Clock.GetUtcNow()).IsSend);
        Assert.False(ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, "any"));
        var yes = contact.Consents.First(one => one.Value.Granted && one.Key.Purpose == ConsentPurpose.Marketing).Value;
        Assert.Equal(("preferences-1", "preferences"), (yes.TextVersion, yes.Source));
    }

    [Fact]
    public async Task The_answer_to_why_names_the_silence_somebody_asked_for_and_their_own_limit()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        await app.DefineAsync();
        async Task<List<string>> ClausesAsync(string choice)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await ChooseAsync(app, token, choice);
            return [.. (await app.ExplainAsync(id)).GetProperty("rule").EnumerateArray()
                .Select(one => $"{one.GetProperty("clause")}: {one.GetProperty("holds")}")];
        }

        Assert.Contains("silence is not asked for: False", await ClausesAsync("channel=email&frequency=pause"));
        var weekly = await ClausesAsync("channel=email&frequency=week");
        Assert.Contains("fewer than 1 marketing messages in 7 days: True", weekly);
        Assert.DoesNotContain("silence is not asked for: False", weekly);
    }

    [Fact]
    public async Task Once_a_month_is_heeded_by_campaigns_and_why_says_until_when()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await ChooseAsync(app, token, "channel=email&frequency=month");
        Assert.Contains("value=\"month\" checked", page, StringComparison.Ordinal);
        await app.DefineAsync("first");
        await app.SendAllAsync("first");
        Assert.Equal("sent", await app.WhyAsync(id, "first"));

        app.Clock.Advance(TimeSpan.FromDays(20));
        await app.DefineAsync("second");
        await app.SendAllAsync("second");
        var why = await app.ExplainAsync(id, "second");
        Assert.Equal("skipped frequency-cap", await app.WhyAsync(id, "second"));
        Assert.Contains(why.GetProperty("rule").EnumerateArray(), clause =>
            clause.GetProperty("clause").GetString() == "fewer than 1 marketing messages in 30 days"
            && !clause.GetProperty("holds").GetBoolean());
        var now = app.Clock.GetUtcNow();
        Assert.InRange(why.GetProperty("nextPossibleAt").GetDateTimeOffset(), now.AddDays(9), now.AddDays(11));

        app.Clock.Advance(TimeSpan.FromDays(11));
        await app.DefineAsync("third");
        await app.SendAllAsync("third");
        Assert.Equal("sent", await app.WhyAsync(id, "third"));
    }

    [Fact]
    public async Task A_person_takes_out_their_data_and_is_erased_by_links_that_are_good_for_that_alone()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        var (_, page) = await app.CallForTextAsync(
            request => app.Get<ShowPreferences>().ShowAsync(request, token, default), language: "ru");
        var (data, erase) = (TokenIn(page, "data"), TokenIn(page, "erase"));
        foreach (var wrong in new[] { token, erase, TokenIn(page, "receipts") })
        {
            Assert.Equal(404, (await app.CallForTextAsync(request => app.Get<TakeOwnData>().RunAsync(request, wrong, default))).Status);
        }

        Assert.Equal(404, (await app.CallForTextAsync(request => app.Get<EraseMyself>().RunAsync(request, data, default))).Status);
        var (_, taken) = await app.CallForTextAsync(request => app.Get<TakeOwnData>().RunAsync(request, data, default));
        Assert.Contains("ana@example.com", taken, StringComparison.Ordinal);

        var (status, asks) = await app.CallForTextAsync(
            request => app.Get<EraseMyself>().ShowAsync(request, erase, default), language: "ru");
        Assert.Equal(200, status);
        Assert.Contains("Удалить навсегда", asks, StringComparison.Ordinal);
        Assert.NotNull((await app.CardAsync(id)).Contact);

        (status, var done) = await app.CallForTextAsync(
            request => app.Get<EraseMyself>().RunAsync(request, erase, default), language: "en");
        Assert.Equal(200, status);
        Assert.Contains("You are erased", done, StringComparison.Ordinal);
        Assert.Empty(await app.ContactsAsync());
        Assert.Equal(404, (await app.CallForTextAsync(request => app.Get<TakeOwnData>().RunAsync(request, data, default))).Status);
    }

    [Fact]
    public async Task A_month_of_silence_ends_by_itself_or_when_it_is_taken_back()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChooseAsync(app, token, "channel=email&frequency=pause");
        var contact = (await app.CardAsync(id)).Contact;

        Assert.Equal([SkipReason.Paused], Eligibility.Recheck(contact, 0, 0, app.Clock.GetUtcNow().AddDays(29)).Reasons);
        Assert.True(Eligibility.Recheck(contact, 0, 0, app.Clock.GetUtcNow().AddDays(31)).IsSend);

        app.Clock.Advance(TimeSpan.FromDays(1));
        await ChooseAsync(app, token, "channel=email&frequency=usual");
        Assert.True(Eligibility.Recheck((await app.CardAsync(id)).Contact, 0, 0, app.Clock.GetUtcNow().AddSeconds(1)).IsSend);
    }

    [Theory]
    [InlineData("all=off&channel=email&offers=on")]
    [InlineData("List-Unsubscribe=One-Click")]
    public async Task Unsubscribing_from_all_leaves_nothing_allowed(string body)
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChooseAsync(app, token, body);

        var contact = (await app.CardAsync(id)).Contact;
        Assert.DoesNotContain(contact.Consents, one => one.Key.Purpose == ConsentPurpose.Marketing && one.Value.Granted);
    }

    [Fact]
    public async Task The_person_sees_the_chain_of_their_own_consents_and_no_other_link_does()
    {
        using var app = await CreateAsync();
        var (id, token) = await ReaderAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await ChooseAsync(app, token, "frequency=usual");
        var receipts = page.Split("/api/receipts/")[1].Split('?')[0];

        var (status, shown) = await app.CallForTextAsync(
            request => app.Get<ShowReceipts>().RunAsync(request, receipts, default), language: "en");
        Assert.Equal(200, status);
        Assert.Contains("You refused marketing mail", shown, StringComparison.Ordinal);
        Assert.Contains("the page of your preferences", shown, StringComparison.Ordinal);
        Assert.Contains("The chain is whole: 2 entries of 2.", shown, StringComparison.Ordinal);
        Assert.Equal(404, (await app.CallForTextAsync(request => app.Get<ShowReceipts>().RunAsync(request, token, default))).Status);
        Assert.Equal(404, (await app.CallForTextAsync(request => app.Get<ShowPreferences>().ShowAsync(request, receipts, default))).Status);
        Assert.NotEmpty(id);
    }

    private static string TokenIn(string page, string path) => page.Split($"/api/{path}/")[1].Split('?')[0];

    private static async Task<(string Id, string Token)> ReaderAsync(CampaignBase app)
    {
        var id = await app.MemberAsync("ana@example.com");
        var signer = await app.Get<TokenKey>().GetSignerAsync(default);
        return (id, signer.Sign(TokenPurpose.Preferences, new ContactToken(id, "spring")));
    }

    private static async Task<string> ChooseAsync(CampaignBase app, string token, string body)
    {
        var (status, page) = await app.CallForTextAsync(
            request => app.Get<ShowPreferences>().ChangeAsync(request, token, default), body, language: "en");
        Assert.Equal(200, status);
        return page;
    }

    private async Task<CampaignBase> CreateAsync()
    {
        var app = new CampaignBase(azurite, settings: new()
        {
            ["Preferences:Topics:recipes:Ru"] = "Рецепты",
            ["Preferences:Topics:sales:Ru"] = "Распродажи",
        });
        await app.CreateAsync();
        return app;
    }
}
