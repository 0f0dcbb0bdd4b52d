using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ClientBase.Functions.Tests.Fixtures;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class TransactionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableClient _table = TestTables.Fresh(azurite);

    public Task InitializeAsync() => _table.CreateAsync();

    public Task DisposeAsync() => _table.DeleteAsync();

    [Fact]
    public async Task Every_kind_of_action_happens_in_one_transaction()
    {
        foreach (var row in new[] { "update", "replace", "delete", "upsert" })
        {
            await _table.AddEntityAsync(new TableEntity("p", row) { ["A"] = 1 });
        }

        var result = await _table.SubmitTransactionAsync(
        [
            new(Add, With("add", "B", 2)),
            new(UpdateMerge, With("update", "B", 2), ETag.All),
            new(UpdateReplace, With("replace", "B", 2), ETag.All),
            new(Delete, new TableEntity("p", "delete")),
            new(UpsertMerge, With("upsert", "B", 2)),
            new(UpsertReplace, With("created", "B", 2)),
        ]);

        var stored = await _table.QueryAsync<TableEntity>().ToDictionaryAsync(e => e.RowKey);
        Assert.Equal(["add", "created", "replace", "update", "upsert"], stored.Keys.Order());
        Assert.All(stored.Values, e => Assert.Equal(2, e.GetInt32("B")));
        Assert.Equal(["update", "upsert"], stored.Values.Where(e => e.ContainsKey("A")).Select(e => e.RowKey).Order());
        Assert.Equal(202, result.GetRawResponse().Status);
        Assert.All(result.Value, part => Assert.Equal(204, part.Status));
        Assert.Equal(6, result.Value.Count);
    }

    [Fact]
    public async Task Each_written_entity_s_new_etag_is_in_its_response()
    {
        var result = await _table.SubmitTransactionAsync([new(Add, With("a", "A", 1)), new(UpsertMerge, With("b", "A", 1))]);

        var stored = await _table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(stored.Select(e => (ETag?)e.ETag), result.Value.Select(part => part.Headers.ETag));
    }

    [Fact]
    public async Task One_hundred_actions_fit()
    {
        var result = await _table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(i => new TableTransactionAction(UpsertReplace, With($"{i:D3}", "A", i))));

        Assert.Equal(100, result.Value.Count);
        Assert.Equal(100, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_conflict_undoes_the_whole_transaction_and_names_the_action()
    {
        await _table.AddEntityAsync(With("taken", "A", 1));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            [new(Add, With("first", "A", 1)), new(Add, With("taken", "A", 2)), new(Add, With("third", "A", 1))]));

        Assert.Equal(409, failure.Status);
        Assert.Equal(TableErrorCode.EntityAlreadyExists, failure.ErrorCode);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.Equal(["taken"], await _table.QueryAsync<TableEntity>().Select(e => e.RowKey).ToListAsync());
    }

    [Fact]
    public async Task A_stale_etag_undoes_the_whole_transaction()
    {
        var stale = (await _table.AddEntityAsync(With("r", "A", 1))).Headers.ETag!.Value;
        await _table.UpsertEntityAsync(With("r", "A", 2));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            [new(Add, With("inbox", "A", 1)), new(UpdateMerge, With("r", "A", 3), stale)]));

        Assert.Equal(412, failure.Status);
        Assert.Equal(TableErrorCode.UpdateConditionNotSatisfied, failure.ErrorCode);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>("p", "inbox")).HasValue);
        Assert.Equal(2, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Theory]
    [InlineData(Delete)]
    [InlineData(UpdateReplace)]
    public async Task Changing_a_missing_entity_undoes_the_whole_transaction(TableTransactionActionType change)
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            [new(Add, With("first", "A", 1)), new(change, With("none", "A", 1), ETag.All)]));

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.ResourceNotFound, failure.ErrorCode);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.Equal(0, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_transaction_on_a_missing_table_fails()
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => TestTables.Fresh(azurite).SubmitTransactionAsync(
            [new(Add, With("a", "A", 1)), new(Add, With("b", "A", 1))]));

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.TableNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task A_transaction_of_one_action_is_a_transaction()
    {
        var result = await _table.SubmitTransactionAsync([new(Add, With("only", "A", 1))]);

        Assert.Equal(204, Assert.Single(result.Value).Status);
    }

    [Fact]
    public async Task An_empty_transaction_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _table.SubmitTransactionAsync([]));

    [Fact]
    public async Task A_failed_transaction_does_not_disturb_the_next()
    {
        await _table.AddEntityAsync(With("taken", "A", 1));
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
                [new(Add, With($"lost{i}", "A", i)), new(Add, With("taken", "A", i))]));
            await _table.SubmitTransactionAsync([new(Add, With($"kept{i}", "A", i))]);
        }

        Assert.Equal(["kept0", "kept1", "kept2", "taken"], await _table.QueryAsync<TableEntity>().Select(e => e.RowKey).ToListAsync());
    }

    [Fact]
    public async Task Only_one_of_many_racing_transactions_wins()
    {
        var etag = (await _table.AddEntityAsync(With("contact", "A", 0))).Headers.ETag!.Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(async i =>
        {
            try
            {
                await _table.SubmitTransactionAsync(
                    [new(Add, With($"event{i}", "A", i)), new(UpdateMerge, With("contact", "A", i), etag)]);
                return i;
            }
            catch (TableTransactionFailedException lost) when (lost.Status == 412)
            {
                return 0;
            }
        }));

        var winner = Assert.Single(outcomes, i => i > 0);
        Assert.Equal(winner, (await _table.GetEntityAsync<TableEntity>("p", "contact")).Value.GetInt32("A"));
        Assert.Equal(2, await _table.QueryAsync<TableEntity>().CountAsync());
    }

    private static TableEntity With(string row, string name, int value) => new("p", row) { [name] = value };
}
