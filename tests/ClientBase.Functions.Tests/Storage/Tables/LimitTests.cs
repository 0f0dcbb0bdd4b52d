using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ClientBase.Functions.Tests.Fixtures;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Tests.Storage.Tables;

/// <summary>
/// The service refuses these; the emulator takes most of them. So they hold against Azure with either client, and against the emulator only
/// with the stand-in, which refuses before it sends.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class LimitTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableClient _table = TestTables.Fresh(azurite);

    public static TheoryData<string> RefusedKeys =>
    [
        "a/b", "a\\b", "a#b", "a?b", "tab\tkey", "line\nfeed", "cr\rkey", "\u0000nul", "del\u007fkey", "c1\u0085nel", "c1\u009fapc",
    ];

    public Task InitializeAsync() => _table.CreateAsync();

    public Task DisposeAsync() => _table.DeleteAsync();

    [Theory]
    [MemberData(nameof(RefusedKeys))]
    public async Task A_key_with_a_forbidden_character_is_refused(string key)
    {
        Assert.Equal(TableErrorCode.OutOfRangeInput, (await RefusedAsync(new TableEntity(key, "r"))).ErrorCode);
        Assert.Equal(TableErrorCode.OutOfRangeInput, (await RefusedAsync(new TableEntity("p", key))).ErrorCode);
    }

    [Fact]
    public async Task A_key_of_512_characters_is_taken_and_one_more_is_refused()
    {
        var longest = new string('ж', 512);
        await _table.AddEntityAsync(new TableEntity(longest, longest));

        var refused = await RefusedAsync(new TableEntity("p", longest + "ж"));

        Assert.True((await _table.GetEntityIfExistsAsync<TableEntity>(longest, longest)).HasValue);
        Assert.Equal(TableErrorCode.KeyValueTooLarge, refused.ErrorCode);
        Assert.Contains("RowKey", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_32_768_characters_is_taken_and_one_more_is_refused()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["Note"] = new string('ж', 32_768) });

        var refused = await RefusedAsync(new TableEntity("p", "s") { ["Note"] = new string('ж', 32_769) });

        Assert.Equal(32_768, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Note")!.Length);
        Assert.Equal(TableErrorCode.PropertyValueTooLarge, refused.ErrorCode);
        Assert.Contains("Note", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_up_to_64_KiB_are_taken_and_one_more_is_refused()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["Blob"] = new byte[65_536] });

        var refused = await RefusedAsync(new TableEntity("p", "s") { ["Blob"] = new byte[65_537] });

        Assert.Equal(65_536, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetBinary("Blob")!.Length);
        Assert.Equal(TableErrorCode.PropertyValueTooLarge, refused.ErrorCode);
    }

    [Fact]
    public async Task An_entity_has_at_most_252_properties_of_its_own()
    {
        await _table.AddEntityAsync(Wide("r", 252, 1));

        var refused = await RefusedAsync(Wide("s", 253, 1));

        Assert.Equal(TableErrorCode.TooManyProperties, refused.ErrorCode);
    }

    [Fact]
    public async Task An_entity_takes_at_most_one_mebibyte()
    {
        await _table.AddEntityAsync(Wide("r", 15, 32_768));

        var refused = await RefusedAsync(Wide("s", 16, 32_768));

        Assert.Equal(TableErrorCode.EntityTooLarge, refused.ErrorCode);
    }

    [Theory]
    [InlineData("a-b")]
    [InlineData("1st")]
    [InlineData("with space")]
    [InlineData("dot.ted")]
    public async Task A_property_name_that_is_no_identifier_is_refused(string name)
    {
        var refused = await RefusedAsync(new TableEntity("p", "r") { [name] = 1 });

        Assert.Equal(TableErrorCode.PropertyNameInvalid, refused.ErrorCode);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_name_may_be_in_any_script()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["Имя_1"] = "Ана" });

        Assert.Equal("Ана", (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Имя_1"));
        Assert.Equal(
            TableErrorCode.PropertyNameTooLong,
            (await RefusedAsync(new TableEntity("p", "s") { [new string('a', 256)] = 1 })).ErrorCode);
    }

    [Fact]
    public async Task A_date_before_1601_is_refused()
    {
        var refused = await RefusedAsync(new TableEntity("p", "r") { ["Birth"] = default(DateTimeOffset) });

        Assert.Equal(TableErrorCode.OutOfRangeInput, refused.ErrorCode);
        Assert.Contains("Birth", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_of_more_than_100_actions_is_refused()
    {
        var refused = await RefusedAsync(Enumerable.Range(0, 101).Select(i => new TableEntity("p", $"{i}")));

        Assert.Equal(TableErrorCode.InvalidInput, refused.ErrorCode);
        Assert.Equal(0, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_transaction_over_two_partitions_is_refused()
    {
        var refused = await RefusedAsync([new TableEntity("p", "1"), new TableEntity("q", "2")]);

        Assert.Equal(TableErrorCode.CommandsInBatchActOnDifferentPartitions, refused.ErrorCode);
        Assert.Equal(0, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_transaction_with_one_row_twice_is_refused()
    {
        var refused = await RefusedAsync([new TableEntity("p", "1"), new TableEntity("p", "2"), new TableEntity("p", "1")]);

        Assert.Equal(TableErrorCode.InvalidDuplicateRow, refused.ErrorCode);
        Assert.Equal(2, Assert.IsType<TableTransactionFailedException>(refused).FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_over_four_mebibytes_is_refused()
    {
        var refused = await RefusedAsync(Enumerable.Range(0, 9).Select(i => Wide($"{i}", 15, 32_768)));

        Assert.Equal(413, refused.Status);
        Assert.Equal(0, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_refused_entity_in_a_transaction_is_named_by_its_index()
    {
        var refused = await RefusedAsync([new TableEntity("p", "1"), new TableEntity("p", "a/b")]);

        Assert.Equal(TableErrorCode.OutOfRangeInput, refused.ErrorCode);
        Assert.Equal(1, Assert.IsType<TableTransactionFailedException>(refused).FailedTransactionActionIndex);
        Assert.Equal(0, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task An_etag_cannot_add_lines_to_a_transaction() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _table.SubmitTransactionAsync(
            [new(UpdateMerge, new TableEntity("p", "r"), new ETag("W/\"x\"\r\nPrefer: return-content"))]));

    private static TableEntity Wide(string row, int properties, int chars)
    {
        var entity = new TableEntity("p", row);
        for (var i = 0; i < properties; i++)
        {
            entity[$"P{i}"] = new string('x', chars);
        }

        return entity;
    }

    private async Task<RequestFailedException> RefusedAsync(TableEntity entity)
    {
        var add = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(entity));
        var upsert = await Assert.ThrowsAsync<RequestFailedException>(() => _table.UpsertEntityAsync(entity));
        Assert.Equal(400, add.Status);
        Assert.Equal(add.ErrorCode, upsert.ErrorCode);
        return add;
    }

    private Task<RequestFailedException> RefusedAsync(IEnumerable<TableEntity> entities) =>
        Assert.ThrowsAnyAsync<RequestFailedException>(
            () => _table.SubmitTransactionAsync(entities.Select(e => new TableTransactionAction(Add, e))));
}
