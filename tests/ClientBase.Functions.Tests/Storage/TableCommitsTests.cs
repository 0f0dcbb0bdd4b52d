using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage;

public sealed class TableCommitsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TransactionCounter _counter = new();
    private TableClient _table = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new TableClientOptions();
        options.AddPolicy(_counter, Azure.Core.HttpPipelinePosition.PerRetry);
        _table = new TableServiceClient(azurite.ConnectionString, options).GetTableClient("commits" + Guid.NewGuid().ToString("n"));
        await _table.CreateIfNotExistsAsync();
        _counter.Reset();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Units_that_wait_for_one_partition_share_a_transaction()
    {
        var commits = new TableCommits(_table);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => commits.SubmitAsync("p", [Insert("p", $"row{i}")])));

        Assert.All(results, result => Assert.True(result.IsApplied));
        Assert.All(results, result => Assert.NotEqual(default, result.ETags[0]));
        Assert.InRange(_counter.Count, 1, 3);
    }

    [Fact]
    public async Task A_refused_unit_does_not_hold_up_the_others_and_leaves_nothing_behind()
    {
        await _table.AddEntityAsync(new TableEntity("p", "taken"));
        var commits = new TableCommits(_table);
        var results = await Task.WhenAll(
            commits.SubmitAsync("p", [Insert("p", "a1"), Insert("p", "a2")]),
            commits.SubmitAsync("p", [Insert("p", "b1"), Insert("p", "taken")]),
            commits.SubmitAsync("p", [Insert("p", "c1")]));

        Assert.Equal([true, false, true], results.Select(result => result.IsApplied));
        Assert.Equal(1, results[1].RefusedAction);
        Assert.Equal(["a1", "a2", "c1", "taken"], await RowsAsync());
    }

    [Fact]
    public async Task Of_two_units_with_one_row_the_first_wins()
    {
        var commits = new TableCommits(_table);
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => commits.SubmitAsync("p", [Insert("p", "same")])));

        Assert.True(results[0].IsApplied);
        Assert.All(results.Skip(1), result => Assert.Equal(0, result.RefusedAction));
    }

    [Fact]
    public async Task More_than_a_batch_may_hold_goes_in_several()
    {
        var commits = new TableCommits(_table);
        var units = Enumerable.Range(0, 30)
            .Select(i => commits.SubmitAsync("p", [.. Enumerable.Range(0, 10).Select(j => Insert("p", $"{i}-{j}"))]));

        Assert.All(await Task.WhenAll(units), result => Assert.True(result.IsApplied));
        Assert.Equal(300, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task What_storage_cannot_take_fails_alone()
    {
        var commits = new TableCommits(_table);
        var good = commits.SubmitAsync("p", [Insert("p", "good")]);
        await Assert.ThrowsAsync<LimitException>(() => commits.SubmitAsync("p", [Insert("p", "bad/key")]));
        var alsoGood = commits.SubmitAsync("p", [Insert("p", "alsogood")]);

        Assert.True((await good).IsApplied);
        Assert.True((await alsoGood).IsApplied);

    }

    private static TableTransactionAction Insert(string partition, string row) =>
        new(TableTransactionActionType.Add, new TableEntity(partition, row));

    private async Task<List<string>> RowsAsync()
    {
        var rows = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>())
        {
            rows.Add(row.RowKey);
        }

        return rows;
    }
}
