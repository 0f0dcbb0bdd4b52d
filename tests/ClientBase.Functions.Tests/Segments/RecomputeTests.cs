using Azure.Data.Tables;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

public sealed class RecomputeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Contacts_memberships_and_counts_agree_after_a_recompute()
    {
        await FileBaseAsync();

        await _base.RecomputeAsync();

        await AssertConsistentAsync();
        var counts = await _base.Store.CountAsync(default);
        Assert.Equal((10, 8, 12), (counts["potential"], counts["working"], counts["regular"]));
        Assert.Equal(30 - 10, counts.Where(count => count.Key.StartsWith("rfm-", StringComparison.Ordinal)).Sum(count => count.Value));
    }

    [Fact]
    public async Task A_recompute_with_no_change_writes_nothing()
    {
        await FileBaseAsync();
        await _base.RecomputeAsync();
        _base.Requests.Clear();

        await _base.RecomputeAsync();

        Assert.Equal((0, 0), (_base.Requests.Batches, _base.Requests.CountWrites));
        Assert.Equal(ContactId.ShardCount, _base.Requests.Scans);
        Assert.True((await _base.Runs.GetAsync(default))!.IsFinished);
    }

    [Fact]
    public async Task Only_what_changed_is_written()
    {
        var ids = await FileBaseAsync();
        await _base.RecomputeAsync();
        var before = await _base.MembershipsAsync();
        await _base.FileAsync("p0@example.com", 1, (1, 5m));
        _base.Requests.Clear();

        await _base.RecomputeAsync();

        var after = await _base.MembershipsAsync();
        Assert.Contains($"potential {ids[0]}", before.Except(after));
        Assert.Contains($"working {ids[0]}", after.Except(before));
        Assert.InRange(_base.Requests.Batches, 1, 16);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Time_alone_moves_contacts_between_segments()
    {
        var id = await _base.FileAsync("a@example.com", 10, (10, 5m));
        await _base.RecomputeAsync();
        _base.Clock.Advance(TimeSpan.FromDays(355));

        await _base.RecomputeAsync();

        Assert.Equal(
            ["abc-xyz-cz", "dead", "funnel-red-gold", "rating-a", "rfm-new_customers", "working"], (await _base.GetAsync(id)).Segments);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Messages_delivered_more_than_once_change_nothing()
    {
        await FileBaseAsync();

        await _base.DeliverAsync(await _base.TriggerAsync(), times: 3);

        await AssertConsistentAsync();
        Assert.True((await _base.Runs.GetAsync(default))!.IsFinished);
        Assert.Empty(_base.Blobs.GetBlobs());
    }

    [Fact]
    public async Task A_contact_erased_between_gathering_and_writing_leaves_nothing_behind()
    {
        var ids = await FileBaseAsync();

        await _base.DeliverAsync(
            await _base.TriggerAsync(),
            onFirstApply: () => _base.ContactRows.DeleteEntityAsync(ContactId.ShardOf(ids[0]), TableKeys.Contact(ids[0])));

        Assert.DoesNotContain(await _base.MembershipsAsync(), membership => membership.EndsWith(ids[0], StringComparison.Ordinal));
        Assert.Equal(9, (await _base.Store.CountAsync(default))["potential"]);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_contact_changed_between_gathering_and_writing_keeps_the_change()
    {
        var ids = await FileBaseAsync();

        await _base.DeliverAsync(
            await _base.TriggerAsync(), onFirstApply: () => _base.FileAsync("p0@example.com", 1, (1, 5m)));

        var contact = await _base.GetAsync(ids[0]);
        Assert.Single(contact.Contact.Orders);
        Assert.Equal(["funnel-white", "loyalty-white", "potential", "rating-e"], contact.Segments);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task What_is_asked_for_during_a_run_is_done_after_it()
    {
        var ids = await FileBaseAsync();

        await _base.DeliverAsync(await _base.TriggerAsync(), onFirstApply: async () =>
        {
            await _base.FileAsync("p0@example.com", 1, (1, 5m));
            _base.Clock.Advance(TimeSpan.FromMinutes(1));
            await _base.TriggerAsync();
        });

        Assert.Contains("working", (await _base.GetAsync(ids[0])).Segments);
        Assert.True(
            await _base.Runs.GetAsync(default) is { IsFinished: true, UpdatedAt: { } updatedAt } && updatedAt == _base.Clock.GetUtcNow());
        await AssertConsistentAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(33)]
    public async Task Messages_lost_at_any_point_are_made_good_by_the_next_trigger(int delivered)
    {
        await FileBaseAsync();
        var waiting = new Queue<object>(SegmentBase.Messages(await _base.TriggerAsync()));
        for (var i = 0; i < delivered; i++)
        {
            foreach (var next in SegmentBase.Messages(await _base.DeliverAsync(waiting.Dequeue())))
            {
                waiting.Enqueue(next);
            }
        }

        await _base.RecomputeAsync();

        Assert.True((await _base.Runs.GetAsync(default))!.IsFinished);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_run_stuck_for_an_hour_gives_way_to_a_new_one()
    {
        await FileBaseAsync();
        var lost = SegmentBase.Messages(await _base.TriggerAsync()).ToList();
        await _base.DeliverAsync(lost[0]);
        _base.Clock.Advance(TimeSpan.FromMinutes(61));

        await _base.RecomputeAsync();
        var late = await Task.WhenAll(lost.Select(_base.DeliverAsync));

        Assert.Empty(late.SelectMany(SegmentBase.Messages));
        Assert.Empty(_base.Blobs.GetBlobs());
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_merged_contact_leaves_its_segments_to_the_one_it_is_part_of()
    {
        var first = await _base.FileAsync("one@example.com", 20, (20, 5m));
        var second = await _base.FileAsync("two@example.com", 10, (10, 5m));
        await _base.RecomputeAsync();
        Assert.True(EmailAddress.TryParse("two@example.com", out var other));
        await _base.FileAsync(_base.Says("one@example.com", 0).Email(other).Build());

        await _base.RecomputeAsync();

        Assert.DoesNotContain(await _base.MembershipsAsync(), membership => membership.EndsWith(second, StringComparison.Ordinal));
        Assert.DoesNotContain("working", (await _base.GetAsync(first)).Segments);
        var counts = await _base.Store.CountAsync(default);
        Assert.Equal(1, counts.Where(count => count.Key.StartsWith("rfm-", StringComparison.Ordinal)).Sum(count => count.Value));
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Who_cancelled_every_order_is_potential_again_and_loses_the_digits()
    {
        var id = await _base.FileAsync("a@example.com", 10, (10, 5m));
        await _base.RecomputeAsync();
        Assert.Equal("511", (await _base.GetAsync(id)).Rfm);
        await _base.FileAsync(
            _base.Says("a@example.com", 0)
                .Order("shop", "a@example.com-0", _base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: false)
                .Build());

        await _base.RecomputeAsync();

        var contact = await _base.GetAsync(id);
        Assert.Equal(["funnel-white", "loyalty-white", "potential", "rating-e"], contact.Segments);
        Assert.True(string.IsNullOrEmpty(contact.Rfm));
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Orders_too_long_for_one_column_all_count()
    {
        var id = await _base.FileAsync("a@example.com", 400, [.. Enumerable.Range(0, 800).Select(i => (i / 4, 5m))]);

        await _base.RecomputeAsync();

        Assert.Contains("active", (await _base.GetAsync(id)).Segments);
        Assert.Contains("regular", (await _base.GetAsync(id)).Segments);
    }

    [Fact]
    public async Task A_membership_row_that_is_missing_does_not_stop_the_contact_from_leaving()
    {
        var id = await _base.FileAsync("a@example.com", 10);
        await _base.RecomputeAsync();
        await _base.ContactRows.DeleteEntityAsync(ContactId.ShardOf(id), TableKeys.Member("potential", id));
        await _base.FileAsync("a@example.com", 1, (1, 5m));

        await _base.RecomputeAsync();

        Assert.Contains("working", (await _base.GetAsync(id)).Segments);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_base_without_contacts_has_empty_segments()
    {
        await _base.RecomputeAsync();

        Assert.Empty(await _base.Store.CountAsync(default));
        Assert.True((await _base.Runs.GetAsync(default))!.IsFinished);
    }

    /// <summary>10 who never ordered, 8 with one order, 12 with four.</summary>
    private Task<string[]> FileBaseAsync() => Task.WhenAll(Enumerable.Range(0, 30).Select(i => i switch
    {
        < 10 => _base.FileAsync($"p{i}@example.com", 30 * i),
        < 18 => _base.FileAsync($"w{i}@example.com", 50 * i, (50 * i, 10m * i)),
        _ => _base.FileAsync($"r{i}@example.com", 500, [.. Enumerable.Range(0, 4).Select(order => (40 * (order + i - 18), 10m * i))]),
    }));

    private async Task AssertConsistentAsync()
    {
        var told = new List<string>();
        await foreach (var row in _base.ContactRows.QueryAsync<TableEntity>("RowKey ge 'c|' and RowKey lt 'c}'"))
        {
            told.AddRange(
                (row.GetString("Segments") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(segment => $"{segment} {row.RowKey[2..]}"));
        }

        var members = await _base.MembershipsAsync();
        Assert.Equal(told.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
        Assert.Equal(
            members.CountBy(membership => membership.Split(' ')[0]).OrderBy(count => count.Key, StringComparer.Ordinal),
            (await _base.Store.CountAsync(default)).OrderBy(count => count.Key, StringComparer.Ordinal));
    }
}
