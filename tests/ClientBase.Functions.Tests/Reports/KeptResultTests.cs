using System.Text;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>What reports came to is kept as long as it is right, and no longer.</summary>
[Trait("Category", "Slow")]
public sealed class KeptResultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ReportBase _base = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        await new MadeUpShop(_base.Clock.GetUtcNow(), people: 20).FileAsync(_base);
        await _base.RecomputeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_report_asked_for_again_is_two_reads_and_says_the_same_to_the_letter()
    {
        foreach (var report in _base.Get<ReportCatalogue>().All.Where(report => report.Basis == ReportBasis.Recompute))
        {
            var first = await TextAsync(report.Name);
            var (rows, blobs) = (_base.Requests.Count, _base.BlobRequests.Count);
            Assert.Equal(first, await TextAsync(report.Name));
            Assert.Equal((1, 1), (_base.Requests.Count - rows, _base.BlobRequests.Count - blobs));
        }
    }

    [Fact]
    public async Task What_a_recompute_has_changed_is_made_anew_in_the_place_of_the_last()
    {
        var before = (await _base.ReportAsync("base", "?by=month")).Total("contacts");
        await _base.ReportAsync("base", "?by=day");
        await new MadeUpShop(_base.Clock.GetUtcNow(), people: 30).FileAsync(_base);
        Assert.Equal(before, (await _base.ReportAsync("base", "?by=month")).Total("contacts"));

        await _base.RecomputeAsync();

        Assert.Equal(before + 10, (await _base.ReportAsync("base", "?by=month")).Total("contacts"));
        Assert.Equal(before + 10, (await _base.ReportAsync("base", "?by=day")).Total("contacts"));
        Assert.Equal(2, (await KeptAsync()).Count(name => name.Contains("/base/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task New_costs_are_in_the_report_at_once()
    {
        await _base.ReportAsync("channels");
        await ImportAsync("day,channel,amount,currency\n2026-02-01,google,1000,RUB\n");
        Assert.Equal(1000m, (await _base.ReportAsync("channels")).By("channel", "cost")["google"]);
        Assert.Equal(1000m, (await _base.ReportAsync("channels")).By("channel", "cost")["google"]);

        await ImportAsync("day,channel,amount,currency\n2026-02-02,google,500,RUB\n");
        Assert.Equal(1500m, (await _base.ReportAsync("channels")).By("channel", "cost")["google"]);
    }

    [Fact]
    public async Task What_is_made_while_a_recompute_is_under_way_is_not_kept_and_what_was_before_stands()
    {
        var sales = await TextAsync("sales");
        var run = await _base.Get<RecomputeRuns>()
            .BeginAsync(new("other", IsRebuild: false, IsSoon: false), _base.Clock.GetUtcNow(), default);
        Assert.NotNull(run);

        Assert.Equal(sales, await TextAsync("sales"));
        await TextAsync("rfm");

        Assert.Equal(["figures/sales"], (await KeptAsync()).Select(name => name[..name.LastIndexOf('/')]));
    }

    [Fact]
    public async Task Who_is_erased_is_in_nothing_that_is_kept()
    {
        var leaving = (await _base.ReportAsync("churn")).Texts("contact")[0]!;
        await _base.ReportAsync("offers");
        await _base.ReportAsync("sales");
        Assert.Equal(3, (await KeptAsync()).Count);

        await _base.Get<ContactErasure>().EraseAsync(leaving, default);
        Assert.Equal(["figures"], (await KeptAsync()).Select(name => name.Split('/')[0]));

        await _base.ReportAsync("churn"); // One that was being made meanwhile.
        await _base.RecomputeAsync();
        Assert.DoesNotContain(await KeptAsync(), name => name.StartsWith("people/", StringComparison.Ordinal));
        Assert.DoesNotContain(leaving, (await _base.ReportAsync("churn")).Texts("contact"));
    }

    [Fact]
    public async Task Nothing_kept_outlives_a_restore()
    {
        await _base.ReportAsync("sales");
        foreach (var feature in _base.Get<IEnumerable<IAfterRestore>>())
        {
            await feature.RestoredAsync(default);
        }

        Assert.Empty(await KeptAsync());
    }

    private async Task<string> TextAsync(string name) =>
        (await _base.CallForTextAsync(request => _base.Get<ShowReports>().GetAsync(request, name, default))).Text;

    private async Task<List<string>> KeptAsync() =>
        await _base.Container(Containers.Results).GetBlobsAsync().Select(blob => blob.Name).ToListAsync();

    private async Task ImportAsync(string csv) => await _base.CallAsync(request =>
    {
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return _base.Get<KeepCosts>().PostAsync(request, default);
    });
}
