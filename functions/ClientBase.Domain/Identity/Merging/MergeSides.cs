using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Identity.Merging;

/// <summary>The keys of two merged contacts, and whose the captures are that were filed since the merge.</summary>
/// <param name="ours">Captures that are the survivor's.</param>
/// <param name="theirs">Captures that are the absorbed contact's.</param>
internal sealed class MergeSides(IEnumerable<CapturedEvent> ours, IEnumerable<CapturedEvent> theirs)
{
    private readonly HashSet<IdentityKey> _ourKeys = [.. ours.SelectMany(IdentityResolver.ClaimableKeysOf)];
    private readonly HashSet<IdentityKey> _theirKeys = [.. theirs.SelectMany(IdentityResolver.ClaimableKeysOf)];
    private readonly HashSet<string> _ourBrowsers = [.. BrowsersOf(ours)];
    private readonly HashSet<string> _theirBrowsers = [.. BrowsersOf(theirs)];

    /// <summary>Captures that name the survivor.</summary>
    public HashSet<string> Ours { get; } = new(StringComparer.Ordinal);

    /// <summary>Captures that name the absorbed contact.</summary>
    public HashSet<string> Theirs { get; } = new(StringComparer.Ordinal);

    /// <summary>Captures that name both or neither.</summary>
    public HashSet<string> Nobodys { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Shares captures out, in rounds: each goes by the keys of the rounds before, so their order makes no difference. What names no key
    /// goes at last by the browser it came from.
    /// </summary>
    public void Share(IEnumerable<CapturedEvent> captures)
    {
        var open = captures.Select(capture => (Capture: capture, Keys: IdentityResolver.ClaimableKeysOf(capture).ToList())).ToList();
        while (open.ToLookup(one => Names(one.Keys)) is var named && (named.Contains(true) || named.Contains(false)))
        {
            Give(named[true].Select(one => one.Capture), Theirs, _theirBrowsers);
            Give(named[false].Select(one => one.Capture), Ours, _ourBrowsers);
            _theirKeys.UnionWith(named[true].SelectMany(one => one.Keys));
            _ourKeys.UnionWith(named[false].SelectMany(one => one.Keys));
            open = [.. named[null]];
        }

        var byBrowser = open.ToLookup(one => one.Keys.Count == 0 ? NamesByBrowser(one.Capture) : null, one => one.Capture.Id);
        Theirs.UnionWith(byBrowser[true]);
        Ours.UnionWith(byBrowser[false]);
        Nobodys.UnionWith(byBrowser[null]);
    }

    private static void Give(IEnumerable<CapturedEvent> captures, HashSet<string> side, HashSet<string> browsers)
    {
        side.UnionWith(captures.Select(capture => capture.Id));
        browsers.UnionWith(BrowsersOf(captures));
    }

    private static IEnumerable<string> BrowsersOf(IEnumerable<CapturedEvent> captures) =>
        captures.Select(CapturedBrowser.Of).OfType<string>();

    // True: the absorbed contact; false: the survivor; null: both or neither.
    private bool? Names(List<IdentityKey> keys)
    {
        var namesThem = keys.Any(key => _theirKeys.Contains(key) && !_ourKeys.Contains(key));
        var namesUs = keys.Any(key => _ourKeys.Contains(key) && !_theirKeys.Contains(key));
        return namesThem == namesUs ? null : namesThem;
    }

    private bool? NamesByBrowser(CapturedEvent capture)
    {
        var browser = CapturedBrowser.Of(capture) ?? "";
        var isTheirs = _theirBrowsers.Contains(browser);
        return isTheirs == _ourBrowsers.Contains(browser) ? null : isTheirs;
    }
}
