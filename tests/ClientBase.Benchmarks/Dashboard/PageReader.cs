using ClientBase.Benchmarks.Leads;
using ClientBase.Browser.Tests;
using Microsoft.Playwright;

namespace ClientBase.Benchmarks.Dashboard;

/// <summary>A browser on the dashboard, with storage counted behind it.</summary>
internal sealed class PageReader : IAsyncDisposable
{
    // Leases and polls of the host are not a page's.
    private static readonly string[] Reads = ["blob get", "table get", "(length of a queue)"];

    private const string Received = """
        ['resource', 'navigation'].flatMap(type => performance.getEntriesByType(type)).reduce((sum, one) => sum + one.transferSize, 0)
        """;

    private readonly Uri _app;
    private readonly StorageCounter _counter;
    private readonly IBrowser _browser;
    private readonly IPage _tab;
    private readonly Traffic _traffic;
    private readonly List<Traffic> _all = [];

    private PageReader(Uri app, StorageCounter counter, IBrowser browser, IPage tab)
    {
        (_app, _counter, _browser, _tab) = (app, counter, browser, tab);
        _traffic = Watch(tab);
    }

    /// <summary>Requests to other hosts than the app's.</summary>
    public int OtherHosts => _all.Sum(traffic => traffic.OtherHosts);

    /// <summary>Errors on the console and in scripts.</summary>
    public int Errors => _all.Sum(traffic => traffic.Errors);

    public static async Task<PageReader> StartAsync(Uri app, StorageCounter counter)
    {
        var browser = await Chromium.Browser;
        return new PageReader(app, counter, browser, await browser.NewPageAsync());
    }

    /// <summary>Opens the dashboard in the tab; what that asked of storage.</summary>
    public async Task<IReadOnlyDictionary<string, int>> OpenAsync(string place)
    {
        _counter.Reset();
        await _tab.GotoAsync(AddressOf(place));
        await _traffic.QuietAsync();
        return Counted();
    }

    /// <summary>Goes to another page in the open tab; what that asked of storage.</summary>
    public async Task<IReadOnlyDictionary<string, int>> VisitAsync(string place)
    {
        await _tab.EvaluateAsync("location.hash = '#/help'");
        await _traffic.QuietAsync();
        _counter.Reset();
        await _tab.EvaluateAsync("place => { location.hash = `#/${place}`; }", place);
        await Task.Delay(100);
        await _traffic.QuietAsync();
        return Counted();
    }

    /// <summary>
    /// Opens a page in a tab of its own, where nothing is known of anybody yet: milliseconds to the first paint and to the last answer,
    /// kilobytes that came, what was asked of storage.
    /// </summary>
    public async Task<(double Paint, double Whole, double Kilobytes, int Reads)> PaintAsync(string place)
    {
        _counter.Reset();
        await using var context = await _browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        var traffic = Watch(tab);
        await tab.GotoAsync(AddressOf(place));
        await traffic.QuietAsync();
        var paint = await tab.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        var whole = await tab.EvaluateAsync<double>("Math.max(...performance.getEntriesByType('resource').map(one => one.responseEnd))");
        var bytes = await tab.EvaluateAsync<double>(Received);
        return (Math.Round(paint), Math.Round(whole), Math.Round(bytes / 1024), Counted().Values.Sum());
    }

    public async ValueTask DisposeAsync() => await _browser.CloseAsync();

    private Dictionary<string, int> Counted() =>
        _counter.Counts.Where(kind => Reads.Contains(kind.Key)).ToDictionary(kind => kind.Key, kind => kind.Value);

    private string AddressOf(string place) => new Uri(_app, $"api/dashboard#/{place}").ToString();

    private Traffic Watch(IPage tab)
    {
        var traffic = new Traffic(tab, _app.Host);
        _all.Add(traffic);
        return traffic;
    }
}
