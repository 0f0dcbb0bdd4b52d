using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The page of the interface: it shows itself, asks for the key where one is wanted, and speaks to nobody else.</summary>
[Trait("Category", "Slow")]
public sealed class DocsTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task The_interface_is_shown_without_a_word_to_another_host()
    {
        var page = await browser.OpenAsync("about:blank", "en-GB");
        var troubles = Troubles(page);

        await page.GotoAsync($"{browser.Api}/api/docs");
        await Assertions.Expect(page.Locator("#app")).ToContainTextAsync("ClientBase", new() { Timeout = 30_000 });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(page.Locator("#app")).ToContainTextAsync("contacts");
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
        await BrowserFixture.PictureAsync(page, "docs");

        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Where_a_key_is_wanted_it_is_asked_for_and_kept_for_the_tab()
    {
        var page = await browser.OpenAsync("about:blank");
        await page.RouteAsync("**/api/openapi.json", async route =>
        {
            if (route.Request.Headers.TryGetValue("x-functions-key", out var key) && key == "secret")
            {
                await route.ContinueAsync();
                return;
            }

            await route.FulfillAsync(new() { Status = 401, Body = "" });
        });
        await page.GotoAsync($"{browser.Api}/api/docs");
        await Assertions.Expect(page.Locator("#gate h1")).ToContainTextAsync("Интерфейс");
        await BrowserFixture.AssertAccessibleAsync(page);

        await page.FillAsync("#key", "secret");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#app")).ToContainTextAsync("ClientBase", new() { Timeout = 30_000 });
        Assert.Equal("secret", await page.EvaluateAsync<string>("sessionStorage.getItem('clientbase.key')"));
        Assert.DoesNotContain("secret", await page.EvaluateAsync<string>("JSON.stringify(localStorage) + document.cookie + location.href"));
    }

    private static List<string> Troubles(IPage page)
    {
        var troubles = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                troubles.Add(message.Text);
            }
        };
        page.PageError += (_, error) => troubles.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https", Host: not "127.0.0.1" })
            {
                troubles.Add(request.Url);
            }
        };
        return troubles;
    }
}
