using System.Collections.Concurrent;
using ClientBase.Cli.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientBase.Browser.Tests;

/// <summary>A shop's site: pages of another origin than the app's.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly ConcurrentDictionary<string, string> _pages = new();

    private ShopSite(WebApplication site, string origin) => (_site, Origin) = (site, origin);

    /// <summary>Its scheme, host and port.</summary>
    public string Origin { get; }

    /// <param name="host">Another name of this machine than the app is called by, such as <c>localhost</c>.</param>
    public static async Task<ShopSite> StartAsync(string host = "localhost")
    {
        var port = FreePorts.Find(1);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var site = new ShopSite(builder.Build(), $"http://{host}:{port}");
        site._site.MapGet("/{page}", (string page) => site._pages.TryGetValue(page, out var html)
            ? Results.Content(html, "text/html; charset=utf-8")
            : Results.NotFound());
        await site._site.StartAsync();
        return site;
    }

    /// <summary>Puts a page up; its address.</summary>
    public string Show(string page, string body)
    {
        _pages[page] = $"<!doctype html><html lang=\"ru\"><meta charset=\"utf-8\"><title>Shop</title><body>{body}</body></html>";
        return $"{Origin}/{page}";
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
