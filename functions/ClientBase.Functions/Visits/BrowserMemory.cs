using System.Collections.Concurrent;
using Azure;

namespace ClientBase.Functions.Visits;

/// <summary>What this instance knows of a browser.</summary>
/// <param name="IsKnown">Whether somebody became known by it: then its visits may move them between segments at once.</param>
/// <param name="Version">Of one nobody is known by, the version of its row <c>u</c>; null when it had none.</param>
internal sealed record BrowserState(bool IsKnown, ETag? Version);

/// <summary>Remembers the browsers that this instance has heard of last.</summary>
internal sealed class BrowserMemory
{
    private const int MostRemembered = 50_000;

    private readonly ConcurrentDictionary<string, BrowserState> _browsers = new(StringComparer.Ordinal);

    /// <summary>A browser; one that was not heard of is taken for new, and its row then tells whether it is.</summary>
    public BrowserState Recall(string partition) => _browsers.GetValueOrDefault(partition) ?? new BrowserState(IsKnown: false, null);

    public void Remember(string partition, BrowserState browser)
    {
        if (_browsers.Count >= MostRemembered)
        {
            _browsers.Clear();
        }

        _browsers[partition] = browser;
    }
}
