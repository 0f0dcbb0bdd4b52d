using System.Text;
using System.Text.Json;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

[Trait("Category", "Slow")]
public sealed class CostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Csv = "Дата;Канал;Кампания;Расходы\n01.02.2026;google;весна;1 500,50\n02.02.2026;VK;;300\n03.02.2026;;x;10\n";

    [Fact]
    public async Task What_was_spent_is_taken_from_a_file_and_the_same_file_changes_nothing()
    {
        using var app = new ReportBase(azurite);
        await app.CreateAsync();
        var (status, kept) = await ImportAsync(app, Csv);
        Assert.Equal((200, 2, 2), (status, kept.GetProperty("accepted").GetInt32(), kept.GetProperty("changed").GetInt32()));
        Assert.Contains("channel", kept.GetProperty("errors").GetProperty("row 000003")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await ImportAsync(app, Csv)).Body.GetProperty("changed").GetInt32());

        var (_, list) = await app.CallAsync(request => app.Get<KeepCosts>().ListAsync(request, default));
        Assert.Equal(
            ["2026-02-02 VK 300", "2026-02-01 google 1500.50"],
            list.GetProperty("items").EnumerateArray().Select(cost =>
                $"{cost.GetProperty("day")} {cost.GetProperty("channel")} {cost.GetProperty("amount")}"));
        await ImportAsync(app, "day,channel,amount\n2026-02-02,vk,0\n"); // Nothing was spent after all.
        (_, list) = await app.CallAsync(request => app.Get<KeepCosts>().ListAsync(request, default));
        Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(400, (await ImportAsync(app, "day,amount\n2026-02-02,1\n")).Status);
    }

    [Fact]
    public async Task Channels_and_leads_are_told_with_cost_margin_and_return()
    {
        using var app = new ReportBase(azurite);
        await app.CreateAsync();
        var shop = new MadeUpShop(app.Clock.GetUtcNow());
        await shop.FileAsync(app);
        await app.RecomputeAsync();
        await ImportAsync(
            app, "day,channel,amount,currency\n2026-02-01,google,1000,RUB\n2026-02-10,google,500,RUB\n2026-02-10,google,7,USD\n");

        var channels = await app.ReportAsync("channels");
        var (cost, revenue) = (channels.By("channel", "cost")["google"], channels.By("channel", "revenue")["google"]);
        Assert.Equal(1500m, cost);
        Assert.Equal(revenue - cost, channels.By("channel", "margin")["google"]);
        Assert.Equal(Math.Round((revenue - cost) / cost, 4), channels.By("channel", "roi")["google"]);
        Assert.Equal(0m, channels.By("channel", "cost")["vk"]);

        var leads = await app.ReportAsync("cost", "?from=2026-02&to=2026-02");
        var (count, whole) = (leads.Numbers("leads").Single(), leads.Numbers("cost").Single());
        Assert.Equal((1500m, 1500m), (leads.Numbers("sourceCost").Single(), whole - leads.Numbers("bonus").Single()));
        Assert.Equal(Math.Round(whole * 1000m / count, 2), leads.Numbers("costPerThousand").Single());
    }

    [Fact]
    public async Task Counted_transactions_of_storage_are_put_beside_what_the_leads_brought()
    {
        using var app = new ReportBase(azurite, new() { ["Costs:Currency"] = "RUB", ["Costs:Table"] = "2", ["Costs:Queue"] = "5" });
        await app.CreateAsync();
        var shop = new MadeUpShop(app.Clock.GetUtcNow(), people: 8);
        await shop.FileAsync(app);
        await app.RecomputeAsync();
        var (log, today) = (app.Get<UsageLog>(), app.Clock.GetUtcNow());
        await log.KeepAsync("one", new UsedDay(today, new StorageTransactions(2_000, 10_000, 0), 3), default);
        await log.KeepAsync("two", new UsedDay(today, new StorageTransactions(0, 4_999, 0), 0), default);

        var day = today.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var part = await app.ReportAsync("cost", $"?from={day}&to={day}");
        Assert.Equal((17_001m, 4.0002m), (part.Total("transactions"), part.Total("storageCost"))); // And the two that wrote it down.
        Assert.Equal(
            part.Numbers("storageCost").Single() + part.Numbers("bonus").Single(), part.Numbers("cost").Single());

        var all = await app.ReportAsync("cost");
        Assert.Equal(17_001m, all.Numbers("transactions").Sum());
        Assert.Equal(JsonValueKind.Null, (await app.ReportAsync("cost", "?segment=regular"))["transactions"][^1].ValueKind);
    }

    [Fact]
    public async Task Levels_of_loyalty_hold_every_buyer_once()
    {
        using var app = new ReportBase(azurite);
        await app.CreateAsync();
        await app.Get<Functions.Contacts.Loyalty.LoyaltyTerms>().PutAsync(
            new Domain.Loyalty.LoyaltyProgram(
                "RUB", [new Domain.Loyalty.LoyaltyTier("silver", 1_000m, 3m), new Domain.Loyalty.LoyaltyTier("gold", 3_000m, 5m)], 0.05m,
                null, null),
            default);
        var shop = new MadeUpShop(app.Clock.GetUtcNow());
        await shop.FileAsync(app);
        await app.RecomputeAsync();

        var report = await app.ReportAsync("loyalty");
        var totals = shop.Counted.GroupBy(order => order.Person).Select(orders => orders.Sum(order => order.Net)).ToList();
        Assert.Equal(
            (totals.Count(sum => sum < 1_000m), totals.Count(sum => sum is >= 1_000m and < 3_000m), totals.Count(sum => sum >= 3_000m)),
            ((int)report.By("tier", "contacts")["none"], (int)report.By("tier", "contacts")["silver"],
                (int)report.By("tier", "contacts")["gold"]));
        Assert.Equal(shop.Counted.Sum(order => order.Net), report.Total("revenue"));
    }

    private static Task<(int Status, JsonElement Body)> ImportAsync(ReportBase app, string csv) => app.CallAsync(request =>
    {
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return app.Get<KeepCosts>().PostAsync(request, default);
    });
}
