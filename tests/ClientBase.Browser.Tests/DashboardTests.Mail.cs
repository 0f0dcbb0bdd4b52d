using System.Text.Json;
using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The mail editor.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public async Task A_mail_is_put_together_of_blocks_saved_seen_as_somebody_and_sent_to_the_outbox()
    {
        var draft = new { segment = "active", template = new { subject = "Проба", html = "<p></p>" } };
        (await browser.Client.PutAsync("api/campaigns/blocks", draft)).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync("about:blank");
        var troubles = Troubles(page);
        await page.GotoAsync($"{browser.Api}/api/dashboard/mail#/campaigns/blocks");
        await page.Locator(".sample").Nth(1).ClickAsync();
        var mail = page.FrameLocator(".gjs-frame");
        await DragAsync(page, page.Locator(".gjs-block").Nth(1), mail.Locator("h1").First);
        await Assertions.Expect(mail.Locator("p").First).ToHaveTextAsync("Напишите здесь своё.");
        await mail.Locator("h1").First.DblClickAsync();
        await page.Keyboard.TypeAsync("Весна! ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Посмотреть" }).ClickAsync();
        await page.Locator("#as").FillAsync("d1@dashboard");
        await page.Locator("dialog .chips button").First.ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe.phone").Locator("body")).ToContainTextAsync("Здравствуйте, Анна");
        await page.GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Пробное письмо" }).ClickAsync();
        await page.Locator("#to").FillAsync("me@shop.example");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Отправлено");

        Assert.Contains("Весна!", await browser.Client.GetTextAsync("api/outbox"), StringComparison.Ordinal);
        Assert.Contains("\"design\":{", await browser.Client.GetTextAsync("api/campaigns/blocks"), StringComparison.Ordinal);
        Assert.Empty(troubles);
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("en-GB")]
    public async Task Every_mail_of_the_gallery_is_saved_without_a_warning_and_reads_well_on_a_phone(string language)
    {
        var reader = await browser.Client.ContactAsync("d1@dashboard.example");
        var page = await browser.OpenAsync("about:blank", language);
        var troubles = Troubles(page);
        for (var at = 1; at <= 6; at++)
        {
            var id = $"gallery-{language}-{at}";
            var (promo, template) = (new { code = "TEN", percent = 10 }, new { subject = "-", html = "<p></p>" });
            var draft = new { segment = "active", promo, template };
            (await browser.Client.PutAsync($"api/campaigns/{id}", draft)).EnsureSuccessStatusCode();
            await page.GotoAsync("about:blank");
            await page.GotoAsync($"{browser.Api}/api/dashboard/mail#/campaigns/{id}");
            await page.Locator(".sample").Nth(at).ClickAsync();
            await page.Locator(".bar-top .btn.go").ClickAsync();
            await Assertions.Expect(page.Locator(".toast")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".errbox, .warnbox")).ToHaveCountAsync(0);

            var mail = await browser.Client.GetAsync<JsonElement>($"api/campaigns/{id}/preview?contact={reader.Id}");
            var html = mail.GetProperty("html").GetString()!;
            Assert.Equal(0, mail.GetProperty("missing").GetArrayLength());
            Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
            Assert.Contains("unsubscribe", html, StringComparison.Ordinal);
            await page.GotoAsync("about:blank");
            await page.SetViewportSizeAsync(360, 640);
            await page.SetContentAsync(html);
            await BrowserFixture.AssertFitsAsync(page);
            await page.SetViewportSizeAsync(1200, 900);
        }

        Assert.Empty(troubles);
    }

    [Fact]
    public async Task The_mail_of_a_step_is_changed_saved_and_seen_as_somebody()
    {
        var page = await browser.OpenAsync("about:blank");
        var troubles = Troubles(page);
        await page.GotoAsync($"{browser.Api}/api/dashboard#/automations/welcome");
        await page.Locator("#does a.btn").First.ClickAsync();
        var mail = page.FrameLocator(".gjs-frame");
        await DragAsync(page, page.Locator(".gjs-block").Nth(1), mail.Locator("p").First);
        await Assertions.Expect(mail.Locator("p").First).ToHaveTextAsync("Напишите здесь своё.");
        await mail.Locator("p").First.DblClickAsync();
        await page.Keyboard.TypeAsync("Чай ждёт. ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".errbox, .warnbox")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Посмотреть" }).ClickAsync();
        await page.Locator("#as").FillAsync("d1@dashboard");
        await page.Locator("dialog .chips button").First.ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe.phone").Locator("body")).ToContainTextAsync("Чай ждёт.");
        await Assertions.Expect(page.FrameLocator("iframe.phone").Locator("body")).ToContainTextAsync("Здравствуйте, Анна");

        var kept = await browser.Client.GetAsync<JsonElement>("api/automations/welcome");
        var template = kept.GetProperty("steps")[0].GetProperty("send").GetProperty("template");
        Assert.Contains("Чай ждёт.", template.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, template.GetProperty("design").ValueKind);
        Assert.Empty(troubles);
    }

    [Theory]
    [InlineData("ru-RU", 1200, true)]
    [InlineData("en-GB", 360, false)]
    public async Task The_editor_keeps_nobody_out_and_fits(string language, int width, bool isDark)
    {
        var draft = new { segment = "active", template = new { subject = "-", html = "<p>Чай</p>" } };
        (await browser.Client.PutAsync($"api/campaigns/fits-{width}", draft)).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync("about:blank", language, width: width, isDark: isDark);
        var troubles = Troubles(page);
        await page.GotoAsync($"{browser.Api}/api/dashboard/mail#/campaigns/fits-{width}");
        await Assertions.Expect(page.FrameLocator(".gjs-frame").Locator("p").First).ToBeVisibleAsync();
        await BrowserFixture.PictureAsync(page, $"mail-{language}-{width}");
        await BrowserFixture.AssertAccessibleAsync(page, but: ".canvas"); // The canvas is GrapesJS's own.
        await BrowserFixture.AssertFitsAsync(page);
        Assert.Empty(troubles);
    }

    private static async Task DragAsync(IPage page, ILocator what, ILocator to)
    {
        var (from, target) = ((await what.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 15);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(target.X + 50, target.Y + 2, new MouseMoveOptions { Steps = 12 });
        await page.Mouse.MoveAsync(target.X + 50, target.Y + 4, new MouseMoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
    }
}
