using System.Text;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>What leads cost, from their source to their margin, against a plain computation.</summary>
[Trait("Category", "Slow")]
public sealed class MarginTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const decimal PerMail = 0.5m;

    private static readonly string[] Columns =
    [
        "leads", "revenue", "brought", "sourceCost", "bonus", "messages", "messageCost", "transactions", "storageCost", "cost", "margin",
    ];

    [Theory]
    [InlineData("RUB")]
    [InlineData("EUR")] // Then they are told and not added to roubles.
    public async Task Sources_codes_messages_and_storage_are_put_beside_what_the_leads_brought_and_add_up(string mailCurrency)
    {
        using var app = await PlayedAsync(mailCurrency);
        var shop = new MadeUpShop(Started, people: 12);
        shop.Orders.Add(PaidBack);
        await shop.FileAsync(app);
        Assert.Equal(3, (await app.MembersAsync(3)).Count); // They get both campaigns...
        await SendAsync(app, "spring");
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.MemberAsync("late@example.com"); // ... and this one the second.
        await SendAsync(app, "late");
        await app.Get<UsageLog>().KeepAsync(
            "one", new UsedDay(app.Clock.GetUtcNow(), new StorageTransactions(0, 9_999, 0), 3), default); // And the one that wrote it down.
        await ImportAsync(app, "day,channel,amount,currency\n2026-02-10,google,1500,RUB\n2026-04-01,vk,40,RUB\n2026-04-01,vk,7,USD\n");
        await app.RecomputeAsync();

        var report = await app.TableAsync("cost");

        var cells = report.Cells(Columns);
        Assert.All(cells, row => Assert.Equal(PlainRow(shop, row.Key, mailCurrency == "RUB"), row.Value));
        Assert.Equal(shop.People.Count + 4, report.Total("leads"));
        Assert.All(Columns, column => Assert.Equal(report.Numbers(column).Sum(), report.Total(column)));
        Assert.Equal(report.Total("brought") - report.Total("cost"), report.Total("margin"));
        Assert.Equal(shop.Counted.Sum(order => order.Net), report.Total("revenue"));
        Assert.True(report.Total("bonus") > 0);
    }

    private static DateTimeOffset Started { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // The code took nothing off what was paid back whole.
    private static PlainOrder PaidBack { get; } =
        new(0, "0-back", Started.AddHours(-1), Counts: true, 100m, [new PlainLine("p1", 1, 100m)]) { Bonus = 50m };

    private static string PlainRow(MadeUpShop shop, string month, bool isMailIn)
    {
        var people = shop.People.Where(person => person.Month == month).Select(person => person.Number).ToHashSet();
        var orders = shop.Counted.Where(order => people.Contains(order.Person)).ToList();
        var (revenue, bonus) = (orders.Sum(order => order.Net), orders.Where(order => order.Net > 0m).Sum(order => order.Bonus ?? 0m));
        var (members, messages) = month switch { "2026-03" => (3, 6), "2026-04" => (1, 1), _ => (0, 0) };
        var source = month switch { "2026-02" => 1_500m, "2026-04" => 40m, _ => 0m };
        var storage = month == "2026-04" ? 2m : (decimal?)null;
        var cost = source + bonus + (isMailIn ? messages * PerMail : 0m) + (storage ?? 0m);
        return ReadReport.Line(
            people.Count + members, revenue, revenue + bonus, source, bonus, messages, messages * PerMail,
            storage is null ? null : 10_000, storage, cost, revenue + bonus - cost);
    }

    private async Task<CampaignBase> PlayedAsync(string mailCurrency)
    {
        var app = new CampaignBase(azurite, settings: new()
        {
            ["Campaigns:CostPerMail"] = "0.5",
            ["Campaigns:Currency"] = mailCurrency,
            ["Campaigns:FrequencyCap"] = "0",
            ["Costs:Currency"] = "RUB",
            ["Costs:Table"] = "2",
        });
        await app.CreateAsync();
        return app;
    }

    private static async Task SendAsync(CampaignBase app, string id)
    {
        await app.DefineAsync(id);
        await app.SendAllAsync(id);
    }

    private static async Task ImportAsync(CampaignBase app, string csv)
    {
        var (status, _) = await app.CallAsync(request =>
        {
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            return app.Get<KeepCosts>().PostAsync(request, default);
        });
        Assert.Equal(200, status);
    }
}
