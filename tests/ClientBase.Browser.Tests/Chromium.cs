using Microsoft.Playwright;

namespace ClientBase.Browser.Tests;

/// <summary>The machine's own Chromium, started once for all tests.</summary>
internal static class Chromium
{
    /// <summary>Set to a browser's path, it is used instead of the one that is found.</summary>
    private const string PathVariable = "CLIENTBASE_TEST_BROWSER";

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    public static Task<IBrowser> Browser => Started.Value;

    private static async Task<IBrowser> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } set ? set : UsualPlaces.FirstOrDefault(File.Exists);
        if (path is null)
        {
            throw new InvalidOperationException(
                $"These tests need Chromium: 'apt-get install chromium', or set {PathVariable} to the path of a browser.");
        }

        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] });
    }
}
