using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class QueryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Rows = 25;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TableClient _table = TestTables.Fresh(azurite);

    public async Task InitializeAsync()
    {
        await _table.CreateAsync();
        await _table.SubmitTransactionAsync(Enumerable.Range(0, Rows).Select(i => new TableTransactionAction(
            TableTransactionActionType.Add,
            new TableEntity("p", i.ToString("D3", CultureInfo.InvariantCulture))
            {
                ["Number"] = i,
                ["Big"] = i * 10_000_000_000L,
                ["Real"] = i / 2.0,
                ["Even"] = i % 2 == 0,
                ["At"] = Start.AddDays(i),
                ["Id"] = new Guid(i, 0, 0, new byte[8]),
                ["Name"] = $"O'Neil {i}",
            })));
    }

    public Task DisposeAsync() => _table.DeleteAsync();

    [Fact]
    public async Task Every_entity_is_read_in_the_order_of_its_keys()
    {
        var numbers = await NumbersAsync(null);

        Assert.Equal(Enumerable.Range(0, Rows), numbers);
    }

    [Fact]
    public async Task Pages_hold_what_was_asked_for_and_the_last_has_no_continuation()
    {
        var pages = await _table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages().ToListAsync();

        Assert.Equal([10, 10, 5], pages.Select(p => p.Values.Count));
        Assert.NotNull(pages[0].ContinuationToken);
        Assert.Null(pages[2].ContinuationToken);
    }

    [Fact]
    public async Task A_continuation_token_goes_on_where_the_page_ended()
    {
        var first = await _table.QueryAsync<TableEntity>(maxPerPage: 7).AsPages().FirstAsync();

        var rest = await _table.QueryAsync<TableEntity>(maxPerPage: 7).AsPages(first.ContinuationToken).ToListAsync();

        Assert.Equal(
            Enumerable.Range(7, Rows - 7).Select(i => (int?)i),
            rest.SelectMany(p => p.Values).Select(e => e.GetInt32("Number")));
    }

    [Fact]
    public async Task The_hint_of_a_page_size_wins_over_the_query_s()
    {
        var first = await _table.QueryAsync<TableEntity>(maxPerPage: 7).AsPages(pageSizeHint: 3).FirstAsync();

        Assert.Equal(3, first.Values.Count);
    }

    [Fact]
    public async Task A_query_without_matches_is_empty() =>
        Assert.Empty(await NumbersAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"none"}")));

    [Fact]
    public async Task Literals_of_every_type_find_their_entity()
    {
        var at = Start.AddDays(3);
        var id = new Guid(3, 0, 0, new byte[8]);

        Assert.Equal([3], await NumbersAsync(TableClient.CreateQueryFilter($"Number eq {3}")));
        Assert.Equal([3], await NumbersAsync(TableClient.CreateQueryFilter($"Big eq {30_000_000_000L}")));
        Assert.Equal([3], await NumbersAsync(TableClient.CreateQueryFilter($"Real eq {1.5}")));
        Assert.Equal([3], await NumbersAsync(TableClient.CreateQueryFilter($"At eq {at}")));
        Assert.Equal([3], await NumbersAsync(TableClient.CreateQueryFilter($"Id eq {id}")));
        Assert.Equal([3], await NumbersAsync(TableClient.CreateQueryFilter($"Name eq {"O'Neil 3"}")));
        Assert.Equal([0, 2], await NumbersAsync(TableClient.CreateQueryFilter($"Even eq {true} and Number lt {4}")));
    }

    [Fact]
    public async Task A_value_cannot_break_out_of_its_quotes() =>
        Assert.Empty(await NumbersAsync(TableClient.CreateQueryFilter($"Name eq {"x' or Number ge 0 or Name eq 'x"}")));

    [Fact]
    public async Task A_lambda_finds_what_the_filter_finds()
    {
        var name = "O'Neil 5";

        var byName = await _table.QueryAsync<Row>(r => r.PartitionKey == "p" && r.Name == name).ToListAsync();
        var byRange = await _table.QueryAsync<Row>(r => r.Number >= 20 && !(r.Number == 22) && r.Big > 1).ToListAsync();
        var grouped = await _table.QueryAsync<Row>(
            r => (r.Number == 1 || r.Number == 2 || r.Number == 4) && !(r.Number > 1 && r.Big < 30_000_000_000)).ToListAsync();
        var byRowKey = await _table.QueryAsync<Row>(
            r => r.RowKey.CompareTo("003") >= 0 && r.RowKey.CompareTo("005") < 0).ToListAsync();

        Assert.Equal([5], byName.Select(r => r.Number));
        Assert.Equal([20, 21, 23, 24], byRange.Select(r => r.Number));
        Assert.Equal([1, 4], grouped.Select(r => r.Number));
        Assert.Equal([3, 4], byRowKey.Select(r => r.Number));
    }

    [Fact]
    public async Task Only_selected_properties_are_read()
    {
        var first = await _table.QueryAsync<Row>(select: ["RowKey", "Number"]).FirstAsync(r => r.Number == 4);

        Assert.Equal("004", first.RowKey);
        Assert.Null(first.Name);
        Assert.Equal(0, first.Big);
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in _table.QueryAsync<TableEntity>(maxPerPage: 5, cancellationToken: stop.Token).AsPages())
            {
                read += page.Values.Count;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(5, read);
    }

    [Fact]
    public async Task A_malformed_filter_is_refused_with_400()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => NumbersAsync("Number eq"));

        Assert.Equal(400, failure.Status);
    }

    private async Task<List<int>> NumbersAsync(string? filter) =>
        await _table.QueryAsync<TableEntity>(filter, maxPerPage: 10).Select(e => e.GetInt32("Number")!.Value).ToListAsync();

    public sealed class Row : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Number { get; set; }

        public long Big { get; set; }

        public string? Name { get; set; }
    }
}
