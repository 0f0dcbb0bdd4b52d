using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The pages behind the links of mails: confirmation, preferences, receipts, unsubscribing. None of them has a script.</summary>
[Trait("Category", "Slow")]
public sealed class PublicPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("ru-RU", false, 1200, false)]
    [InlineData("en-GB", true, 360, false)]
    [InlineData("ru-RU", false, 360, true)]
    public async Task A_reader_confirms_chooses_checks_and_leaves(string language, bool hasScript, int width, bool isDark)
    {
        var (isRussian, name) = (language == "ru-RU", $"{language}-{width}-{(isDark ? "dark" : "light")}");
        var email = $"reader-{width}-{isDark}@pages.example".ToLowerInvariant();
        var confirm = await SubscribeAsync($"pages-{width}-{isDark}", email);

        var page = await browser.OpenAsync(confirm, language, hasScript, width, isDark: isDark);
        await LookAsync(page, $"confirm-{name}", hasScript);
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(isRussian ? "Вы подписаны" : "You are subscribed");
        await LookAsync(page, $"confirmed-{name}", hasScript);

        await page.GetByRole(AriaRole.Link, new() { Name = isRussian ? "Выбрать, что присылать" : "Choose what to get" }).ClickAsync();
        await Assertions.Expect(page.Locator("[name=channel][value=email]")).ToBeCheckedAsync();
        await LookAsync(page, $"preferences-{name}", hasScript);
        await page.CheckAsync("[name=frequency][value=month]");
        await page.ClickAsync("button:not([name])");
        await Assertions.Expect(page.Locator("[name=frequency][value=month]")).ToBeCheckedAsync();
        await page.CheckAsync("[name=offers]");
        await page.CheckAsync("[name=frequency][value=pause]");
        await page.ClickAsync("button:not([name])");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(isRussian ? "Сохранено" : "Saved");
        await Assertions.Expect(page.Locator("[name=frequency][value=pause]")).ToBeCheckedAsync();
        await LookAsync(page, $"preferences-saved-{name}", hasScript);

        await page.GetByRole(AriaRole.Link, new() { Name = isRussian ? "Квитанции о согласиях" : "Receipts of your consents" })
            .ClickAsync();
        await Assertions.Expect(page.Locator(".chain li")).ToHaveCountAsync(3);
        await page.Locator("summary").First.ClickAsync();
        await LookAsync(page, $"receipts-{name}", hasScript);

        await page.GetByRole(AriaRole.Link, new() { Name = isRussian ? "Изменить" : "Change", Exact = true }).ClickAsync();
        await page.ClickAsync("[name=all]");
        await Assertions.Expect(page.Locator("[name=channel][value=email]")).Not.ToBeCheckedAsync();
        var contact = await browser.Client.ContactAsync(email);
        Assert.DoesNotContain(contact.Consents, consent => consent is { Purpose: "marketing", Granted: true });
    }

    [Theory]
    [InlineData("ru-RU", false, 1200, false)]
    [InlineData("en-GB", true, 360, true)]
    public async Task A_reader_takes_all_that_is_known_and_is_erased(string language, bool hasScript, int width, bool isDark)
    {
        var (isRussian, name) = (language == "ru-RU", $"{language}-{width}");
        var email = $"leaver-{width}@pages.example";
        var page = await browser.OpenAsync(await SubscribeAsync($"pages-leave-{width}", email), language, hasScript, width, isDark: isDark);
        await page.ClickAsync("button");
        await page.GetByRole(AriaRole.Link, new() { Name = isRussian ? "Выбрать, что присылать" : "Choose what to get" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(isRussian ? "Анна, что вам присылать?" : "Анна, what may we send you?");
        var preferences = page.Url;

        await page.Locator(".mine a").First.ClickAsync();
        await LookAsync(page, $"own-data-{name}", hasScript);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button"));
        Assert.Contains(email, await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);

        await page.GotoAsync(preferences);
        await page.Locator(".mine a.era").ClickAsync();
        await LookAsync(page, $"erase-{name}", hasScript);
        await page.ClickAsync("button.danger");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(isRussian ? "Вы удалены" : "You are erased");
        await LookAsync(page, $"erased-{name}", hasScript);
        await page.GotoAsync(preferences);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(isRussian ? "Ссылка не работает" : "This link does not work");
    }

    [Fact]
    public async Task The_other_language_is_a_link_away_and_a_cut_link_says_so()
    {
        var confirm = await SubscribeAsync("pages-words", "words@pages.example");
        var page = await browser.OpenAsync(confirm, "ru-RU", hasScript: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "en", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await page.GotoAsync(confirm[..^4]);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Ссылка не работает");
        await LookAsync(page, "link-cut", hasScript: false);
    }

    [Fact]
    public async Task The_outbox_shows_mails_as_their_readers_see_them()
    {
        await SubscribeAsync("pages-outbox", "outbox@pages.example");
        var page = await browser.OpenAsync($"{browser.Api}/api/outbox/page", "ru-RU", hasScript: false);
        var mail = page.Locator("section", new() { HasText = "outbox@pages.example" }).FrameLocator("iframe");
        await Assertions.Expect(mail.GetByRole(AriaRole.Link, new() { Name = "Да, присылайте" }))
            .ToHaveCSSAsync("background-color", "rgb(22, 24, 29)");
        await BrowserFixture.PictureAsync(page, "public-outbox");
    }

    private static async Task LookAsync(IPage page, string name, bool hasScript)
    {
        await BrowserFixture.PictureAsync(page, $"public-{name}");
        if (hasScript)
        {
            await BrowserFixture.AssertAccessibleAsync(page); // It takes a script of its own.
            await BrowserFixture.AssertFitsAsync(page);
        }

        Assert.Equal(0, await page.Locator("script").CountAsync());
    }

    private async Task<string> SubscribeAsync(string form, string email)
    {
        await browser.Client.DefineFormAsync(
            form, new { kind = "newsletter", doubleOptIn = true, consentText = new { version = "3", ru = "Да", en = "Yes" } });
        await browser.Client.LeadAsync(form, new { email, name = "Анна", consent_processing = true, consent_marketing = true });
        await browser.Client.IdleAsync();
        var mail = Assert.Single(await browser.Client.OutboxAsync(), mail => mail.To == email);
        return $"{browser.Api}/api/confirm/{mail.Text!.Split("/api/confirm/")[1].Split('\n')[0].Trim()}";
    }
}
