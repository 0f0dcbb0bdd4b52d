using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>What a copy is made of. Contacts go shard by shard, every other table in one.</summary>
internal static class CopiedParts
{
    // Each stage reads what the one before may have missed.
    public const string Rows = "rows";
    public const string Changes = "changes";
    public const string Blobs = "blobs";

    private const string Shard = Tables.Contacts + "-";

    /// <summary>Parts that hold contacts, with their shards.</summary>
    public static IReadOnlyDictionary<string, string> Shards { get; } = ContactId.Shards.ToDictionary(shard => Shard + shard);

    /// <summary>Parts of rows.</summary>
    public static IReadOnlyList<string> OfRows { get; } = [.. Shards.Keys, .. Tables.All.Where(table => table != Tables.Contacts)];

    /// <summary>Containers. What can be made again is not worth it, and copies are not copied.</summary>
    public static IReadOnlyList<string> OfBlobs { get; } =
        [.. Containers.All.Except([Containers.Results, Containers.Exports, Containers.Backups])];

    /// <summary>The table a part is of.</summary>
    public static string TableOf(string part) => Shards.ContainsKey(part) ? Tables.Contacts : part;

    /// <summary>What of its table a part is.</summary>
    /// <param name="part">The part.</param>
    /// <param name="since">Only rows written since; null: all.</param>
    public static string? FilterOf(string part, DateTimeOffset? since)
    {
        var filters = new List<string>();
        if (Shards.TryGetValue(part, out var shard))
        {
            filters.Add(TableClient.CreateQueryFilter($"PartitionKey eq {shard}"));
        }

        if (since is { } at)
        {
            filters.Add(TableClient.CreateQueryFilter($"Timestamp ge {at}"));
        }

        return filters.Count == 0 ? null : string.Join(" and ", filters);
    }
}
