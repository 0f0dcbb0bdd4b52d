using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>A form's own page.</summary>
[Trait("Category", "Slow")]
public sealed class HostedPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly object Tea = new
    {
        kind = "landing",
        title = new { ru = "Три улуна на пробу — к первому заказу", en = "Three oolongs to try with your first order" },
        text = new
        {
            ru = "Светлый, янтарный и тёмный, по 7 граммов. Оставьте почту, и мы пришлём код. Займёт полминуты.",
            en = "Light, amber and dark, 7 grams each. Leave your e-mail and we send a code. Half a minute.",
        },
        button = new { ru = "Получить код", en = "Get the code" },
        fields = new object[]
        {
            new { name = "email", required = true },
            new { name = "name" },
            new { name = "birthDate", hint = new { ru = "Пришлём чай в подарок", en = "We send tea as a gift" } },
            new
            {
                name = "tea", input = "choice", options = new[] { "Улун", "Пуэр", "Белый" },
                label = new { ru = "Любимый чай", en = "Favourite tea" },
            },
        },
        consentText = new
        {
            version = "3",
            url = "https://shop.example/consent",
            ru = "Разрешаю обработать эти данные, чтобы прислать код",
            en = "You may process this data to send the code",
            marketing = new
            {
                ru = "Присылайте письма о новых чаях, не чаще раза в неделю",
                en = "Send me mail about new teas, once a week at most",
            },
        },
        bonus = new { prefix = "TEA", title = new { ru = "Три улуна бесплатно", en = "Three oolongs for free" } },
        theme = new { accent = "#7a3b12", radius = 6, shop = new { ru = "Тихий чай", en = "Quiet Tea" } },
        allowedOrigins = new[] { "https://shop.example" },
    };

    [Theory]
    [InlineData("ru-RU", true)]
    [InlineData("en-GB", true)]
    [InlineData("ru-RU", false)]
    public async Task It_is_filled_in_and_thanks_with_the_bonus(string language, bool hasScript)
    {
        var form = $"tea-{language}-{hasScript}";
        await browser.Client.DefineFormAsync(form, Tea);
        var page = await browser.OpenAsync($"{browser.Api}/api/forms/{form}/page?utm_source=mail", language, hasScript);
        await BrowserFixture.PictureAsync(page, $"page-{language}-{(hasScript ? "script" : "plain")}");

        await page.FillAsync("[name=email]", $"{form}@browser.example");
        await page.FillAsync("[name=name]", "Анна");
        await page.FillAsync("[name=birthDate]", "31.12");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Пуэр" }).CheckAsync();
        await page.CheckAsync("[name=consent_processing]");
        await page.WaitForTimeoutAsync(600); // A person takes longer than half a second.
        await page.ClickAsync("button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(language == "ru-RU" ? "Спасибо" : "Thank you");
        await Assertions.Expect(page.Locator(".code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^TEA-[A-Z2-9]{8}$"));
        await BrowserFixture.PictureAsync(page, $"thanks-{language}");
        await browser.Client.IdleAsync();
        var contact = await browser.Client.ContactAsync($"{form}@browser.example");
        Assert.Equal(("--12-31", "Пуэр"), (contact.Fields["birthDate"].Value, contact.Custom["tea"]));
        var entry = Assert.Single(await browser.Client.TimelineAsync(contact));
        Assert.Equal("mail", entry.Text("utm_source"));
        Assert.Equal(await page.Locator(".code").TextContentAsync(), entry.Data["bonus"].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("ru-RU", false, 1200)]
    [InlineData("en-GB", false, 360)]
    [InlineData("ru-RU", true, 360)]
    public async Task It_can_be_used_by_everybody_on_any_screen(string language, bool isDark, int width)
    {
        var form = $"look-{language}-{isDark}-{width}";
        await browser.Client.DefineFormAsync(form, Tea);
        var page = await browser.OpenAsync($"{browser.Api}/api/forms/{form}/page", language, width: width, isDark: isDark);

        await BrowserFixture.AssertAccessibleAsync(page);
        await BrowserFixture.AssertFitsAsync(page);
        await BrowserFixture.PictureAsync(page, form);
        await page.GetByRole(AriaRole.Link, new() { Name = language == "ru-RU" ? "en" : "ru", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language == "ru-RU" ? "en" : "ru");
    }

    [Theory]
    [InlineData("nps", 360)]
    [InlineData("nps", 1200)]
    [InlineData("review", 360)]
    [InlineData("loyalty-card", 1200)]
    [InlineData("event", 1200)]
    public async Task Each_kind_has_its_own_fields(string kind, int width)
    {
        var form = $"{kind}-{width}";
        var meeting = new { name = "Чайная церемония", at = "2027-05-01T18:00:00+03:00", place = "Москва, Сретенка 5" };
        await browser.Client.DefineFormAsync(form, new
        {
            kind,
            @event = kind == "event" ? meeting : null,
            theme = new { accent = "#14704f", shop = new { ru = "Тихий чай", en = "Quiet Tea" } },
        });
        var page = await browser.OpenAsync($"{browser.Api}/api/forms/{form}/page", width: width);
        if (kind == "nps")
        {
            await page.GetByRole(AriaRole.Radio, new() { Name = "9", Exact = true }).CheckAsync();
            await Assertions.Expect(page.Locator("[name=score][value='9']")).ToBeCheckedAsync();
        }

        await BrowserFixture.PictureAsync(page, $"kind-{form}");
        await BrowserFixture.AssertAccessibleAsync(page);
        await BrowserFixture.AssertFitsAsync(page);
    }

    [Fact]
    public async Task It_is_shown_as_it_is_defined_now()
    {
        await browser.Client.DefineFormAsync("live", new { kind = "newsletter", title = new { ru = "Было" } });
        var page = await browser.OpenAsync($"{browser.Api}/api/forms/live/page");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Было");

        await browser.Client.DefineFormAsync("live", new { kind = "newsletter", title = new { ru = "Стало" } });
        await page.GotoAsync($"{browser.Api}/api/forms/live/page");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Стало");
    }

    [Fact]
    public async Task Proof_of_work_is_done_by_the_browser_and_a_page_without_script_says_that_it_is_needed()
    {
        await browser.Client.DefineFormAsync("proof", new { kind = "newsletter", proofOfWork = true });
        var page = await browser.OpenAsync($"{browser.Api}/api/forms/proof/page");
        await page.FillAsync("[name=email]", "work@browser.example");
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Спасибо", new() { Timeout = 60_000 });

        var plain = await browser.OpenAsync($"{browser.Api}/api/forms/proof/page", hasScript: false);
        await Assertions.Expect(plain.Locator(".notice")).ToContainTextAsync("JavaScript");
        await BrowserFixture.PictureAsync(plain, "work-plain");
        await plain.FillAsync("[name=email]", "lazy@browser.example");
        await plain.WaitForTimeoutAsync(600);
        await plain.ClickAsync("button");
        await Assertions.Expect(plain.Locator("[role=alert]")).ToContainTextAsync("скрипты");
        await Assertions.Expect(plain.Locator("[name=email]")).ToHaveValueAsync("lazy@browser.example");
    }

    [Fact]
    public async Task More_is_asked_later_and_only_what_is_not_known()
    {
        await browser.Client.DefineFormAsync("steps", new
        {
            kind = "newsletter",
            fields = new object[]
            {
                new { name = "email", required = true }, new { name = "city", progressive = true },
                new { name = "birthDate", progressive = true }, new { name = "sex", progressive = true },
            },
        });
        var page = await browser.OpenAsync($"{browser.Api}/api/forms/steps/page", hasScript: false);
        Assert.Equal(0, await page.Locator("[name=city]").CountAsync());
        await page.FillAsync("[name=email]", "steps@browser.example");
        await page.WaitForTimeoutAsync(600);
        await page.ClickAsync("button");
        await BrowserFixture.PictureAsync(page, "thanks-more");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ответить" }).ClickAsync();

        Assert.Equal(0, await page.Locator("[name=email]").CountAsync());
        Assert.DoesNotContain("steps@browser.example", await page.ContentAsync());
        await BrowserFixture.PictureAsync(page, "steps-second");
        await page.FillAsync("[name=city]", "Омск");
        await page.FillAsync("[name=birthDate]", "5 мая 1985");
        await page.WaitForTimeoutAsync(600);
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Спасибо");
        await browser.Client.IdleAsync();
        var contact = await browser.Client.ContactAsync("steps@browser.example");
        Assert.Equal(("Омск", "1985-05-05"), (contact.Fields["city"].Value, contact.Fields["birthDate"].Value));

        var link = await browser.Client.GetAsync<System.Text.Json.JsonElement>($"api/forms/steps/link?contact={contact.Id}");
        await page.GotoAsync(link.GetProperty("url").GetString()!);
        Assert.Equal(1, await page.Locator("legend").CountAsync()); // The sex alone is not known yet.
        Assert.Equal(0, await page.Locator("[name=city]").CountAsync());
        Assert.DoesNotContain("Омск", await page.ContentAsync());
    }
}
