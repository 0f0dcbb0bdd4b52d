using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The script that tells what a visitor does on the shop's site.</summary>
[Trait("Category", "Slow")]
public sealed class VisitScriptTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Nothing_leaves_the_browser_before_consent_and_what_follows_finds_its_person_by_a_form()
    {
        await browser.Client.DefineFormAsync("after-visits", new { kind = "landing", allowedOrigins = new[] { browser.Shop.Origin } });
        var (tea, pot) = (Page("tea", "wait", "<h1 data-clientbase-product=\"42\">Улун</h1>"), Page("pot", "wait", Form("after-visits")));
        var page = await browser.OpenAsync("about:blank");
        var posts = Posts(page);

        await page.GotoAsync(tea);
        await page.WaitForFunctionAsync("window.clientbase");
        await page.EvaluateAsync("clientbase.search('улун')");
        await page.WaitForTimeoutAsync(1500); // What is said is sent a second later.
        Assert.Empty(posts);
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + document.cookie.length"));

        await page.EvaluateAsync("clientbase.consent(true); clientbase.search('улун')");
        await page.GotoAsync(pot);
        await page.FillAsync("[name=email]", "visitor@browser.example");
        await page.ClickAsync("button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Спасибо");
        await browser.Client.IdleAsync();
        var timeline = await browser.Client.TimelineAsync(await browser.Client.ContactAsync("visitor@browser.example"));
        var visits = timeline.Where(entry => entry.Kind == "visit").ToList();
        Assert.Equal(["page", "page", "product", "search"], visits.Select(visit => visit.Text("kind")).Order());
        Assert.Equal([tea, tea, tea, pot], visits.Select(visit => visit.Text("url")).OrderDescending());
        Assert.Contains(visits, visit => visit.Text("productId") == "42");
        Assert.Contains(visits, visit => visit.Text("query") == "улун");
    }

    [Fact]
    public async Task Who_refuses_is_forgotten_by_the_browser()
    {
        var page = await browser.OpenAsync("about:blank");
        var posts = Posts(page);
        await page.GotoAsync(Page("open", "given", "<h1>Чай</h1>"));
        await page.WaitForFunctionAsync("window.clientbase?.visitorId");

        await page.EvaluateAsync("clientbase.consent(false); clientbase.search('пуэр')");
        var before = posts.Count;
        await page.ReloadAsync();
        await page.WaitForTimeoutAsync(1500);

        Assert.Equal(before, posts.Count);
        Assert.DoesNotContain(posts, body => body.Contains("пуэр", StringComparison.Ordinal));
        Assert.Null(await page.EvaluateAsync<string?>("localStorage.getItem('clientbase.visitor')"));
    }

    private static List<string> Posts(IPage page)
    {
        var posts = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/api/visits", StringComparison.Ordinal))
            {
                posts.Add(request.PostData ?? "");
            }
        };
        return posts;
    }

    private string Page(string name, string consent, string body) => browser.Shop.Show(
        name, $"{body}<script src=\"{browser.Api}/api/visits.js\" data-consent=\"{consent}\"></script>");

    private string Form(string form) =>
        $"<form method=\"post\" action=\"{browser.Api}/api/forms/{form}\"><input name=\"email\"><button>Отправить</button></form>";
}
