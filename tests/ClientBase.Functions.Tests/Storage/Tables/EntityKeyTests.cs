using Azure.Data.Tables;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class EntityKeyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableClient _table = TestTables.Fresh(azurite);

    public static TheoryData<string> AllowedKeys =>
    [
        "it's", "''", "apos'strophe", "apos''strophe", "'", "𤭢PK1", "𐐷RK1", "Иванов", "a b", " ", "a%2Fb", "a+b@example.com", "%", "%%27",
        "&=", "<x>", "{\"k\":1}", "a,b", "(x)", ".", "..", "a;b:c", "ключ 'с' апострофом",
    ];

    public Task InitializeAsync() => _table.CreateAsync();

    public Task DisposeAsync() => _table.DeleteAsync();

    [Theory]
    [MemberData(nameof(AllowedKeys))]
    public async Task Any_allowed_key_is_written_read_queried_updated_and_deleted(string key)
    {
        var added = await _table.AddEntityAsync(new TableEntity(key, key) { ["A"] = 1 });
        await _table.AddEntityAsync(new TableEntity(key, "neighbour") { ["A"] = 9 });

        await _table.UpdateEntityAsync(new TableEntity(key, key) { ["A"] = 2 }, added.Headers.ETag!.Value);
        var read = (await _table.GetEntityAsync<TableEntity>(key, key)).Value;
        var queried = await FindAsync(key);
        await _table.DeleteEntityAsync(key, key);

        Assert.Equal((key, key, 2), (read.PartitionKey, read.RowKey, read.GetInt32("A")));
        Assert.Equal([2], queried.Select(e => e.GetInt32("A")));
        Assert.Empty(await FindAsync(key));
        Assert.True((await _table.GetEntityIfExistsAsync<TableEntity>(key, "neighbour")).HasValue);
    }

    [Theory]
    [MemberData(nameof(AllowedKeys))]
    public async Task Any_allowed_key_goes_through_a_transaction(string key)
    {
        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity(key, key) { ["A"] = 1 }),
            new(TableTransactionActionType.Add, new TableEntity(key, key + "2") { ["A"] = 1 }),
        ]);
        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, new TableEntity(key, key) { ["B"] = 2 }),
            new(TableTransactionActionType.Delete, new TableEntity(key, key + "2")),
        ]);

        var read = (await _table.GetEntityAsync<TableEntity>(key, key)).Value;
        Assert.Equal((1, 2), (read.GetInt32("A"), read.GetInt32("B")));
        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>(key, key + "2")).HasValue);
    }

    private async Task<List<TableEntity>> FindAsync(string key)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}");
        return await _table.QueryAsync<TableEntity>(filter).ToListAsync();
    }
}
