using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>A plain HTML form on the shop's own page.</summary>
[Trait("Category", "Slow")]
public sealed class PlainFormTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_on_a_page_of_another_origin_is_taken_with_script_and_without(bool hasScript)
    {
        var (form, email) = ($"plain-{hasScript}", $"plain-{hasScript}@browser.example".ToLowerInvariant());
        await browser.Client.DefineFormAsync(form, new { kind = "landing", allowedOrigins = new[] { browser.Shop.Origin } });
        var page = await browser.OpenAsync(browser.Shop.Show(form, Form(form)), hasScript: hasScript);

        await page.FillAsync("[name=email]", email);
        await page.FillAsync("[name=name]", "Анна Иванова");
        await page.CheckAsync("[name=consent_marketing]");
        await page.ClickAsync("button");

        await Assertions.Expect(page).ToHaveURLAsync($"{browser.Api}/api/forms/{form}/thanks");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Спасибо");
        await browser.Client.IdleAsync();
        var contact = await browser.Client.ContactAsync(email);
        Assert.Equal(("Анна", "Иванова"), (contact.Name.First, contact.Name.Last));
        Assert.Contains(contact.Consents, consent => consent is { Purpose: "marketing", Channel: "email", Granted: true });
    }

    [Fact]
    public async Task A_page_in_windows_1251_is_read_in_its_own_letters()
    {
        await browser.Client.DefineFormAsync("cp1251");
        var form = Form("cp1251").Replace("<form", "<form accept-charset=\"windows-1251\"", StringComparison.Ordinal);
        var address = browser.Shop.Show("cp1251", form);
        var page = await browser.OpenAsync(address, hasScript: false);

        await page.FillAsync("[name=email]", "cp1251@browser.example");
        await page.FillAsync("[name=name]", "Ёлка Щукина");
        await page.ClickAsync("button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Спасибо");
        await browser.Client.IdleAsync();
        Assert.Equal("Щукина", (await browser.Client.ContactAsync("cp1251@browser.example")).Name.Last);
    }

    [Fact]
    public async Task From_a_foreign_origin_it_is_refused()
    {
        await browser.Client.DefineFormAsync("foreign", new { kind = "landing", allowedOrigins = new[] { "https://shop.example" } });
        var page = await browser.OpenAsync(browser.Shop.Show("foreign", Form("foreign")), hasScript: false);

        await page.FillAsync("[name=email]", "foreign@browser.example");
        await page.ClickAsync("button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Форма не отправлена");
        await BrowserFixture.PictureAsync(page, "foreign-ru");
        await BrowserFixture.AssertAccessibleAsync(await SameWithScriptAsync(page));
        await browser.Client.IdleAsync();
        Assert.Empty(await browser.Client.ContactsAsync("email=foreign@browser.example"));
    }

    [Fact]
    public async Task A_script_of_a_foreign_origin_cannot_read_the_answer_and_one_of_an_allowed_origin_can()
    {
        await browser.Client.DefineFormAsync("fetch-foreign", new { kind = "landing", allowedOrigins = new[] { "https://shop.example" } });
        await browser.Client.DefineFormAsync("fetch-own", new { kind = "landing", allowedOrigins = new[] { browser.Shop.Origin } });
        var page = await browser.OpenAsync(browser.Shop.Show("fetch", ""));
        Task<string> PostAsync(string form) => page.EvaluateAsync<string>(
            """
            ([url, email]) =>
                fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email }) })
                .then((answer) => answer.json()).then((json) => json.captureId ? "taken" : "refused", () => "blocked")
            """,
            new[] { $"{browser.Api}/api/forms/{form}", $"{form}@browser.example" });

        Assert.Equal("blocked", await PostAsync("fetch-foreign"));
        Assert.Equal("taken", await PostAsync("fetch-own"));
    }

    [Theory]
    [InlineData("ru-RU", "Проверьте, пожалуйста, эти поля.")]
    [InlineData("en-GB", "Some fields need mending.")]
    public async Task An_error_is_a_page_in_the_readers_language_that_keeps_what_was_typed(string language, string problem)
    {
        var form = $"mend-{language}";
        await browser.Client.DefineFormAsync(form, new
        {
            kind = "landing",
            fields = new object[] { new { name = "email", required = true }, new { name = "name" }, new { name = "message" } },
            consentText = new { version = "3", ru = "Разрешаю обработать эти данные", en = "You may process this data" },
        });
        var page = await browser.OpenAsync(browser.Shop.Show(form, Form(form)), language);

        await page.FillAsync("[name=email]", "anna at shop");
        await page.FillAsync("[name=name]", "Анна <b>Иванова</b>");
        await page.FillAsync("[name=tea]", "улун");
        await page.CheckAsync("[name=consent_marketing]");
        await page.ClickAsync("button");

        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync(problem);
        await Assertions.Expect(page.Locator("[name=email]")).ToHaveValueAsync("anna at shop");
        await Assertions.Expect(page.Locator("[name=name]")).ToHaveValueAsync("Анна <b>Иванова</b>");
        await Assertions.Expect(page.Locator("[name=consent_marketing]")).ToBeCheckedAsync();
        await BrowserFixture.PictureAsync(page, $"error-{language}");
        await BrowserFixture.AssertAccessibleAsync(page);

        await page.FillAsync("[name=email]", $"{form}@browser.example");
        await page.CheckAsync("[name=consent_processing]");
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(language == "ru-RU" ? "Спасибо" : "Thank you");
        await browser.Client.IdleAsync();
        Assert.Equal("улун", (await browser.Client.ContactAsync($"{form}@browser.example")).Custom["tea"]);
    }

    // axe is a script: what a page without script shows is looked at in a tab that has one.
    private async Task<IPage> SameWithScriptAsync(IPage page)
    {
        var again = await browser.OpenAsync("about:blank");
        await again.SetContentAsync(await page.ContentAsync());
        return again;
    }

    private string Form(string formId) =>
        $"""
        <form method="post" action="{browser.Api}/api/forms/{formId}">
        <input name="email"><input name="name"><input name="tea"><input type="checkbox" name="consent_marketing">
        <input name="_hp" hidden><button>Отправить</button>
        </form>
        """;
}
