using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Table <c>Work</c>: pointers by which lists find tasks, deals, requests and clients without reading the base.</summary>
internal sealed class WorkIndex(TableServiceClient service, CommitsByTable commits)
{
    private const int ReadsAtOnce = 50;

    private readonly TableClient _table = service.GetTableClient(Tables.Work);
    private readonly TableCommits _commits = commits.Of(Tables.Work);

    /// <summary>Writes pointers; those that are there stay.</summary>
    public Task AddAsync(IEnumerable<(string Partition, string RowKey)> pointers, CancellationToken cancellationToken) =>
        ApplyAsync(pointers, pointer => new(UpsertReplace, WorkRow.Pointer(pointer.Partition, pointer.RowKey)), cancellationToken);

    /// <summary>Takes pointers away; those that are gone are gone.</summary>
    public Task RemoveAsync(IEnumerable<(string Partition, string RowKey)> pointers, CancellationToken cancellationToken) =>
        ApplyAsync(pointers, pointer => new(Delete, new TableEntity(pointer.Partition, pointer.RowKey), Azure.ETag.All), cancellationToken);

    /// <summary>The keys of a range, in order.</summary>
    public async Task<List<string>> KeysAsync(
        string partition, string from, string to, int take, CancellationToken cancellationToken, string? after = null)
    {
        var keys = new List<string>();
        var rest = after is null ? "" : TableClient.CreateQueryFilter($" and RowKey gt {after}");
        var filter = TableKeys.Between(partition, from, to) + rest;
        var pages = _table.QueryAsync<TableEntity>(filter, Math.Min(take, 1000), [nameof(ITableEntity.RowKey)], cancellationToken);
        await foreach (var row in pages)
        {
            keys.Add(row.RowKey);
            if (keys.Count == take)
            {
                break;
            }
        }

        return keys;
    }

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
        Func<string, string, CancellationToken, Task<T?>> follow,
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
            var wanted = Math.Min(paging.Take - items.Count, ReadsAtOnce);
            var keys = await KeysAsync(partition, from, to, wanted + 1, cancellationToken, after);
            var found = await Task.WhenAll(keys.Take(wanted).Select(key => follow(partition, key, cancellationToken)));
            items.AddRange(found.OfType<T>());
            if (keys.Count <= wanted)
            {
                return new Page<T>(items, null);
            }

            after = keys[wanted - 1];
            if (items.Count == paging.Take)
            {
                return new Page<T>(items, Paging.Encode(after));
            }
        }
    }

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
