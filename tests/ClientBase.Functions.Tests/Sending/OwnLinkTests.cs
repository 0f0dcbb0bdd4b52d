using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Sending.Links.Following;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Visits;

namespace ClientBase.Functions.Tests.Sending;

[Trait("Category", "Slow")]
public sealed partial class OwnLinkTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";
    private const string First = "https://shop.example/tea?utm_source=news";
    private const string Second = "https://shop.example/coffee?utm_source=news";

    private static readonly object Template = new
    {
        subject = "Tea",
        html = "<html><body><a href=\"https://shop.example/tea\">tea</a> <a class='b' href='https://shop.example/coffee'>coffee</a> "
            + "<a href=\"https://shop.example/for?name={{ name.first }}\">yours</a> <a href=\"{{ unsubscribeUrl }}\">no</a></body></html>",
    };

    [Fact]
    public async Task Links_are_short_say_where_they_lead_and_lead_there()
    {
        using var app = await SentAsync();
        var mail = Assert.Single(await app.OutboxAsync());
        var links = LinksOf(mail);

        Assert.Equal(3, links.Count);
        Assert.All(links.Take(2), link => Assert.True(link.Length < 100, link));
        Assert.Contains($"title=\"{First}\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("/api/unsubscribe/", mail.Html, StringComparison.Ordinal); // Our own pages stay as they are.
        Assert.Contains(First, mail.Text, StringComparison.Ordinal); // The plain part says it openly.
        Assert.Matches(@"<img src=""http://127.0.0.1:7071/api/o/[\w-]+"" width=""1"" [^>]+></body>", mail.Html);

        Assert.Equal(First, WithoutPass(await FollowAsync(app, links[0])));
        Assert.Equal("https://shop.example/for?name=Ana&utm_source=news", WithoutPass(await FollowAsync(app, links[2])));
        Assert.Null(await FollowAsync(app, links[0][..^3] + "abc"));
        Assert.DoesNotContain(
            await app.RowsAsync(Tables.Ledger), row => $"{row.GetString("Url")}".Contains("Ana", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_who_opens_and_follows_counts_once_the_mail_is_quiet()
    {
        using var app = await SentAsync();
        var mail = Assert.Single(await app.OutboxAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await OpenAsync(app, mail);
        app.Clock.Advance(TimeSpan.FromSeconds(7));
        await FollowAsync(app, LinksOf(mail)[0]);

        await JudgeAsync(app, mail); // Too soon: more may come.
        Assert.Equal(0, (await app.ReportAsync()).GetProperty("clicked").GetInt32());
        app.Clock.Advance(Openings.Quiet);
        await JudgeAsync(app, mail);
        await JudgeAsync(app, mail);

        var report = await app.ReportAsync();
        Assert.Equal(
            (1, 1, 0, JsonValueKind.Null),
            (report.GetProperty("opened").GetInt32(), report.GetProperty("clicked").GetInt32(),
                report.GetProperty("machineOpened").GetInt32(), report.GetProperty("delivered").ValueKind));
        var click = Assert.Single(await app.TimelineAsync(mail.Id[..26]), entry => entry.Kind == "mail.click");
        Assert.Equal(("links", First), (click.Source, click.Data.GetProperty("url").GetString()));
        Assert.NotNull((await app.CardAsync(mail.Id[..26])).LastClickAt);
        Assert.Empty(await app.RowsAsync(Tables.Contacts, OpeningRow.Prefix(mail.Id[..26])));
    }

    [Theory]
    [InlineData(Browser, 3)] // As a person's browser calls itself, but every link within seconds.
    [InlineData("Barracuda Sentinel (EE)", 1)]
    [InlineData("python-requests/2.32", 1)]
    [InlineData("", 1)]
    public async Task A_scanner_that_opens_links_changes_nothing(string agent, int links)
    {
        using var app = await SentAsync();
        var mail = Assert.Single(await app.OutboxAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var link in LinksOf(mail).Take(links))
        {
            await FollowAsync(app, link, agent);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        app.Clock.Advance(Openings.Quiet);
        await JudgeAsync(app, mail);

        Assert.Equal(0, (await app.ReportAsync()).GetProperty("clicked").GetInt32());
        Assert.Null((await app.CardAsync(mail.Id[..26])).LastClickAt);
        Assert.All(
            (await app.TimelineAsync(mail.Id[..26])).Where(entry => entry.Kind == "mail.click"),
            entry => Assert.True(entry.Data.GetProperty("machine").GetBoolean()));
    }

    [Fact]
    public async Task Looking_without_following_changes_nothing_and_an_erased_person_is_not_brought_back()
    {
        using var app = await SentAsync();
        var mail = Assert.Single(await app.OutboxAsync());
        await FollowAsync(app, LinksOf(mail)[0], method: "HEAD");
        Assert.Empty(await app.RowsAsync(Tables.Contacts, OpeningRow.Prefix(mail.Id[..26])));

        await FollowAsync(app, LinksOf(mail)[0]);
        await app.Table(Tables.Contacts).DeleteEntityAsync(mail.Id[..2], ContactRow.Key(mail.Id[..26]));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await JudgeAsync(app, mail);
        Assert.Empty(await app.RowsAsync(Tables.Contacts, OpeningRow.Prefix(mail.Id[..26])));
        Assert.DoesNotContain(
            await app.RowsAsync(Tables.Contacts, TimelineRow.Prefix(mail.Id[..26])), row => row.GetString("Kind") == "mail.click");
    }

    [Theory]
    [InlineData(Browser, true)]
    [InlineData("HeadlessChrome/130", false)]
    public async Task The_browser_of_a_reader_becomes_known_and_that_of_a_program_does_not(string agent, bool isKnown)
    {
        using var app = await SentAsync();
        var mail = Assert.Single(await app.OutboxAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var landed = new Uri((await FollowAsync(app, LinksOf(mail)[1], agent))!);
        Assert.StartsWith(Second, landed.AbsoluteUri, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await JudgeAsync(app, mail);

        var pass = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(landed.Query)[VisitorPasses.Parameter].ToString();
        object post = new
        {
            visitorId = "visitor-of-ana",
            identify = new { mail = pass },
            events = new[] { new { id = "1", kind = "page", url = "https://shop.example/coffee" } },
        };
        var (status, _) = await app.CallAsync(request => app.Get<ReceiveVisits>().RunAsync(request, default), post);
        Assert.Equal(202, status);
        await app.Get<LinkVisitor>().RunAsync(
            new VisitorIdentified("visitor-of-ana", null, null, app.Clock.GetUtcNow(), pass), default);

        Assert.Equal(isKnown, (await app.TimelineAsync(mail.Id[..26])).Any(entry => entry.Kind == "visit"));
        await app.Get<LinkVisitor>().RunAsync(
            new VisitorIdentified("another", null, null, app.Clock.GetUtcNow(), pass + "x"), default);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.Get<LinkVisitor>().RunAsync(new VisitorIdentified("late", null, null, app.Clock.GetUtcNow(), pass), default);
        Assert.Empty(await app.Get<VisitorLinks>().OwnersAsync("late", default));
    }

    [Fact]
    public async Task Rules_know_who_got_opened_and_followed_and_a_rebuild_comes_to_the_same()
    {
        using var app = await SentAsync();
        var mail = Assert.Single(await app.OutboxAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await OpenAsync(app, mail);
        await FollowAsync(app, LinksOf(mail)[0]);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await JudgeAsync(app, mail);
        await app.RecomputeAsync();

        string[] rules = ["received campaign \"spring\"", "opened campaign \"spring\"", "clicked campaign \"spring\" within 2 days"];
        Assert.All(await Task.WhenAll(rules.Select(app.MatchesAsync)), count => Assert.Equal(1, count));
        Assert.Equal(0, await app.MatchesAsync("clicked campaign \"summer\""));
        await app.RebuildAsync();
        Assert.All(await Task.WhenAll(rules.Select(app.MatchesAsync)), count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Without_tracking_and_with_a_provider_that_tells_links_stay_as_they_are()
    {
        using var off = await SentAsync(new() { ["Mail:Tracking"] = "false" });
        Assert.Contains($"href=\"{First}\"", Assert.Single(await off.OutboxAsync()).Html, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await off.ReportAsync()).GetProperty("opened").ValueKind);
    }

    private async Task<CampaignBase> SentAsync(Dictionary<string, string?>? settings = null)
    {
        var app = new CampaignBase(azurite, settings: settings);
        await app.CreateAsync();
        await app.MemberAsync("ana@example.com");
        await app.DefineAsync(template: Template, more: new { utm = new { source = "news" } });
        await app.SendAllAsync();
        return app;
    }

    private static List<string> LinksOf(OutboxMail mail) =>
        [.. Tracked().Matches(mail.Html!).Select(link => link.Groups[1].Value)];

    // Where it leads; null where it does not.
    private static async Task<string?> FollowAsync(CampaignBase app, string link, string agent = Browser, string method = "GET")
    {
        var (status, location) = await app.FetchAsync(
            request => app.Get<FollowLink>().RunAsync(request, link[(link.LastIndexOf('/') + 1)..], default), agent, method);
        Assert.True(status is 302 or 404);
        return location;
    }

    private static async Task OpenAsync(CampaignBase app, OutboxMail mail)
    {
        var token = Picture().Match(mail.Html!).Groups[1].Value;
        var (status, _) = await app.FetchAsync(request => app.Get<FollowLink>().OpenAsync(request, token, default), Browser, "GET");
        Assert.Equal(200, status);
    }

    private static Task JudgeAsync(CampaignBase app, OutboxMail mail) =>
        app.Get<JudgeOpenings>().RunAsync(new OpenedMail(mail.Id), default);

    private static string WithoutPass(string? url) => Pass().Replace(url!, "").TrimEnd('?', '&');

    [GeneratedRegex("""href=["'](http://127\.0\.0\.1:7071/api/c/[\w-]+)["']""")]
    private static partial Regex Tracked();

    [GeneratedRegex(@"/api/o/([\w-]+)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"_cb=[\w-]+")]
    private static partial Regex Pass();
}
