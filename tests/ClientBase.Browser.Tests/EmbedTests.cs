using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>A form that a line of script puts on the shop's page.</summary>
[Trait("Category", "Slow")]
public sealed class EmbedTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task It_stands_where_the_script_stands_as_tall_as_it_is_and_takes_a_lead(string language)
    {
        var form = $"embed-{language}";
        await browser.Client.DefineFormAsync(form, new
        {
            kind = "embedded",
            allowedOrigins = new[] { browser.Shop.Origin },
            theme = new { accent = "#14704f", radius = 10 },
        });
        var script = $"<script src=\"{browser.Api}/api/forms/{form}/embed.js\" data-lang=\"{language}\" async></script>";
        var address = browser.Shop.Show(form, $"<h1>Как заваривать улун</h1><p>Вода 90 градусов.</p>{script}<p>Далее</p>");
        var page = await browser.OpenAsync($"{address}?utm_source=vk");
        var frame = page.FrameLocator("iframe");

        await Assertions.Expect(frame.Locator("html")).ToHaveAttributeAsync("lang", language);
        await frame.Locator("[name=email]").FillAsync($"{form}@browser.example");
        await page.WaitForTimeoutAsync(600);
        await BrowserFixture.PictureAsync(page, form);
        await BrowserFixture.AssertAccessibleAsync(page);
        Assert.True(await page.Locator("iframe").EvaluateAsync<bool>("frame => frame.clientHeight > 300"));
        await frame.Locator("button").ClickAsync();

        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync(language == "ru" ? "Спасибо" : "Thank you");
        await BrowserFixture.PictureAsync(page, $"{form}-thanks");
        await browser.Client.IdleAsync();
        var entry = Assert.Single(await browser.Client.TimelineAsync(await browser.Client.ContactAsync($"{form}@browser.example")));
        Assert.Equal(("vk", $"{browser.Shop.Origin}/{form}"), (entry.Text("utm_source"), entry.Text("page")));
    }

    [Fact]
    public async Task Only_allowed_sites_may_frame_it()
    {
        await browser.Client.DefineFormAsync("framed", new { kind = "embedded", allowedOrigins = new[] { "https://shop.example" } });
        var page = await browser.OpenAsync(browser.Shop.Show(
            "framed", $"<iframe src=\"{browser.Api}/api/forms/framed/page\" title=\"form\"></iframe>"));

        Assert.DoesNotContain(
            await Task.WhenAll(page.Frames.Skip(1).Select(frame => frame.ContentAsync())),
            content => content.Contains("name=\"email\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exit_popup_opens_once_when_the_pointer_leaves()
    {
        var title = new { ru = "Прежде чем уйти", en = "Before you go" };
        await browser.Client.DefineFormAsync("leaving", new { kind = "exit-popup", title });
        var page = await browser.OpenAsync(browser.Shop.Show(
            "leaving", $"<h1>Чай</h1><script src=\"{browser.Api}/api/forms/leaving/embed.js\" async></script>"));
        await page.WaitForFunctionAsync("document.querySelector('script[data-clientbase=shown]')");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);

        const string Leave = "document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: -1 }))";
        await page.EvaluateAsync(Leave);
        await Assertions.Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await Assertions.Expect(page.FrameLocator("iframe").Locator("[name=email]")).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(300);
        await BrowserFixture.PictureAsync(page, "popup");
        await BrowserFixture.AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).ClickAsync();
        await page.EvaluateAsync(Leave);
        await Assertions.Expect(page.Locator("dialog")).ToBeHiddenAsync();
    }
}
