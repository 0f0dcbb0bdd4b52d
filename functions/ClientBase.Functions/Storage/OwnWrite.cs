using Azure.Data.Tables;

namespace ClientBase.Functions.Storage;

/// <summary>
/// Tells one's own write from somebody else's: when the reply to a write is lost, its repeat is refused because of what it has written
/// itself.
/// </summary>
internal static class OwnWrite
{
    private const string Writer = "Writer";

    /// <summary>A row that is known again once it is written.</summary>
    public static TableEntity Mark(TableEntity row)
    {
        row[Writer] = Guid.NewGuid().ToString("n");
        return row;
    }

    /// <summary>Whether a row will be known again.</summary>
    public static bool IsMarked(ITableEntity entity) => entity is TableEntity row && row.ContainsKey(Writer);

    /// <summary>The row as it lies, when it is the one that was to be written; null: somebody else wrote it.</summary>
    public static async Task<TableEntity?> FindAsync(TableClient table, TableEntity marked, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            marked.PartitionKey, marked.RowKey, cancellationToken: cancellationToken);
        return found.HasValue && found.Value!.GetString(Writer) == marked.GetString(Writer) ? found.Value : null;
    }
}
