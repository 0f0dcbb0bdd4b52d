using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Duplicates: <c>{digest}|{contact}</c>, somebody is in a block; and <c>k|{contact}</c>, the blocks somebody is in, so that they can
/// be left again.
/// </summary>
/// <remarks>Blocks lie in sixteen partitions by their digest, the lists of blocks in those of the contacts' shards.</remarks>
internal static class BlockRow
{
    private const string Blocks = "Blocks";

    public static string PartitionOf(string digest) => "b" + digest[0];

    public static string Prefix(string digest) => digest + "|";

    public static TableEntity Of(string digest, string contactId) =>
        RowVersions.New(PartitionOf(digest), Prefix(digest) + contactId);

    public static string IdOf(TableEntity row) => row.RowKey[(row.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..];

    public static string ListKey(string contactId) => "k|" + contactId;

    public static TableEntity ListOf(string contactId, IEnumerable<string> digests)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), ListKey(contactId));
        row[Blocks] = string.Join(' ', digests);
        return row;
    }

    public static IReadOnlyList<string> ReadList(TableEntity row) =>
        RowVersions.Known(row).GetString(Blocks)!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
