using System.Net.Http.Json;
using System.Text;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The dashboard over a base with people, orders, tasks and deals, some of whose names are hostile.</summary>
[Trait("Category", "Slow")]
public sealed partial class DashboardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private const string Hostile = "<img src=x onerror=document.title='broken'>{{7*7}}";

    private const string Decided = """
        {
            "share": 0.1, "since": "2026-02-01T00:00:00Z", "within": "14d", "sent": 3705, "size": 412, "ordersPerContact": 0.214,
            "sentOrdersPerContact": 0.276, "lift": 0.29, "liftLow": 0.09, "liftHigh": 0.49, "pValue": 0.004, "decidable": true, "needs": 380
        }
        """;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly string[] Pages =
    [
        "", "base", "contacts", "segments", "segments/active", "segments/+", "reports", "reports/sales", "campaigns", "campaigns/+",
        "automations", "automations/welcome", "tasks", "deals", "requests", "duplicates", "churn", "channels", "forms", "forms/+",
        "forms/letters", "imports", "outbox", "queues", "audit", "help",
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
        using (var nothing = new StringContent(""))
        {
            (await browser.Client.PostAsync("api/automations/presets/welcome?language=ru", nothing)).EnsureSuccessStatusCode();
        }

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
            await page.WaitForTimeoutAsync(250); // What is waited for says so from then on.
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
        await Assertions.Expect(page.Locator("main li").First).ToContainTextAsync("onerror=document.title");
        await page.Locator("main li a").First.ClickAsync();
        await Assertions.Expect(page.Locator("main ol")).ToContainTextAsync("{{7*7}}");
        Assert.Equal(0, await page.Locator("main img").CountAsync());
        Assert.DoesNotContain("broken", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_designed_seen_mended_and_copied()
    {
        var page = await OpenAsync("forms/+");
        var troubles = Troubles(page);
        await page.FillAsync("#title", $"Весна {Hostile}");
        var seen = page.FrameLocator("iframe.pageview");
        await Assertions.Expect(seen.Locator("h1")).ToContainTextAsync("onerror=document.title");
        await page.FillAsync("#url", "nowhere");
        await Assertions.Expect(page.Locator("#url-why")).ToContainTextAsync("http");
        await page.FillAsync("#url", "");
        await page.FillAsync("#id", "spring");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".snip")).ToContainTextAsync("/api/forms/spring/embed.js");
        await page.GetByRole(AriaRole.Button, new() { Name = "Простой HTML" }).ClickAsync();
        await Assertions.Expect(page.Locator(".snip")).ToContainTextAsync("<form method=\"post\"");
        Assert.DoesNotContain(troubles, trouble => trouble.Contains("Content Security", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_shows_its_columns_is_tried_and_loaded_and_tells_what_it_refused()
    {
        var page = await OpenAsync("imports");
        var file = Encoding.UTF8.GetBytes($"Почта;Имя;Размер\nnew@columns.example;{Hostile};38\nb@@bad;Борис;42\n");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = file });
        await page.GetByLabel("Размер: Что это").SelectOptionAsync("-");
        await Assertions.Expect(page.Locator("#columns .ans")).ToContainTextAsync("Понятны 2 из 3");
        await Assertions.Expect(page.Locator("#columns")).ToContainTextAsync("onerror=document.title");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сначала проверить" }).ClickAsync();
        await Assertions.Expect(page.Locator("#columns [role=status]")).ToContainTextAsync("приняли бы 1, отказали бы 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Загрузить" }).ClickAsync();
        await Assertions.Expect(page.Locator("#columns [role=status]")).ToContainTextAsync("принято 1, отказано 1");
        await page.Locator("#past button.lnk").First.ClickAsync();
        await Assertions.Expect(page.Locator("#past")).ToContainTextAsync("b@@bad");

        // It is taken back by who means it.
        var undo = page.Locator("#past tr", new() { HasText = "готово" })
            .GetByRole(AriaRole.Button, new() { Name = "Отменить", Exact = true }).First;
        await undo.ClickAsync();
        await Assertions.Expect(page.Locator("dialog")).ToContainTextAsync("принято 1 строка");
        await BrowserFixture.PictureAsync(page, "dashboard-imports-undo");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(undo).ToBeFocusedAsync();
        await undo.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Отменить загрузку" }).ClickAsync();
        await Assertions.Expect(page.Locator("#past")).ToContainTextAsync("отменён");
    }

    [Theory]
    [InlineData(
        "ru-RU", 1200, false, "Она работает: +29 % заказов", "27,6 заказа с ней и 21,4 без неё. Без неё не было бы примерно 230 заказов")]
    [InlineData("en-GB", 360, true, "It works: +29% orders", "27.6 orders with it and 21.4 without. About 230 orders")]
    public async Task An_automation_whose_holdout_is_decided_says_what_it_brings(
        string language, int width, bool isDark, string lead, string brings)
    {
        var page = await browser.OpenAsync("about:blank", language, width: width, isDark: isDark);
        await page.RouteAsync(address => address.EndsWith("/api/automations/welcome", StringComparison.Ordinal), async route =>
        {
            var answer = await route.FetchAsync();
            var held = (await answer.TextAsync()).Replace("\"holdout\":0,", "\"holdout\":0.1,", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = held });
        });
        await page.RouteAsync(
            "**/api/automations/welcome/holdout",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Decided }));
        await page.GotoAsync($"{browser.Api}/api/dashboard#/automations/welcome");

        var section = page.Locator("#helped");
        await Assertions.Expect(section.Locator(".ans")).ToContainTextAsync(lead);
        await Assertions.Expect(section).ToContainTextAsync(brings);
        await BrowserFixture.PictureAsync(page, $"dashboard-decided-{language}-{width}");
        await BrowserFixture.AssertAccessibleAsync(page);
        await BrowserFixture.AssertFitsAsync(page);
    }

    [Fact]
    public async Task A_rule_is_counted_clause_by_clause_and_mended_while_it_is_written()
    {
        var page = await OpenAsync("segments/+");
        var troubles = Troubles(page);
        await page.Locator(".cm-content").FillAsync("ordes.count >= 2 and city = \"Казань\"");
        await Assertions.Expect(page.Locator(".cm-lintRange-error")).ToHaveTextAsync("ordes.count");
        await page.Locator(".errbox button").ClickAsync();
        await Assertions.Expect(page.Locator(".ed li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".total b")).ToHaveTextAsync("12");

        await page.FillAsync("#name", "Покупали дважды");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Покупали дважды");
        await Assertions.Expect(page.Locator("#diff")).ToBeVisibleAsync();
        Assert.DoesNotContain(troubles, trouble => trouble.Contains("Content Security", StringComparison.Ordinal));
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
