using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>p|{contact}|g|{segment}</c>: somebody was put on the list of a static segment. Recompute makes a member of them.</summary>
internal static class ListRow
{
    private const string Since = "Since";

    public static string Key(string contactId, string segmentId) => $"p|{contactId}|g|{TableKeys.Escape(segmentId)}";

    /// <summary>Whether a row of a contact's parts is this one.</summary>
    public static bool Is(TableEntity row) => row.RowKey.Split('|', 4) is ["p", _, "g", _];

    public static TableEntity Of(string contactId, string segmentId, DateTimeOffset since)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, segmentId));
        row[Since] = since.ToUnixTimeMilliseconds();
        return row;
    }

    /// <summary>The segment, and since when.</summary>
    public static (string SegmentId, DateTimeOffset Since) Read(TableEntity row) => (
        TableKeys.Unescape(row.RowKey.Split('|', 4)[3]),
        DateTimeOffset.FromUnixTimeMilliseconds(RowVersions.Known(row).GetInt64(Since)!.Value));
}
