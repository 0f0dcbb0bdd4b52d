using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Segments;

[Trait("Category", "Slow")]
public sealed class RecomputeRunTests(AzuriteFixture azurite) : RecomputeOnBase(azurite)
{
    [Fact]
    public async Task A_contact_changed_while_a_run_writes_keeps_the_change_for_the_next()
    {
        var ids = await FileBaseAsync();
        var changes = await Base.Get<DirtyRows>().ReadAsync(ContactId.ShardOf(ids[0]), default);
        await Base.FileAsync("p0@example.com", 1, (1, 5m));

        await Base.Get<DirtyRows>().ForgetAsync(ContactId.ShardOf(ids[0]), changes, default);
        await Base.RecomputeAsync();

        Assert.Contains("working", (await Base.ScoresAsync(ids[0])).Segments);
    }

    [Fact]
    public async Task Who_asks_during_a_run_gets_another_after_it()
    {
        await FileBaseAsync();
        var first = new RecomputeAsked("one", IsRebuild: false, IsSoon: false);
        var run = await Base.Runs.BeginAsync(first, Base.Clock.GetUtcNow(), default);

        Assert.Null(await Base.Runs.BeginAsync(first with { Id = "two" }, Base.Clock.GetUtcNow(), default));

        Assert.True((await Base.Runs.AdvanceAsync(run!, Base.Clock.GetUtcNow(), default)).IsWantedAgain);
    }

    [Fact]
    public async Task A_run_whose_message_comes_back_goes_on()
    {
        await FileBaseAsync();
        var asked = new RecomputeAsked("one", IsRebuild: false, IsSoon: false);
        await Base.Runs.BeginAsync(asked, Base.Clock.GetUtcNow(), default); // And the instance dies.

        await Base.Get<RunRecompute>().RunAsync(asked, default);

        Assert.True((await Base.Runs.GetAsync(default))!.IsFinished);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_run_that_died_long_ago_is_taken_over()
    {
        await FileBaseAsync();
        await Base.Runs.BeginAsync(new RecomputeAsked("dead", IsRebuild: false, IsSoon: false), Base.Clock.GetUtcNow(), default);
        Base.Clock.Advance(TimeSpan.FromMinutes(16));

        await Base.RecomputeAsync();

        await AssertConsistentAsync();
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(5, true)] // Too much for the memory: shards are put aside.
    public async Task A_run_cut_short_at_any_write_ends_in_the_same_base(int every, bool isLarge)
    {
        var expected = await UncutAsync();
        for (var writes = 1; ; writes += every)
        {
            using var other = new SegmentBase(Azurite, isLarge ? HoldNothing : null);
            await other.CreateAsync();
            await FileBaseAsync(other);
            other.Requests.CutAfter(writes);
            var asked = new RecomputeAsked("cut", IsRebuild: false, IsSoon: false);
            var isCut = await IsCutAsync(() => other.Get<RunRecompute>().RunAsync(asked, default));
            other.Requests.CutAfter(null);

            await other.Get<RunRecompute>().RunAsync(asked, default);
            await other.RecomputeAsync();

            Assert.Equal(expected, await NamedMembershipsAsync(other));
            Assert.DoesNotContain(
                await other.Container(Containers.Snapshots).GetBlobsAsync().ToListAsync(), blob => blob.Name.Contains("folded"));
            if (!isCut)
            {
                return;
            }
        }

        static void HoldNothing(IServiceCollection services) =>
            services.AddSingleton(all => new Snapshots(all.GetRequiredService<BlobServiceClient>()) { MostHeld = 0 });
    }

    [Fact]
    public async Task Two_at_once_give_one_result()
    {
        var expected = await UncutAsync();
        using var other = new SegmentBase(Azurite);
        await other.CreateAsync();
        await FileBaseAsync(other);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(number =>
            other.Get<RunRecompute>().RunAsync(new RecomputeAsked($"at once {number}", IsRebuild: false, IsSoon: false), default)));
        await other.RunAskedAsync();

        Assert.Equal(expected, await NamedMembershipsAsync(other));
        Assert.Equal((await Base.ChangesAsync()).Count, (await other.ChangesAsync()).Count); // Nobody entered anything twice.
    }

    [Fact]
    public async Task A_run_cut_short_gives_the_same_reasons()
    {
        await FileBaseAsync();
        Base.Requests.CutAfter(20);
        var asked = new RecomputeAsked("cut", IsRebuild: false, IsSoon: false);
        Assert.True(await IsCutAsync(() => Base.Get<RunRecompute>().RunAsync(asked, default)));
        Base.Requests.CutAfter(null);

        await Base.Get<RunRecompute>().RunAsync(asked, default);

        Assert.DoesNotContain(await Base.ChangesAsync(), change => change.Contains("time passed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_as_what_was_made_from_changes()
    {
        await FileBaseAsync();
        await Base.RecomputeAsync();
        await Base.FileAsync("p3@example.com", 1, (1, 5m), (2, 7m));
        await Base.RecomputeAsync();
        var before = await Base.MembershipsAsync();
        var changes = await Base.ChangesAsync();

        await Base.RebuildAsync();

        Assert.Equal(before, await Base.MembershipsAsync());
        Assert.Equal(changes, await Base.ChangesAsync());
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Keys_of_orders_that_the_version_before_kept_beside_the_snapshot_are_found()
    {
        var id = await Base.FileAsync("old@example.com", 5, (3, 10m), (2, 20m));
        await Base.RecomputeAsync();
        var (shard, container) = (ContactId.ShardOf(id), Base.Container(Containers.Snapshots));
        var keys = await container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{shard}/keys/" }, default).SingleAsync();
        var bytes = (await container.GetBlobClient(keys.Name).DownloadContentAsync()).Value.Content;
        await container.GetBlobClient($"{shard}/orders").UploadAsync(bytes);
        await container.DeleteBlobAsync(keys.Name);

        await Base.FileAsync("old@example.com", 1, (3, 15m));
        await Base.RecomputeAsync();

        var facts = (await Base.Get<Snapshots>().ReadAsync(shard, withKeys: false, default)).Facts;
        var orders = SnapshotCodec.Unpack(facts).Single(one => one.Id == id).Orders;
        Assert.Equal([15m, 20m], orders.Select(order => order.Total).Order()); // The later version took the place of the earlier.
        Assert.False(await container.GetBlobClient($"{shard}/orders").ExistsAsync());
    }

    [Fact]
    public async Task A_rebuild_mends_what_was_lost()
    {
        await FileBaseAsync();
        await Base.RecomputeAsync();
        var before = await Base.MembershipsAsync();
        await foreach (var blob in Base.Container(Containers.Snapshots).GetBlobsAsync())
        {
            await Base.Container(Containers.Snapshots).DeleteBlobAsync(blob.Name);
        }

        await Base.RebuildAsync();

        Assert.Equal(before, await Base.MembershipsAsync());
        await AssertConsistentAsync();
    }
}
