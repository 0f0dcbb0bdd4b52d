using System.Diagnostics;
using Microsoft.Playwright;

namespace ClientBase.Benchmarks.Dashboard;

/// <summary>What a tab asks for: how much is under way, and what went wrong.</summary>
internal sealed class Traffic
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(700); // More than a page waits before it asks on.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private int _underWay;

    /// <param name="tab">The tab.</param>
    /// <param name="host">The app's host.</param>
    public Traffic(IPage tab, string host)
    {
        tab.Request += (_, request) =>
        {
            Interlocked.Increment(ref _underWay);
            _sinceLast.Restart();
            var isOther = Uri.TryCreate(request.Url, UriKind.Absolute, out var address)
                && address.Scheme.StartsWith("http", StringComparison.Ordinal) && address.Host != host;
            OtherHosts += isOther ? 1 : 0;
        };
        tab.RequestFinished += (_, _) => End();
        tab.RequestFailed += (_, _) => End();
        tab.Console += (_, message) => Errors += message.Type == "error" ? 1 : 0;
        tab.PageError += (_, _) => Errors++;
    }

    /// <summary>Requests to other hosts than the app's.</summary>
    public int OtherHosts { get; private set; }

    /// <summary>Errors on the console and in scripts.</summary>
    public int Errors { get; private set; }

    /// <summary>Waits until nothing has been under way for a while.</summary>
    public async Task QuietAsync()
    {
        for (var waited = Stopwatch.StartNew(); _underWay > 0 || _sinceLast.Elapsed < Rest; await Task.Delay(50))
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"The page still waits for {_underWay} answers.");
            }
        }
    }

    private void End()
    {
        Interlocked.Decrement(ref _underWay);
        _sinceLast.Restart();
    }
}
