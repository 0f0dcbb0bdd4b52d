using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

[Trait("Category", "Slow")]
public sealed class RecomputeTests(AzuriteFixture azurite) : RecomputeOnBase(azurite)
{
    [Fact]
    public async Task Contacts_memberships_and_counts_agree_after_a_recompute()
    {
        await FileBaseAsync();

        await Base.RecomputeAsync();

        await AssertConsistentAsync();
        var counts = await Base.Store.CountAsync(default);
        Assert.Equal((10, 8, 12), (counts["potential"], counts["working"], counts["regular"]));
        Assert.Equal(30 - 10, counts.Where(count => count.Key.StartsWith("rfm-", StringComparison.Ordinal)).Sum(count => count.Value));
    }

    [Fact]
    public async Task A_recompute_takes_every_change_in_once()
    {
        await FileBaseAsync();
        Assert.NotEmpty(await Base.RowsAsync(Tables.Contacts, DirtyRow.Prefix));

        await Base.RecomputeAsync();

        Assert.Empty(await Base.RowsAsync(Tables.Contacts, DirtyRow.Prefix));
    }

    [Fact]
    public async Task A_recompute_with_no_change_writes_nothing_and_reads_no_contact()
    {
        await FileBaseAsync();
        await Base.RecomputeAsync();
        Base.Requests.Clear();

        await Base.RecomputeAsync();

        Assert.Equal((0, 0), (Base.Requests.Batches, Base.Requests.CountWrites));
        Assert.Equal(2 * ContactId.ShardCount, Base.Requests.Scans); // Of what changed for segments, and for reports.
        Assert.InRange(Base.Requests.Count, 1, (2 * ContactId.ShardCount) + 8);
        Assert.True((await Base.Runs.GetAsync(default))!.IsFinished);
    }

    [Fact]
    public async Task Only_what_changed_is_written()
    {
        var ids = await FileBaseAsync();
        await Base.RecomputeAsync();
        var before = await Base.MembershipsAsync();
        await Base.FileAsync("p0@example.com", 1, (1, 5m));
        Base.Requests.Clear();

        await Base.RecomputeAsync();

        var after = await Base.MembershipsAsync();
        Assert.Contains($"potential {ids[0]}", before.Except(after));
        Assert.Contains($"working {ids[0]}", after.Except(before));
        Assert.InRange(Base.Requests.Batches, 1, 32);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Every_entering_and_leaving_is_kept_with_what_did_it()
    {
        var id = await Base.FileAsync("a@example.com", 10);
        await Base.RecomputeAsync();
        await Base.FileAsync("a@example.com", 1, (1, 5m));

        await Base.RecomputeAsync();

        var changes = await Base.ChangesAsync();
        Assert.Contains($"potential entered {id}: form news", changes);
        Assert.Contains($"potential left {id}: order a@example.com-0 on 28 February: orders 0 -> 1", changes);
        Assert.Contains($"working entered {id}: order a@example.com-0 on 28 February: orders 0 -> 1", changes);
    }

    [Fact]
    public async Task Time_alone_moves_contacts_between_segments()
    {
        var id = await Base.FileAsync("a@example.com", 10, (10, 5m));
        await Base.RecomputeAsync();
        Base.Clock.Advance(TimeSpan.FromDays(355));

        await Base.RecomputeAsync();

        Assert.Equal(
            [
                "abc-xyz-cz", "channel-email", "check-low", "dead", "frequency-1", "funnel-red-gold", "last-365d", "lost", "rating-a",
                "rfm-new_customers", "working",
            ],
            (await Base.ScoresAsync(id)).Segments);
        Assert.Contains($"dead entered {id}: time passed, or the limits of the base moved", await Base.ChangesAsync());
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_membership_row_that_is_missing_does_not_stop_the_contact_from_leaving()
    {
        var id = await Base.FileAsync("a@example.com", 10);
        await Base.RecomputeAsync();
        await Base.ContactRows.DeleteEntityAsync(ContactId.ShardOf(id), MemberRow.Key("potential", id));
        await Base.FileAsync("a@example.com", 1, (1, 5m));

        await Base.RecomputeAsync();

        Assert.Contains("working", (await Base.ScoresAsync(id)).Segments);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_base_without_contacts_has_empty_segments()
    {
        await Base.RecomputeAsync();

        Assert.Empty(await Base.Store.CountAsync(default));
        Assert.True((await Base.Runs.GetAsync(default))!.IsFinished);
    }
}
