using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Tests.Automations.Running;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>Campaigns and automations against a plain computation from what was sent and done.</summary>
[Trait("Category", "Slow")]
public sealed class MarketingReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Campaigns_come_to_what_was_sent_opened_followed_and_ordered()
    {
        using var app = new CampaignBase(azurite, settings: new()
        {
            ["Campaigns:CostPerMail"] = "0.25",
            ["Campaigns:Currency"] = "EUR",
            ["Campaigns:FrequencyCap"] = "0",
        });
        await app.CreateAsync();
        var ids = await app.MembersAsync(7);
        var no = await app.MemberAsync("no@example.com", agrees: false);
        string[] campaigns = ["one", "two", "three"];
        var (random, opened, clicked, orders) = (
            new Random(11), new HashSet<(string, string)>(), new HashSet<(string, string)>(), new List<(string Campaign, decimal Total)>());
        foreach (var campaign in campaigns)
        {
            app.Clock.Advance(TimeSpan.FromDays(10)); // The window of the one before is over.
            await app.DefineAsync(campaign, more: new { attribution = "7d" });
            await app.SendAllAsync(campaign);
            app.Clock.Advance(TimeSpan.FromHours(2));
            foreach (var id in ids)
            {
                await ReactAsync(app, campaign, id, random, opened, clicked);
                if (random.Next(3) == 0)
                {
                    orders.Add((campaign, random.Next(1, 50) * 10m));
                    await OrderAsync(app, id, orders[^1].Total);
                }
            }
        }

        await app.DefineAsync("waiting");
        await app.RecomputeAsync();

        var report = await app.TableAsync("campaigns");

        var cells = report.Cells(
            "planned", "sent", "skipped", "refused", "ambiguous", "opened", "clicked", "orders", "revenue", "cost", "roi");
        Assert.Equal(["waiting", "three", "two", "one"], report.Texts("campaign"));
        Assert.All(campaigns, campaign =>
        {
            var (own, cost) = (orders.Where(order => order.Campaign == campaign).ToList(), ids.Count * 0.25m);
            var revenue = own.Sum(order => order.Total);
            Assert.Equal(
                ReadReport.Line(
                    ids.Count, ids.Count, 1, 0, 0, Of(opened, campaign), Of(clicked, campaign), own.Count, revenue, cost,
                    Math.Round((revenue - cost) / cost, 4)),
                cells[campaign]);
        });
        Assert.Equal(orders.Sum(order => order.Total), report.Total("revenue"));
        Assert.Equal((ids.Count * 3, 3), ((int)report.Total("sent"), (int)report.Total("skipped")));
        Assert.Equal("two", Assert.Single((await app.TableAsync("campaigns", "?from=2026-03-20&to=2026-03-22")).Texts("campaign")));
        Assert.DoesNotContain(no, ids);
    }

    [Fact]
    public async Task Automations_come_to_who_entered_got_on_and_reached_the_goal_and_rules_and_costs_know_their_messages()
    {
        using var app = new RunBase(azurite, new() { ["Campaigns:CostPerMail"] = "0.5", ["Campaigns:Currency"] = "RUB" });
        await app.CreateAsync();
        await app.DefineAsync(
            "welcome", new { on = "form", form = "news" }, [RunBase.Send("One"), RunBase.Wait("2d"), RunBase.Send("Two")]);
        await app.DefineAsync("other", new { on = "form", form = "other" }, [RunBase.Send("Hello")]);
        foreach (var i in Enumerable.Range(0, 6))
        {
            await app.FillAsync($"run{i}@example.com", i < 4 ? "news" : "other", agrees: i != 0); // Who said no is passed over.
        }

        await app.PassAsync(TimeSpan.FromDays(2));
        await app.FillAsync("run6@example.com");
        await app.SwitchAsync("other", isOn: false);
        await app.RecomputeAsync();

        var report = await app.TableAsync("automations");

        var cells = report.Cells("enabled", "entered", "active", "completed", "exited", "goal", "sent", "cost");
        Assert.Equal(ReadReport.Line("yes", 5, 1, 4, 0, 0, 7, 3.5m), cells["welcome"]);
        Assert.Equal(ReadReport.Line("no", 2, 0, 2, 0, 0, 2, 1m), cells["other"]);
        Assert.Equal((7m, 9m), (report.Total("entered"), report.Total("sent")));
        Assert.Equal(9, (await app.OutboxAsync()).Count);
        var leads = await app.TableAsync("cost");
        Assert.Equal((9m, 4.5m), (leads.Total("messages"), leads.Total("messageCost")));
    }

    private static async Task ReactAsync(
        CampaignBase app, string campaign, string id, Random random, HashSet<(string, string)> opened, HashSet<(string, string)> clicked)
    {
        foreach (var (kind, noted) in new[] { (MailEventKind.Open, opened), (MailEventKind.Click, clicked) })
        {
            if (random.Next(2) == 0)
            {
                noted.Add((campaign, id));
                await app.Get<MailEventStore>().KeepAsync(
                    [new MailEvent($"{kind}-{campaign}-{id}", kind, Intent.IdOf(campaign, id), campaign, app.Clock.GetUtcNow())],
                    new HashSet<string>(),
                    default);
            }
        }
    }

    private static async Task OrderAsync(CampaignBase app, string id, decimal total)
    {
        Assert.True(EmailAddress.TryParse((await app.CardAsync(id)).Contact.PrimaryEmail, out var email));
        await app.OrderAsync(email, total, "EUR");
    }

    private static int Of(IEnumerable<(string Campaign, string Id)> noted, string campaign) => noted.Count(one => one.Campaign == campaign);
}
