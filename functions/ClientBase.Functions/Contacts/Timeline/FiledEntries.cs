using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Timeline;

/// <summary>A row of a timeline, and the capture behind it; null where nothing was said by it.</summary>
internal sealed record FiledEntry(TableEntity Row, FiledCapture? Filed);

/// <summary>Reads whole timelines with what was said: for undo, replay, export and erasure.</summary>
internal static class FiledEntries
{
    private const int PageSize = 1000;

    /// <summary>Everything that was filed under some contacts.</summary>
    public static async Task<List<FiledEntry>> ReadAsync(
        TableClient table, IEnumerable<string> contactIds, CancellationToken cancellationToken)
    {
        var timelines = await Task.WhenAll(contactIds.Select(id =>
            RowsAsync(table, ContactId.ShardOf(id), TimelineRow.Prefix(id), cancellationToken)));
        return [.. timelines.SelectMany(rows => rows).Select(row => new FiledEntry(row, TimelineRow.ReadFiled(row)))];
    }

    /// <summary>All rows of a shard that begin with a text.</summary>
    public static async Task<List<TableEntity>> RowsAsync(
        TableClient table, string shard, string prefix, CancellationToken cancellationToken, string[]? select = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableKeys.Range(shard, prefix), PageSize, select, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
