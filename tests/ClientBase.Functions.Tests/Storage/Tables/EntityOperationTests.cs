using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class EntityOperationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableClient _table = TestTables.Fresh(azurite);

    public Task InitializeAsync() => _table.CreateAsync();

    public Task DisposeAsync() => _table.DeleteAsync();

    [Fact]
    public async Task An_added_entity_is_read_back_with_its_etag_and_timestamp()
    {
        var added = await _table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "Ana" });

        var read = await _table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(204, added.Status);
        Assert.Equal("Ana", read.Value.GetString("Name"));
        Assert.Equal(added.Headers.ETag, read.Value.ETag);
        Assert.True(read.Value.Timestamp > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Adding_the_same_key_twice_is_a_conflict()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, failure.Status);
        Assert.Equal(TableErrorCode.EntityAlreadyExists, failure.ErrorCode);
    }

    [Fact]
    public async Task Reading_a_missing_entity_says_it_was_not_found()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _table.GetEntityAsync<TableEntity>("p", "none"));

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.ResourceNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task A_missing_entity_may_be_asked_for_without_an_exception()
    {
        await _table.AddEntityAsync(new TableEntity("p", "there"));

        var there = await _table.GetEntityIfExistsAsync<TableEntity>("p", "there");
        var missing = await _table.GetEntityIfExistsAsync<TableEntity>("p", "none");

        Assert.True(there.HasValue);
        Assert.Equal("there", there.Value!.RowKey);
        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
    }

    [Fact]
    public async Task Merge_keeps_the_other_properties_and_replace_drops_them()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 });
        var merged = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["C"] = 4 }, TableUpdateMode.Replace);
        var replaced = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, 3), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal(4, replaced.GetInt32("C"));
        Assert.False(replaced.ContainsKey("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task Upserting_a_missing_entity_creates_it(TableUpdateMode mode)
    {
        var response = await _table.UpsertEntityAsync(new TableEntity("p", "new") { ["A"] = 1 }, mode);

        Assert.NotNull(response.Headers.ETag);
        Assert.Equal(1, (await _table.GetEntityAsync<TableEntity>("p", "new")).Value.GetInt32("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_the_current_etag_succeeds_and_returns_the_next(TableUpdateMode mode)
    {
        var first = (await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;

        var second = await _table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, first, mode);

        var stored = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(second.Headers.ETag, stored.ETag);
        Assert.NotEqual(first, stored.ETag);
        Assert.Equal(2, stored.GetInt32("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_a_stale_etag_changes_nothing(TableUpdateMode mode)
    {
        var stale = (await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;
        await _table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, stale);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => _table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 3 }, stale, mode));

        Assert.Equal(412, failure.Status);
        Assert.Equal(TableErrorCode.UpdateConditionNotSatisfied, failure.ErrorCode);
        Assert.Equal(2, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task An_update_of_a_missing_entity_does_not_create_it()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => _table.UpdateEntityAsync(new TableEntity("p", "none") { ["A"] = 1 }, ETag.All));

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.ResourceNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task An_update_without_an_etag_is_refused_before_it_is_sent() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _table.UpdateEntityAsync(new TableEntity("p", "r"), default));

    [Fact]
    public async Task A_delete_removes_and_a_second_delete_is_no_error()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r"));

        var first = await _table.DeleteEntityAsync("p", "r");
        var second = await _table.DeleteEntityAsync("p", "r");

        Assert.Equal(204, first.Status);
        Assert.Equal(404, second.Status);
        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_delete_with_a_stale_etag_removes_nothing()
    {
        var stale = (await _table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        var current = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _table.DeleteEntityAsync("p", "r", stale));
        var deleted = await _table.DeleteEntityAsync(current, current.ETag);

        Assert.Equal(412, failure.Status);
        Assert.Equal(TableErrorCode.UpdateConditionNotSatisfied, failure.ErrorCode);
        Assert.Equal(204, deleted.Status);
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1L, ["B"] = "b" });

        var read = (await _table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "A"])).Value;

        Assert.Equal(1L, read.GetInt64("A"));
        Assert.Equal("r", read.RowKey);
        Assert.False(read.ContainsKey("B"));
    }

    [Fact]
    public async Task Writing_to_a_missing_table_says_which_is_missing()
    {
        var missing = TestTables.Fresh(azurite);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => missing.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.TableNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task A_null_entity_or_key_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => _table.AddEntityAsync<TableEntity>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _table.AddEntityAsync(new TableEntity("p", null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _table.UpsertEntityAsync(new TableEntity(null!, "r")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _table.DeleteEntityAsync("p", null!));
    }

    [Fact]
    public async Task Many_calls_at_once_do_not_mix_their_bodies()
    {
        var rows = Enumerable.Range(0, 300).ToList();
        await Task.WhenAll(rows.Select(i => _table.UpsertEntityAsync(new TableEntity("p", $"{i:D3}") { ["Text"] = Text(i) })));

        var stored = await _table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal(rows.Count, stored.Count);
        Assert.All(stored, (e, i) => Assert.Equal(Text(i), e.GetString("Text")));

        static string Text(int i) => new((char)('a' + (i % 26)), i * 20);
    }

    [Fact]
    public async Task A_cancelled_call_sends_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _table.AddEntityAsync(new TableEntity("p", "cancelled"), cancelled.Token));

        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>("p", "cancelled")).HasValue);
    }
}
