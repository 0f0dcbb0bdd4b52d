using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;
using ETag = Azure.ETag;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Table <c>Work</c>: pointers by which lists find tasks, deals, requests and clients without reading the base.</summary>
internal sealed class WorkIndex(TableServiceClient service, CommitsByTable commits)
{
    private const int FollowedAtOnce = 50;
    private const int MaxPageSize = 1000;

    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Work);
    private readonly TableCommits _commits = commits.Of(Tables.Work);

    /// <summary>Writes pointers that hold no copy; those that are there lose theirs.</summary>
    public Task AddAsync(IEnumerable<(string Partition, string RowKey)> pointers, CancellationToken cancellationToken) =>
        ApplyAsync(pointers, BarePointer, cancellationToken);

    /// <summary>The same for the pointers of one thing; the version of each.</summary>
    public async Task<IReadOnlyDictionary<(string Partition, string RowKey), ETag>> BareAsync(
        IEnumerable<(string Partition, string RowKey)> pointers, CancellationToken cancellationToken)
    {
        var byPartition = pointers.GroupBy(pointer => pointer.Partition, StringComparer.Ordinal);
        var written = await Task.WhenAll(byPartition.Select(async some =>
            some.Zip((await _commits.SubmitAsync(some.Key, [.. some.Select(BarePointer)], cancellationToken)).ETags)));
        return written.SelectMany(some => some).ToDictionary();
    }

    /// <summary>Takes a pointer away, unless somebody has written it since: then it is needed again.</summary>
    public Task RemoveAsync((string Partition, string RowKey) pointer, ETag version, CancellationToken cancellationToken) =>
        _commits.SubmitAsync(
            pointer.Partition, [new(Delete, new TableEntity(pointer.Partition, pointer.RowKey), version)], cancellationToken);

    /// <summary>Writes a pointer with its copy, unless somebody has written it since: then theirs is newer.</summary>
    public Task CopyAsync(TableEntity pointer, ETag version, CancellationToken cancellationToken) =>
        _commits.SubmitAsync(pointer.PartitionKey, [new(UpdateReplace, pointer, version)], cancellationToken);

    /// <summary>Takes pointers away; those that are gone are gone.</summary>
    public Task RemoveAsync(IEnumerable<(string Partition, string RowKey)> pointers, CancellationToken cancellationToken) =>
        ApplyAsync(pointers, pointer => new(Delete, new TableEntity(pointer.Partition, pointer.RowKey), ETag.All), cancellationToken);

    /// <summary>The keys of a range, in order.</summary>
    public async Task<List<string>> KeysAsync(
        string partition, string from, string to, int take, CancellationToken cancellationToken) =>
        [.. (await RowsAsync(partition, from, to, take, after: null, KeyOnly, cancellationToken)).Select(row => row.RowKey)];

    /// <summary>All of everybody's pointers to tasks, deals and requests, a thousand a read.</summary>
    public IAsyncEnumerable<(string Partition, string RowKey)> EverybodysAsync(CancellationToken cancellationToken) =>
        new[] { WorkRow.OpenTasks, WorkRow.DoneTasks, WorkRow.Deals, WorkRow.Requests }.ToAsyncEnumerable()
            .SelectMany(prefix => _table.QueryAsync<TableEntity>(
                TableKeys.Range(WorkRow.Everybody, prefix), MaxPageSize, KeyOnly, cancellationToken))
            .Select(row => (WorkRow.Everybody, row.RowKey));

    /// <summary>A page of what a range of pointers leads to; null for a continuation that no page of this list gave.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">Where the range begins.</param>
    /// <param name="to">What comes after it.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="follow">What a pointer leads to; null when it has moved on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Page<T>?> PageAsync<T>(
        string partition,
        string from,
        string to,
        Paging paging,
        Func<TableEntity, Task<T?>> follow,
        CancellationToken cancellationToken)
        where T : class
    {
        var after = paging.Continuation;
        if (after is not null && (string.CompareOrdinal(after, from) < 0 || string.CompareOrdinal(after, to) >= 0))
        {
            return null;
        }

        var items = new List<T>();
        while (true)
        {
            // One more than asked for tells whether there is a next page.
            var wanted = Math.Min(paging.Take - items.Count, MaxPageSize - 1);
            var rows = await RowsAsync(partition, from, to, wanted + 1, after, select: null, cancellationToken);
            foreach (var some in rows.Take(wanted).Chunk(FollowedAtOnce))
            {
                items.AddRange((await Task.WhenAll(some.Select(follow))).OfType<T>());
            }

            if (rows.Count <= wanted)
            {
                return new Page<T>(items, null);
            }

            after = rows[wanted - 1].RowKey;
            if (items.Count == paging.Take)
            {
                return new Page<T>(items, Paging.Encode(after));
            }
        }
    }

    private async Task<List<TableEntity>> RowsAsync(
        string partition, string from, string to, int take, string? after, string[]? select, CancellationToken cancellationToken)
    {
        var rest = after is null ? "" : TableClient.CreateQueryFilter($" and RowKey gt {after}");
        var filter = TableKeys.Between(partition, from, to) + rest;
        return await _table.QueryAsync<TableEntity>(filter, Math.Min(take, MaxPageSize), select, cancellationToken)
            .Take(take).ToListAsync(cancellationToken);
    }

    private static TableTransactionAction BarePointer((string Partition, string RowKey) pointer) =>
        new(UpsertReplace, WorkRow.Pointer(pointer.Partition, pointer.RowKey));

    private async Task ApplyAsync(
        IEnumerable<(string Partition, string RowKey)> pointers,
        Func<(string Partition, string RowKey), TableTransactionAction> action,
        CancellationToken cancellationToken)
    {
        var byPartition = pointers.GroupBy(pointer => pointer.Partition, StringComparer.Ordinal);
        await Task.WhenAll(byPartition.Select(some =>
            _commits.ApplyAsync(some.Key, [.. some.Select(action)], cancellationToken)));
    }
}
