using System.Text.RegularExpressions;
using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>The campaigns: who gets them, and nobody else; who opens them and follows their links.</summary>
internal sealed partial class Mailing(DemoBase demo)
{
    private const int OpenedOfTen = 6;
    private const int FollowedOfTen = 3;

    // A program of mail as people use it; what calls itself curl counts as a machine.
    private const string Reader = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";

    private readonly Dictionary<string, (int Opened, int Followed)> _read = [];

    /// <summary>The addresses of those who followed a link of the test.</summary>
    public IReadOnlyList<string> Followers { get; private set; } = [];

    /// <summary>Sends the thank-you, and holds it against who may be mailed.</summary>
    public async Task<int> ThankAsync(IProgress<double> bar, CancellationToken cancellationToken)
    {
        var expected = demo.Sample.Regulars.Where(person => person.MayBeMailed).Select(person => person.Email!)
            .Order(StringComparer.Ordinal).ToList();
        await SendAsync(SampleCampaigns.Thanks, SampleCampaigns.ThanksTo(DemoRun.Audience), expected.Count, bar, cancellationToken);

        var mails = await MailsAsync(SampleCampaigns.Thanks, cancellationToken);
        DemoBase.Expect("mails in the outbox", expected.Count, mails.Count);
        return mails.Select(mail => mail.To).Order(StringComparer.Ordinal).SequenceEqual(expected)
            ? mails.Count
            : throw new DemoFailure("somebody got a mail twice or without consent");
    }

    /// <summary>Sends the test of two subjects, and plans what comes later.</summary>
    public async Task<int> TestAsync(string promo, IProgress<double> bar, CancellationToken cancellationToken)
    {
        await demo.Routes.PutAsync($"campaigns/{SampleCampaigns.Autumn}", SampleCampaigns.AutumnWith(promo), cancellationToken);
        var plan = await demo.Routes.GetAsync($"campaigns/{SampleCampaigns.Autumn}/plan?take=1", cancellationToken);
        await SendAsync(SampleCampaigns.Autumn, null, plan.GetProperty("count").GetInt32(), bar, cancellationToken);

        foreach (var (id, campaign) in SampleCampaigns.Coming(demo.Sample.Now))
        {
            await demo.Routes.PutAsync($"campaigns/{id}", campaign, cancellationToken);
        }

        await demo.Api.SendCampaignAsync(SampleCampaigns.Coming(demo.Sample.Now).First().Key, cancellationToken);
        return (await MailsAsync(SampleCampaigns.Autumn, cancellationToken)).Count;
    }

    /// <summary>Opens mails and follows links of theirs, as their readers would.</summary>
    /// <returns>How many mails were opened.</returns>
    public async Task<int> ReadAsync(IProgress<double> bar, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = demo.Routes.Url };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(Reader);
        foreach (var campaign in new[] { SampleCampaigns.Thanks, SampleCampaigns.Autumn })
        {
            var mails = (await MailsAsync(campaign, cancellationToken)).OrderBy(mail => mail.To, StringComparer.Ordinal).ToList();
            var opened = mails.Where((_, at) => at % 10 < OpenedOfTen).ToList();
            var followed = mails.Where((_, at) => at % 10 < FollowedOfTen).ToList();
            await VisitAsync(http, [.. opened.Select(mail => Picture().Match(mail.Html!))], bar, cancellationToken);
            await VisitAsync(http, [.. followed.Select(mail => Link().Match(mail.Html!))], bar, cancellationToken);
            _read[campaign] = (opened.Count, followed.Count);
            Followers = [.. followed.Select(mail => mail.To)];
        }

        return _read.Values.Sum(read => read.Opened);
    }

    /// <summary>Waits until the reports tell what was read, and of which mails orders came.</summary>
    /// <param name="orders">How many orders followers of the test have placed since.</param>
    /// <param name="bar">How far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many orders the campaigns brought.</returns>
    public async Task<int> ReportAsync(int orders, IProgress<double> bar, CancellationToken cancellationToken)
    {
        var brought = 0;
        foreach (var (campaign, read) in _read)
        {
            var report = await Polling.UntilAsync(
                async () =>
                {
                    var now = await demo.Api.CampaignReportAsync(campaign, cancellationToken);
                    bar.Report((now.Opened ?? 0d) / read.Opened);
                    return now;
                },
                now => now.Opened >= read.Opened && now.Clicked >= read.Followed
                    && (campaign != SampleCampaigns.Autumn || now.Orders >= orders),
                DemoBase.Patience,
                cancellationToken);
            DemoBase.Expect($"mails of {campaign} opened", read.Opened, report.Opened ?? 0);
            DemoBase.Expect($"mails of {campaign} followed", read.Followed, report.Clicked ?? 0);
            brought += report.Orders ?? 0;
        }

        DemoBase.Expect("orders the campaigns brought", orders, brought);
        return brought;
    }

    private async Task SendAsync(
        string id, object? campaign, int expected, IProgress<double> bar, CancellationToken cancellationToken)
    {
        if (campaign is not null)
        {
            await demo.Routes.PutAsync($"campaigns/{id}", campaign, cancellationToken);
        }

        await demo.Api.SendCampaignAsync(id, cancellationToken);
        await demo.RunTimerAsync("DispatchCampaigns", cancellationToken);
        await Polling.UntilAsync(
            async () =>
            {
                var now = await demo.Api.CampaignReportAsync(id, cancellationToken);
                bar.Report((double)now.Sent / expected);
                return now;
            },
            now => now.Sent >= expected,
            DemoBase.Patience,
            cancellationToken);
        await demo.SettleAsync(bar: null, cancellationToken);
        var report = await demo.Api.CampaignReportAsync(id, cancellationToken);
        DemoBase.Expect($"mails of {id} planned", expected, report.Planned);
        DemoBase.Expect($"mails of {id} sent", expected, report.Sent);
    }

    private async Task<IReadOnlyList<OutboxMessage>> MailsAsync(string campaign, CancellationToken cancellationToken) =>
    [
        .. (await ClientBaseApi.AllAsync((take, continuation) => demo.Api.OutboxAsync(take, continuation, cancellationToken)))
            .Where(mail => mail.Campaign == campaign),
    ];

    private static Task<int> VisitAsync(
        HttpClient http, IReadOnlyList<Match> links, IProgress<double> bar, CancellationToken cancellationToken) =>
        DemoBase.ForEachAsync(links, (link, _) => VisitAsync(http, link, cancellationToken), bar, cancellationToken);

    private static async Task VisitAsync(HttpClient http, Match found, CancellationToken cancellationToken)
    {
        if (!found.Success)
        {
            throw new DemoFailure("a mail lacks the picture or the link that tells who has read it");
        }

        using var answer = await http.GetAsync(new Uri(found.Groups[1].Value), cancellationToken);
        if ((int)answer.StatusCode is not (200 or 302))
        {
            throw new DemoFailure($"a link of a mail answered {(int)answer.StatusCode}");
        }
    }

    [GeneratedRegex("src=\"([^\"]*/api/o/[^\"]+)\"")]
    private static partial Regex Picture();

    [GeneratedRegex("href=\"([^\"]*/api/c/[^\"]+)\"")]
    private static partial Regex Link();
}
