using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>A row was written by a newer version of the app than this one.</summary>
public sealed class NewerRowException(string kind, int version) : InvalidOperationException(
    $"A row of kind '{kind}' has schema version {version}, and this app knows versions up to {RowVersions.Current}. "
    + "It was written by a newer version of the app: deploy that version again.");

/// <summary>The version of the shape that rows are stored in.</summary>
internal static class RowVersions
{
    public const int Current = 1;

    /// <summary>The property.</summary>
    public const string Version = "V";

    /// <summary>A row to be written.</summary>
    public static TableEntity New(string partition, string rowKey, int version = Current) => new(partition, rowKey) { [Version] = version };

    /// <summary>The row, when this app can read it.</summary>
    /// <exception cref="NewerRowException">It cannot.</exception>
    public static TableEntity Known(TableEntity row, int newest = Current) => row.GetInt32(Version) is { } version && version > newest
        ? throw new NewerRowException(row.RowKey.Split('|', 2)[0], version)
        : row;
}
