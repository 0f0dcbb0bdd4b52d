using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class TableTests(AzuriteFixture azurite)
{
    private readonly TableServiceClient _service = new(azurite.ConnectionString);

    [Fact]
    public async Task A_table_is_created_once_and_creating_it_if_missing_is_no_error()
    {
        var table = TestTables.Fresh(azurite);

        var created = await table.CreateIfNotExistsAsync();
        var again = await table.CreateIfNotExistsAsync();
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal(table.Name, created.Value.Name);
        Assert.Equal(table.Name, again.Value.Name);
        Assert.Equal(409, again.GetRawResponse().Status);
        Assert.Equal(409, failure.Status);
        Assert.Equal(TableErrorCode.TableAlreadyExists, failure.ErrorCode);
        await table.DeleteAsync();
    }

    [Fact]
    public async Task Deleting_a_missing_table_is_no_error()
    {
        var table = TestTables.Fresh(azurite);
        await table.CreateAsync();

        Assert.Equal(204, (await table.DeleteAsync()).Status);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
        Assert.Equal(404, (await _service.DeleteTableAsync(table.Name)).Status);
    }

    [Fact]
    public async Task An_account_lists_its_tables_page_by_page()
    {
        var prefix = $"list{Guid.NewGuid():N}";
        string[] names = [$"{prefix}a", $"{prefix}b", $"{prefix}c"];
        foreach (var name in names)
        {
            await _service.CreateTableIfNotExistsAsync(name);
        }

        var pages = await _service.QueryAsync(maxPerPage: 2).AsPages().ToListAsync();
        var one = await _service.QueryAsync(TableClient.CreateQueryFilter($"TableName eq {names[1]}")).ToListAsync();

        Assert.Equal(names, pages.SelectMany(p => p.Values).Select(t => t.Name).Where(n => n.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.All(pages, p => Assert.InRange(p.Values.Count, 0, 2));
        Assert.Equal(names[1], Assert.Single(one).Name);
        foreach (var name in names)
        {
            await _service.DeleteTableAsync(name);
        }
    }

    [Fact]
    public async Task A_table_name_the_service_does_not_allow_is_refused()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _service.CreateTableAsync("a-b"));

        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_client_taken_from_the_service_client_works_on_that_table()
    {
        var table = _service.GetTableClient($"t{Guid.NewGuid():N}");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(_service.AccountName, table.AccountName);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        await table.DeleteAsync();
    }
}
