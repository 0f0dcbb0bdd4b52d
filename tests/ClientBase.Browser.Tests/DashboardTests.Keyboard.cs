using System.Text.Json;
using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The dashboard without a mouse.</summary>
public sealed partial class DashboardTests
{
    private const int MostTabs = 300;

    // Marks every control of the page that is shown and not switched off, and begins before the first.
    private const string MarkControls = """
        () => {
            const controls = [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary, [role=button])')]
                .filter(one => one.checkVisibility() && !one.disabled && !one.closest('[inert]'));
            controls.forEach((one, at) => { one.dataset.control = at; });
            document.getElementById('main').focus();
            return controls.length;
        }
        """;

    // The control that has the focus, and whether a frame is drawn around it; null outside the page.
    private const string Focused = """
        () => {
            const at = document.activeElement;
            const style = getComputedStyle(at);
            const isRing = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            return at.closest('main') && at.id !== 'main'
                ? { control: at.dataset.control ?? null, isSeen: isRing || at.tagName === 'IFRAME', what: at.outerHTML.slice(0, 120) }
                : null;
        }
        """;

    [Fact]
    public async Task A_person_is_found_by_keyboard_alone_and_a_note_is_written_down()
    {
        var page = await OpenAsync("");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("d1@dashboard");
        await Assertions.Expect(page.Locator("dialog a")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("Анна");

        await page.GetByRole(AriaRole.Button, new() { Name = "Заметка" }).ClickAsync();
        await Assertions.Expect(page.Locator("#text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Любит тёмные улуны");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Любит тёмные улуны");
    }

    [Fact]
    public async Task A_merge_is_undone_by_keyboard_alone()
    {
        var (one, other) = (
            await browser.Client.ContactAsync("d14@dashboard.example"), await browser.Client.ContactAsync("d15@dashboard.example"));
        await PostAsync(one, "merge", new { with = other.Id });
        var page = await OpenAsync($"contacts/{one.Id}");

        await TabToAsync(page, "at => at.textContent.trim() === 'Разделить'");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Снова двое");
        var again = await browser.Client.ContactAsync("d15@dashboard.example");
        Assert.Equal(other.Id, again.Id);
    }

    [Fact]
    public async Task A_form_is_designed_by_keyboard_alone()
    {
        var page = await OpenAsync("forms/+");
        await TabToAsync(page, "at => at.id === 'id'");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("by-keys");
        await TabToAsync(page, "at => at.id === 'title'");
        await page.Keyboard.TypeAsync("Без мыши");
        await Assertions.Expect(page.FrameLocator("iframe.pageview").Locator("h1")).ToHaveTextAsync("Без мыши");
        await TabToAsync(page, "at => at.textContent.trim() === 'Сохранить'");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".snip")).ToContainTextAsync("/api/forms/by-keys/embed.js");
    }

    [Theory]
    [InlineData("forms/+")]
    [InlineData("imports")]
    [InlineData("duplicates")]
    [InlineData("automations/welcome")]
    [InlineData("tasks")]
    [InlineData("churn")]
    [InlineData("channels")]
    [InlineData("queues")]
    [InlineData("segments/active")]
    public async Task Every_control_is_reached_by_keyboard_and_shows_that_it_is(string place)
    {
        var page = await OpenAsync(place);
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".skel")).ToHaveCountAsync(0);
        var all = await page.EvaluateAsync<int>(MarkControls);
        var (reached, unseen) = (new HashSet<string>(), new List<string>());
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<JsonElement?>(Focused) is not { ValueKind: JsonValueKind.Object } at)
            {
                break;
            }

            if (at.GetProperty("control").GetString() is { } control)
            {
                reached.Add(control);
            }

            if (!at.GetProperty("isSeen").GetBoolean())
            {
                unseen.Add(at.GetProperty("what").GetString()!);
            }
        }

        Assert.Equal(all, reached.Count);
        Assert.Empty(unseen);
    }

    // Goes on from where the focus is, and round to the beginning once.
    private static async Task TabToAsync(IPage page, string isThere)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>($"({isThere})(document.activeElement)"))
            {
                return;
            }
        }

        Assert.Fail($"Nothing like '{isThere}' is reached.");
    }

    [Fact]
    public async Task Who_does_a_row_by_keyboard_goes_on_at_the_next()
    {
        var contact = await browser.Client.ContactAsync("d2@dashboard.example");
        await PostAsync(contact, "tasks", new { title = "Первая", dueAt = Now.AddDays(1) });
        await PostAsync(contact, "tasks", new { title = "Вторая", dueAt = Now.AddDays(2) });
        var page = await OpenAsync("tasks");
        var first = page.Locator("main li", new() { HasText = "Первая" });
        await first.GetByRole(AriaRole.Button, new() { Name = "Сделано" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(first).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("document.activeElement.closest('main li')");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("dialog input")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.True(await page.EvaluateAsync<bool>("!!document.activeElement.closest('main li')"));
    }
}
