using ClientBase.Functions.Tests.Fixtures;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>An app on an empty base, a shop's site, and a browser that reads both.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string Pictures = Path.Combine(Repository.Root, "TestResults", "screenshots");

    private readonly AppFixture _app = new();
    private readonly List<IBrowserContext> _contexts = [];

    internal ShopSite Shop { get; private set; } = null!;

    public AppClient Client => _app.Client;

    /// <summary>The app's scheme, host and port.</summary>
    public string Api => _app.App.Url.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        // A busy machine is no fault of a page.
        Assertions.SetDefaultExpectTimeout(30_000);
        await Chromium.Browser;
        Shop = await ShopSite.StartAsync();
        await _app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        await Shop.DisposeAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A new tab of somebody who has never been here.</summary>
    public async Task<IPage> OpenAsync(
        string address, string language = "ru-RU", bool hasScript = true, int width = 1200, int height = 900, bool isDark = false)
    {
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            JavaScriptEnabled = hasScript,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Keeps a picture of a page, for people to look at.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Pictures);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
    }

    /// <summary>Nothing on a page keeps somebody out who cannot see or use a mouse.</summary>
    /// <param name="page">The page.</param>
    /// <param name="but">What is not looked at, as a selector: made by others.</param>
    public static async Task AssertAccessibleAsync(IPage page, string? but = null)
    {
        var result = but is null ? await page.RunAxe() : await page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(but)] });
        var found = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")
            .ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Nothing sticks out to the side.</summary>
    public static async Task AssertFitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
}
