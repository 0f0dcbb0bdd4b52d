using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>The logs of reports say what the base says, whatever happens on the way.</summary>
[Trait("Category", "Slow")]
public sealed class ReportLogTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ReportBase _base = new(azurite);
    private int _captures;

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_taken_in_is_forgotten_and_the_same_again_changes_nothing()
    {
        await OrderAsync("a@logs.example", "1", 100m, "2026-01-15");
        await _base.RecomputeAsync();
        Assert.Empty(await _base.RowsAsync(Tables.Contacts, ReportRow.Prefix));

        await _base.RecomputeAsync();
        Assert.Equal(100m, (await _base.ReportAsync("sales")).Total("revenue"));
    }

    [Fact]
    public async Task A_later_version_replaces_an_order_also_in_another_month_and_a_cancelled_one_is_gone()
    {
        await OrderAsync("b@logs.example", "1", 100m, "2026-01-15");
        await OrderAsync("b@logs.example", "2", 70m, "2026-01-16");
        await _base.RecomputeAsync();
        await OrderAsync("b@logs.example", "1", 120m, "2026-02-15");
        await OrderAsync("b@logs.example", "2", 70m, "2026-01-16", counts: false);
        await _base.RecomputeAsync();

        var sales = await _base.ReportAsync("sales", "?from=2026-01-01");

        Assert.Equal((0m, 120m), (sales.By("period", "revenue")["2026-01"], sales.By("period", "revenue")["2026-02"]));
        Assert.Equal(120m, sales.Total("revenue"));
    }

    [Fact]
    public async Task Merged_people_are_one_customer_and_erased_ones_none()
    {
        var first = await OrderAsync("c@logs.example", "1", 100m, "2026-01-15");
        var second = await OrderAsync("d@logs.example", "2", 50m, "2026-01-16");
        await _base.RecomputeAsync();
        Assert.Equal(2m, (await _base.ReportAsync("sales")).Total("customers"));

        await _base.CallAsync(request => _base.Get<MergeContacts>().RunAsync(request, first, default), new { @with = second });
        await _base.RecomputeAsync();
        var merged = await _base.ReportAsync("sales");
        Assert.Equal((1m, 2m, 150m), (merged.Total("customers"), merged.Total("orders"), merged.Total("revenue")));

        await _base.Get<ContactErasure>().EraseAsync(first, default);
        await _base.RecomputeAsync();
        Assert.Equal(0m, (await _base.ReportAsync("sales")).Total("orders"));
        Assert.Empty(await _base.Get<ReportStore>().EachPersonAsync(default).ToListAsync());
    }

    [Fact]
    public async Task The_touches_of_a_channel_go_with_their_person_through_a_merge_and_its_undo()
    {
        var first = await CameByAsync("g@logs.example", "google", "2026-01-02");
        var second = await CameByAsync("v@logs.example", "vk", "2026-01-05");
        await OrderAsync("v@logs.example", "o1", 100m, "2026-01-16");
        await OrderAsync("g@logs.example", "o2", 30m, "2026-01-03");
        await _base.RecomputeAsync();
        await AssertChannelsAsync((1m, 30m, 30m), (1m, 100m, 100m));

        var (_, merge) = await _base.CallAsync(
            request => _base.Get<MergeContacts>().RunAsync(request, first, default), new { @with = second });
        await _base.RecomputeAsync();
        await AssertChannelsAsync((1m, 130m, 30m), (0m, 0m, 100m)); // One person, who came by the one and ordered by the other.

        var id = merge.GetProperty("mergeId").GetString()!;
        Assert.Equal(200, (await _base.CallAsync(request => _base.Get<UndoMerge>().RunAsync(request, id, default))).Status);
        await _base.RecomputeAsync();
        await AssertChannelsAsync((1m, 30m, 30m), (1m, 100m, 100m));

        async Task AssertChannelsAsync((decimal, decimal, decimal) google, (decimal, decimal, decimal) vk)
        {
            var report = await _base.ReportAsync("channels");
            (decimal, decimal, decimal) Of(string channel) => (
                report.By("channel", "contacts").GetValueOrDefault(channel),
                report.By("channel", "revenue").GetValueOrDefault(channel),
                report.By("channel", "lastRevenue").GetValueOrDefault(channel));
            Assert.Equal((google, vk), (Of("google"), Of("vk")));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400)] // Too many lines to lie with what changed.
    public async Task An_order_of_nobody_counts_in_sales_and_not_in_customers(int lines)
    {
        await _base.FileAsync(Capture("shop:acme", "2026-01-15").Order(
            "acme", "till", new OrderVersion(At("2026-01-15"), 30m, "RUB", true, default) { Lines = Lines("till", lines) }).Build());
        await OrderAsync("e@logs.example", "1", 100m, "2026-01-15");
        await _base.RecomputeAsync();

        var sales = await _base.ReportAsync("sales");

        Assert.Equal((2m, 130m, 1m), (sales.Total("orders"), sales.Total("revenue"), sales.Total("customers")));
    }

    private static ImmutableArray<OrderLine> Lines(string of, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new OrderLine($"{of}-{i}", null, null, new string('ж', 50), 1m, 1m))];

    [Fact]
    public async Task A_large_order_is_read_where_it_lies()
    {
        Assert.True(EmailAddress.TryParse("large@logs.example", out var address));
        await _base.FileAsync(Capture("shop:acme", "2026-01-15").Email(address).Order(
            "acme", "large", new OrderVersion(At("2026-01-15"), 400m, "RUB", true, default)
            {
                Lines = Lines("large", 400),
            }).Build());
        Assert.Contains(await _base.RowsAsync(Tables.Contacts, ReportRow.Prefix), row => ReportRow.Read(row).LiesElsewhere);
        await _base.RecomputeAsync();

        var goods = await _base.ReportAsync("products");

        Assert.Equal((400, 400m), (goods.Count, goods.Total("revenue")));
        Assert.Equal(400m, (await _base.ReportAsync("sales")).Total("revenue"));
    }

    [Fact]
    public async Task A_mark_of_an_earlier_version_loses_nothing_that_one_of_this_version_told()
    {
        var captures = new[] { "Tver", "Omsk" }.Select(city => Capture("import", "2026-01-15").Field(ContactFields.City, city));
        var ids = new List<string>();
        foreach (var (number, capture) in captures.Index())
        {
            Assert.True(EmailAddress.TryParse($"old-{number}@logs.example", out var address));
            ids.Add(await _base.FileAsync(capture.Email(address).Build()));
        }

        // What an instance of an earlier version leaves: a mark without what reports know, or beside it a row that tells what was before.
        var marks = await _base.RowsAsync(Tables.Contacts, DirtyRow.Prefix);
        await ReplaceAsync(Mark(ids[0]), mark => mark.Remove("Kept"));
        await ReplaceAsync(
            new TableEntity(Mark(ids[1]).PartitionKey, $"{ReportRow.PrefixOf(ids[1])}c") { ["Kept"] = "{}", ["V"] = 1 }, _ => { });
        await _base.RecomputeAsync();

        var people = await _base.Get<ReportStore>().EachPersonAsync(default).ToListAsync();
        Assert.Equal(["Tver", "Omsk"], ids.Select(id => people.Single(one => one.Id == id).Profile!.Profile.City));

        TableEntity Mark(string id) => marks.Single(mark => mark.RowKey == $"{DirtyRow.PrefixOf(id)}c");

        async Task ReplaceAsync(TableEntity row, Action<TableEntity> change)
        {
            change(row);
            await _base.Table(Tables.Contacts).UpsertEntityAsync(row, TableUpdateMode.Replace);
        }
    }

    [Fact]
    public async Task A_rebuild_gives_the_same()
    {
        var shop = new MadeUpShop(_base.Clock.GetUtcNow(), 20);
        await shop.FileAsync(_base);
        await _base.RecomputeAsync();
        var before = await AllAsync();

        foreach (var blob in await _base.Container(Containers.Reports).GetBlobsAsync(new Azure.Storage.Blobs.Models
            .GetBlobsOptions
        { Prefix = "orders/" }, default).ToListAsync())
        {
            await _base.Container(Containers.Reports).DeleteBlobAsync(blob.Name);
        }

        await _base.RecomputeAsync(isRebuild: true);

        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task Cut_short_at_any_write_the_next_run_makes_it_whole()
    {
        var shop = new MadeUpShop(_base.Clock.GetUtcNow(), 6);
        await shop.FileAsync(_base);
        var asked = new RecomputeAsked("cut", IsRebuild: false, IsSoon: false);
        for (int? cut = 0; cut is not null;)
        {
            _base.Requests.CutAfter(cut);
            cut = await IsCutAsync(() => _base.New<RunRecompute>().RunAsync(asked, default)) ? cut + 1 : null;
        }

        _base.Requests.CutAfter(null);
        await _base.RecomputeAsync();

        Assert.Equal(shop.Counted.Sum(order => order.Net), (await _base.ReportAsync("sales")).Total("revenue"));
        Assert.Equal(shop.Counted.Count, (int)(await _base.ReportAsync("sales")).Total("orders"));
    }

    [Fact]
    public async Task The_card_tells_what_is_expected()
    {
        var id = await OrderAsync("f@logs.example", "1", 100m, "2026-01-15");
        await OrderAsync("f@logs.example", "2", 100m, "2026-02-15");
        await _base.RecomputeAsync();

        var (_, card) = await _base.CallAsync(request => _base.Get<ReadContacts>().GetAsync(request, id, default));

        var forecast = card.GetProperty("forecast");
        Assert.InRange(forecast.GetProperty("pAlive").GetDouble(), 0.01, 1);
        Assert.InRange(forecast.GetProperty("expectedOrders90d").GetDouble(), 0.01, 90);
        Assert.InRange(forecast.GetProperty("value12m").GetDouble(), 1, 100_000);
        Assert.True(forecast.GetProperty("shrunk").GetBoolean());
    }

    private static async Task<bool> IsCutAsync(Func<Task> run)
    {
        try
        {
            await run();
            return false;
        }
        catch (Exception cut) when (cut is RequestFailedException or CutException or AggregateException)
        {
            return true;
        }
    }

    private async Task<string> AllAsync()
    {
        string[] names = ["sales", "products", "cohorts", "rfm", "geography", "channels", "nps", "base"];
        var all = new List<string>();
        foreach (var name in names)
        {
            var report = await _base.ReportAsync(name);
            all.Add(report.Json.GetProperty("rows") + " " + report.Json.GetProperty("totals"));
        }

        return string.Join('\n', all);
    }

    private Task<string> CameByAsync(string email, string channel, string day)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return _base.FileAsync(new CaptureBuilder($"form {email}", "form:news", "form", At(day)).Email(address).Data("utm_source", channel)
            .Build());
    }

    private Task<string> OrderAsync(string email, string order, decimal total, string day, bool counts = true)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return _base.FileAsync(Capture("shop:acme", day).Email(address).Order(
            "acme", $"{email}-{order}", new OrderVersion(At(day), total, "RUB", counts, default)).Build());
    }

    // Later captures are later versions.
    private CaptureBuilder Capture(string source, string day)
    {
        var number = Interlocked.Increment(ref _captures);
        return new CaptureBuilder($"log-{number}", source, "order", At(day).AddMinutes(number));
    }

    private static DateTimeOffset At(string day) => DateTimeOffset
        .Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
