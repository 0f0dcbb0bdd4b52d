namespace ClientBase.Domain.Sending.Events;

/// <summary>
/// Tells opens and clicks of programs from those of people: filters of mail follow links, and some programs load pictures ahead.
/// </summary>
/// <remarks>
/// By four signs: the provider says so; the program names itself; its network is one of a filter's maker; it is faster than a hand. Proxies
/// that load a picture when a person looks (Gmail, Yahoo) are people's. What gives no sign is taken for a person's.
/// </remarks>
public static class MachineSigns
{
    /// <summary>So soon after a mail left nobody has read it.</summary>
    private static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(1);

    /// <summary>Within this time a hand follows one or two links, a filter all of them.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);

    private const int LinksOfABurst = 3;

    // Apple Mail loads the pictures of every mail ahead and calls itself no more than this.
    private const string AppleAhead = "Mozilla/5.0";

    private static readonly string[] Names =
    [
        "bot", "crawl", "spider", "scan", "barracuda", "proofpoint", "mimecast", "symantec", "sophos", "trendmicro", "fortinet", "cisco",
        "headlesschrome", "phantomjs", "python-requests", "python-urllib", "aiohttp", "curl/", "wget/", "go-http-client", "libwww",
        "okhttp", "apache-httpclient", "java/", "node-fetch", "axios/", "microsoft office existence discovery", "safelinks",
    ];

    // Published ranges of filters of mail: Microsoft's, Proofpoint's, Barracuda's, Mimecast's.
    private static readonly NetworkRange[] Ranges =
    [
        .. new[]
        {
            "40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "104.47.0.0/17", "67.231.144.0/20", "148.163.128.0/19", "64.235.144.0/20",
            "209.222.80.0/21", "207.211.30.0/23", "205.139.110.0/23",
        }.Select(NetworkRange.Parse),
    ];

    /// <summary>The ids of the events that programs made, of those that came together.</summary>
    public static IReadOnlySet<string> In(IReadOnlyCollection<MailEvent> events)
    {
        var opens = events.Where(one => one.Kind is MailEventKind.Open or MailEventKind.Click).ToList();
        var found = opens.Where(IsMachine).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var mail in opens.GroupBy(one => one.Intent))
        {
            found.UnionWith(InABurst([.. mail]));
        }

        return found;
    }

    private static bool IsMachine(MailEvent one) =>
        one.IsSaidMachine
        || (one.UserAgent is { } agent && IsProgram(agent, one.Kind))
        || (NetworkRange.TryAddress(one.NetworkAddress, out var address) && Ranges.Any(range => range.Holds(address)))
        || (one.TakenOffAt is { } left && one.At - left < TooSoon && one.At >= left - TooSoon);

    private static bool IsProgram(string agent, MailEventKind kind) =>
        (kind == MailEventKind.Open && agent.Trim() == AppleAhead)
        || (kind == MailEventKind.Click && agent.Trim().Length == 0)
        || Names.Any(name => agent.Contains(name, StringComparison.OrdinalIgnoreCase));

    // All links of a mail one after another, or two in one second; the picture is loaded in passing.
    private static IEnumerable<string> InABurst(IReadOnlyList<MailEvent> mail)
    {
        foreach (var first in mail.Where(one => one.Kind == MailEventKind.Click))
        {
            var together = mail.Where(one => one.At >= first.At && one.At - first.At <= Burst).ToList();
            if (LinksIn(together) >= LinksOfABurst || LinksIn(together.Where(one => one.At == first.At)) > 1)
            {
                foreach (var one in together.Concat(mail.Where(one => one.Kind == MailEventKind.Open && IsWith(one, first))))
                {
                    yield return one.Id;
                }
            }
        }
    }

    private static bool IsWith(MailEvent open, MailEvent click) =>
        (open.At - click.At).Duration() <= Burst && open.UserAgent == click.UserAgent && open.NetworkAddress == click.NetworkAddress;

    private static int LinksIn(IEnumerable<MailEvent> events) => events
        .Where(one => one.Kind == MailEventKind.Click)
        .Select(one => one.Url).Distinct(StringComparer.Ordinal).Count();
}
