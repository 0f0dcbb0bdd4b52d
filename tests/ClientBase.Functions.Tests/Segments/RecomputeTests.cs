using Azure;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
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
    public async Task A_recompute_takes_every_change_in_once()
    {
        await FileBaseAsync();
        Assert.NotEmpty(await _base.RowsAsync(Tables.Contacts, DirtyRow.Prefix));

        await _base.RecomputeAsync();

        Assert.Empty(await _base.RowsAsync(Tables.Contacts, DirtyRow.Prefix));
    }

    [Fact]
    public async Task A_recompute_with_no_change_writes_nothing_and_reads_no_contact()
    {
        await FileBaseAsync();
        await _base.RecomputeAsync();
        _base.Requests.Clear();

        await _base.RecomputeAsync();

        Assert.Equal((0, 0), (_base.Requests.Batches, _base.Requests.CountWrites));
        Assert.Equal(ContactId.ShardCount, _base.Requests.Scans); // Of what changed.
        Assert.InRange(_base.Requests.Count, 1, ContactId.ShardCount + 8);
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
        Assert.InRange(_base.Requests.Batches, 1, 32);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Every_entering_and_leaving_is_kept_with_what_did_it()
    {
        var id = await _base.FileAsync("a@example.com", 10);
        await _base.RecomputeAsync();
        await _base.FileAsync("a@example.com", 1, (1, 5m));

        await _base.RecomputeAsync();

        var changes = await _base.ChangesAsync();
        Assert.Contains($"potential entered {id}: form from form:news", changes);
        Assert.Contains($"potential left {id}: form shop:a@example.com-0: orders 0 -> 1", changes);
        Assert.Contains($"working entered {id}: form shop:a@example.com-0: orders 0 -> 1", changes);
    }

    [Fact]
    public async Task Time_alone_moves_contacts_between_segments()
    {
        var id = await _base.FileAsync("a@example.com", 10, (10, 5m));
        await _base.RecomputeAsync();
        _base.Clock.Advance(TimeSpan.FromDays(355));

        await _base.RecomputeAsync();

        Assert.Equal(
            ["abc-xyz-cz", "dead", "funnel-red-gold", "rating-a", "rfm-new_customers", "working"], (await _base.ScoresAsync(id)).Segments);
        Assert.Contains($"dead entered {id}: time passed, or the limits of the base moved", await _base.ChangesAsync());
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_contact_changed_while_a_run_writes_keeps_the_change_for_the_next()
    {
        var ids = await FileBaseAsync();
        var changes = await _base.Get<DirtyRows>().ReadAsync(ContactId.ShardOf(ids[0]), default);
        await _base.FileAsync("p0@example.com", 1, (1, 5m));

        await _base.Get<DirtyRows>().ForgetAsync(ContactId.ShardOf(ids[0]), changes);
        await _base.RecomputeAsync();

        Assert.Contains("working", (await _base.ScoresAsync(ids[0])).Segments);
    }

    [Fact]
    public async Task Who_asks_during_a_run_gets_another_after_it()
    {
        await FileBaseAsync();
        var first = new RecomputeAsked("one", IsRebuild: false, IsSoon: false);
        var run = await _base.Runs.BeginAsync(first, _base.Clock.GetUtcNow(), default);

        Assert.Null(await _base.Runs.BeginAsync(first with { Id = "two" }, _base.Clock.GetUtcNow(), default));

        Assert.True((await _base.Runs.AdvanceAsync(run!, _base.Clock.GetUtcNow(), default)).IsWantedAgain);
    }

    [Fact]
    public async Task A_run_whose_message_comes_back_goes_on()
    {
        await FileBaseAsync();
        var asked = new RecomputeAsked("one", IsRebuild: false, IsSoon: false);
        await _base.Runs.BeginAsync(asked, _base.Clock.GetUtcNow(), default); // And the instance dies.

        await _base.Get<RunRecompute>().RunAsync(asked, default);

        Assert.True((await _base.Runs.GetAsync(default))!.IsFinished);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_run_that_died_long_ago_is_taken_over()
    {
        await FileBaseAsync();
        await _base.Runs.BeginAsync(new RecomputeAsked("dead", IsRebuild: false, IsSoon: false), _base.Clock.GetUtcNow(), default);
        _base.Clock.Advance(TimeSpan.FromMinutes(16));

        await _base.RecomputeAsync();

        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_run_cut_short_at_any_write_ends_in_the_same_base()
    {
        var expected = await UncutAsync();
        for (var writes = 1; ; writes += 3)
        {
            using var other = new SegmentBase(azurite);
            await other.CreateAsync();
            await FileBaseAsync(other);
            other.Requests.CutAfter(writes);
            var asked = new RecomputeAsked("cut", IsRebuild: false, IsSoon: false);
            var isCut = await IsCutAsync(() => other.Get<RunRecompute>().RunAsync(asked, default));
            other.Requests.CutAfter(null);

            await other.Get<RunRecompute>().RunAsync(asked, default);
            await other.RecomputeAsync();

            Assert.Equal(expected, await NamedMembershipsAsync(other));
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_as_what_was_made_from_changes()
    {
        await FileBaseAsync();
        await _base.RecomputeAsync();
        await _base.FileAsync("p3@example.com", 1, (1, 5m), (2, 7m));
        await _base.RecomputeAsync();
        var before = await _base.MembershipsAsync();
        var changes = await _base.ChangesAsync();

        await _base.RebuildAsync();

        Assert.Equal(before, await _base.MembershipsAsync());
        Assert.Equal(changes, await _base.ChangesAsync());
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_rebuild_mends_what_was_lost()
    {
        await FileBaseAsync();
        await _base.RecomputeAsync();
        var before = await _base.MembershipsAsync();
        await foreach (var blob in _base.Container(Containers.Snapshots).GetBlobsAsync())
        {
            await _base.Container(Containers.Snapshots).DeleteBlobAsync(blob.Name);
        }

        await _base.RebuildAsync();

        Assert.Equal(before, await _base.MembershipsAsync());
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_merged_contact_leaves_its_segments_to_the_one_it_is_part_of()
    {
        var first = await _base.FileAsync("a@example.com", 20);
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        var second = await _base.FileAsync(
            new CaptureBuilder("p1", "form:news", "form", _base.Clock.GetUtcNow().AddDays(-10)).Phone(phone)
                .Order("shop", "1", _base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: true).Build());
        await _base.RecomputeAsync();
        Assert.True(EmailAddress.TryParse("a@example.com", out var email));
        await _base.FileAsync(new CaptureBuilder("both", "form:news", "form", _base.Clock.GetUtcNow()).Email(email).Phone(phone).Build());

        await _base.RecomputeAsync();

        Assert.DoesNotContain(await _base.MembershipsAsync(), membership => membership.EndsWith(second, StringComparison.Ordinal));
        Assert.Contains("working", (await _base.ScoresAsync(first)).Segments);
        Assert.Single((await _base.CardAsync(first)).Contact.Orders);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_merge_cut_short_is_taken_in_whole_when_it_is_finished()
    {
        var first = await _base.FileAsync("a@example.com", 20);
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        await _base.FileAsync(
            new CaptureBuilder("p1", "form:news", "form", _base.Clock.GetUtcNow().AddDays(-10)).Phone(phone)
                .Order("shop", "1", _base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: true).Build());
        await _base.RecomputeAsync();
        var both = _base.Says("a@example.com", 0).Phone(phone).Build();
        _base.Requests.CutAfter(1); // The redirect.
        Assert.True(await IsCutAsync(() => _base.FileAsync(both)));
        _base.Requests.CutAfter(null);
        await _base.RecomputeAsync();

        await _base.FileAsync(both);
        await _base.RecomputeAsync();

        Assert.Contains("working", (await _base.ScoresAsync(first)).Segments);
        Assert.Contains(await _base.RowsAsync(Tables.Contacts, "q|9161234567|"), row => SearchRow.IdOf(row) == first);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Who_cancelled_every_order_is_potential_again_and_loses_the_digits()
    {
        var id = await _base.FileAsync("a@example.com", 10, (10, 5m));
        await _base.RecomputeAsync();
        Assert.Equal("511", (await _base.ScoresAsync(id)).Rfm);
        await _base.FileAsync(_base.Says("a@example.com", 0)
            .Order("shop", "a@example.com-0", _base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: false).Build());

        await _base.RecomputeAsync();

        Assert.Equal(["funnel-white", "loyalty-white", "potential", "rating-e"], (await _base.ScoresAsync(id)).Segments);
        Assert.Null((await _base.ScoresAsync(id)).Rfm);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task An_order_of_nobody_makes_nobody_to_score()
    {
        var order = new CaptureBuilder("pos", "shop:till", "order", _base.Clock.GetUtcNow())
            .Order("till", "1", _base.Clock.GetUtcNow(), 100m, "RUB", counts: true).Build();
        var id = await _base.FileAsync(order);

        await _base.RecomputeAsync();

        Assert.Null(await _base.Get<Functions.Contacts.Reading.ContactReader>().GetAsync(id, default));
        Assert.Empty(await _base.MembershipsAsync());
        Assert.Single(await _base.RowsAsync(Tables.Contacts, OrderRow.Prefix(id)));
    }

    [Fact]
    public async Task The_order_of_nobody_is_the_persons_who_turns_out_to_have_placed_it()
    {
        var order = new CaptureBuilder("pos", "shop:till", "order", _base.Clock.GetUtcNow().AddDays(-1))
            .Order("till", "1", _base.Clock.GetUtcNow().AddDays(-1), 100m, "RUB", counts: true).Build();
        await _base.FileAsync(order);
        await _base.RecomputeAsync();

        var id = await _base.FileAsync(_base.Says("a@example.com", 0)
            .Order("till", "1", _base.Clock.GetUtcNow().AddDays(-1), 100m, "RUB", counts: true).Build());
        await _base.RecomputeAsync();

        Assert.Contains("working", (await _base.ScoresAsync(id)).Segments);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_membership_row_that_is_missing_does_not_stop_the_contact_from_leaving()
    {
        var id = await _base.FileAsync("a@example.com", 10);
        await _base.RecomputeAsync();
        await _base.ContactRows.DeleteEntityAsync(ContactId.ShardOf(id), MemberRow.Key("potential", id));
        await _base.FileAsync("a@example.com", 1, (1, 5m));

        await _base.RecomputeAsync();

        Assert.Contains("working", (await _base.ScoresAsync(id)).Segments);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_base_without_contacts_has_empty_segments()
    {
        await _base.RecomputeAsync();

        Assert.Empty(await _base.Store.CountAsync(default));
        Assert.True((await _base.Runs.GetAsync(default))!.IsFinished);
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

    private async Task<List<string>> UncutAsync()
    {
        await FileBaseAsync();
        await _base.RecomputeAsync();
        return await NamedMembershipsAsync(_base);
    }

    // Ids differ from base to base: names tell who it is.
    private static async Task<List<string>> NamedMembershipsAsync(SegmentBase one)
    {
        var names = new Dictionary<string, string>();
        foreach (var row in await one.RowsAsync(Tables.Contacts, ContactRow.Prefix))
        {
            names[ContactRow.IdOf(row)] = ContactRow.Read(row).PrimaryEmail!;
        }

        var members = (await one.MembershipsAsync()).Select(member => member.Split(' '));
        return [.. members.Select(member => $"{member[0]} {names[member[1]]}").Order(StringComparer.Ordinal)];
    }

    private Task<string[]> FileBaseAsync() => FileBaseAsync(_base);

    /// <summary>10 who never ordered, 8 with one order, 12 with four.</summary>
    private static Task<string[]> FileBaseAsync(SegmentBase one) => Task.WhenAll(Enumerable.Range(0, 30).Select(i => i switch
    {
        < 10 => one.FileAsync($"p{i}@example.com", 30 * i),
        < 18 => one.FileAsync($"w{i}@example.com", 50 * i, (50 * i, 10m * i)),
        _ => one.FileAsync($"r{i}@example.com", 500, [.. Enumerable.Range(0, 4).Select(order => (40 * (order + i - 18), 10m * i))]),
    }));

    private async Task AssertConsistentAsync()
    {
        var told = (await _base.RowsAsync(Tables.Contacts, "p|")).Where(row => row.RowKey.EndsWith("|s", StringComparison.Ordinal))
            .SelectMany(row => ScoreRow.Read(row).Segments.Select(segment => $"{segment} {row.RowKey.Split('|')[1]}"));
        var members = await _base.MembershipsAsync();
        Assert.Equal(told.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
        Assert.Equal(
            members.CountBy(membership => membership.Split(' ')[0]).OrderBy(count => count.Key, StringComparer.Ordinal),
            (await _base.Store.CountAsync(default)).OrderBy(count => count.Key, StringComparer.Ordinal));
    }
}
