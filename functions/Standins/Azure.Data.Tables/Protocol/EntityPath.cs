namespace Azure.Data.Tables.Protocol;

/// <summary>Paths below the account, escaped.</summary>
internal static class EntityPath
{
    public static string Of(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>An apostrophe ends an OData literal, so it is doubled before the rest is percent-encoded.</summary>
    public static string Escape(string key) =>
        Uri.EscapeDataString(key.Contains('\'', StringComparison.Ordinal) ? key.Replace("'", "''", StringComparison.Ordinal) : key);
}
