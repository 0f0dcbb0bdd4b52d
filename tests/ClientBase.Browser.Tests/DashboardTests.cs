using System.Net.Http.Json;
using System.Text;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The dashboard over a base with people, orders, tasks and deals, some of whose names are hostile.</summary>
[Trait("Category", "Slow")]
public sealed class DashboardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private const string Hostile = "<img src=x onerror=document.title='broken'>{{7*7}}";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly string[] Pages =
    [
        "", "base", "contacts", "segments", "segments/active", "segments/+", "reports", "reports/sales", "campaigns", "tasks", "deals",
        "requests", "duplicates", "forms", "imports", "outbox", "queues", "audit",
    ];

    public async ValueTask InitializeAsync()
    {
        if ((await browser.Client.ContactsAsync("take=1")).Count > 0)
        {
            return;
        }

        await browser.Client.DefineFormAsync("letters", new { kind = "newsletter", title = new { ru = "Письма", en = "Letters" } });
        await ImportAsync("contacts", "email,phone,firstName,lastName,city,consent_marketing\n" + Lines(
            row => $"d{row}@dashboard.example,+7916{row:d7},Анна,Иванова,Казань,yes"));
        await ImportAsync("orders", "id,email,at,total,currency,productId,title,quantity,price\n" + Lines(
            row => $"{row},d{row % 12}@dashboard.example,{Now.AddDays(-row):yyyy-MM-dd},{Sum(row)},RUB,tea,Чай,1,{Sum(row)}"));
        await browser.Client.IdleAsync();
        await browser.Client.RunTimerAsync("RecomputeSegments");
        await browser.Client.IdleAsync();
        var contact = await browser.Client.ContactAsync("d1@dashboard.example");
        await PostAsync(contact, "tasks", new { title = $"Перезвонить {Hostile}", dueAt = Now.AddDays(-1) });
        await PostAsync(contact, "deals", new { title = "Сервиз", amount = 18_600, currency = "RUB" });
        await PostAsync(contact, "requests", new { subject = "Где заказ?", text = "Жду неделю" });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("ru-RU", 1200, false)]
    [InlineData("en-GB", 360, true)]
    public async Task Every_page_shows_itself_without_an_error_and_keeps_nobody_out(string language, int width, bool isDark)
    {
        var page = await browser.OpenAsync("about:blank", language, width: width, isDark: isDark);
        var troubles = Troubles(page);
        foreach (var name in Pages)
        {
            await page.GotoAsync($"{browser.Api}/api/dashboard#/{name}");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".fault, .skel")).ToHaveCountAsync(0);
            await BrowserFixture.PictureAsync(page, $"dashboard-{language}-{width}-{(name.Length > 0 ? name.Replace('/', '-') : "today")}");
            await BrowserFixture.AssertAccessibleAsync(page);
            await BrowserFixture.AssertFitsAsync(page);
        }

        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Hostile_words_are_text()
    {
        var page = await OpenAsync("tasks");
        await Assertions.Expect(page.Locator("main li")).ToContainTextAsync("onerror=document.title");
        await page.Locator("main li a").First.ClickAsync();
        await Assertions.Expect(page.Locator("main ol")).ToContainTextAsync("{{7*7}}");
        Assert.Equal(0, await page.Locator("main img").CountAsync());
        Assert.DoesNotContain("broken", await page.TitleAsync(), StringComparison.Ordinal);
    }

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
        await page.Keyboard.TypeAsync("Любит тёмные улуны");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Любит тёмные улуны");
    }

    [Fact]
    public async Task A_rule_is_counted_and_mended_while_it_is_written()
    {
        var page = await OpenAsync("segments/+");
        await page.FillAsync("#rule", "ordes.count >= 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "orders.count" }).ClickAsync();
        await Assertions.Expect(page.Locator(".ans")).ToContainTextAsync("подход");
        await page.FillAsync("#name", "Покупали дважды");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Покупали дважды");
    }

    private async Task<IPage> OpenAsync(string place)
    {
        var page = await browser.OpenAsync($"{browser.Api}/api/dashboard#/{place}");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return page;
    }

    private static List<string> Troubles(IPage page)
    {
        var troubles = new List<string>();
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Note(error);
        page.Request += (_, request) => Note(new Uri(request.Url).Host is "127.0.0.1" or "" ? null : request.Url);
        return troubles;

        void Note(string? trouble)
        {
            if (trouble is not null)
            {
                troubles.Add(trouble);
            }
        }
    }

    private static int Sum(int row) => (row + 1) * 100;

    private static string Lines(Func<int, string> line) => string.Join('\n', Enumerable.Range(0, 24).Select(line)) + "\n";

    private async Task ImportAsync(string kind, string file)
    {
        using var content = new StringContent(file, Encoding.UTF8, "text/csv");
        (await browser.Client.PostAsync($"api/imports?kind={kind}", content)).EnsureSuccessStatusCode();
    }

    private async Task PostAsync(ContactJson contact, string what, object body)
    {
        using var content = JsonContent.Create(body);
        (await browser.Client.PostAsync($"api/contacts/{contact.Id}/{what}", content)).EnsureSuccessStatusCode();
    }
}
