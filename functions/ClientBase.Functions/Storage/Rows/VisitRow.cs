using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Visits, partition <c>v|{digest of the visitor}</c>: <c>t|{reverse time}|{entry}</c> one visit, <c>i|{entry}</c> that it is kept.
/// </summary>
/// <remarks>
/// The second row makes a repeat known as one: the time cannot, since a clock that runs ahead is set right at each receipt. Digests, since
/// row keys stand in logs.
/// </remarks>
internal static class VisitRow
{
    /// <summary>What all visits of a visitor begin with.</summary>
    public const string Prefix = "t|";

    private const string At = "At";
    private const string Data = "Data";
    private const string Source = "site";
    private const string Kind = "visit";

    public static string Partition(string visitorId) => "v|" + Digest(visitorId);

    /// <summary>The id of an event of a visitor, from what names it.</summary>
    public static string EntryOf(string visitorId, string eventId) => Digest($"{visitorId}\n{eventId}");

    public static string Key(DateTimeOffset at, string entry) => $"{Prefix}{TableKeys.Reverse(at)}|{entry}";

    public static bool Is(TableEntity row) => row.PartitionKey.StartsWith("v|", StringComparison.Ordinal);

    public static TableEntity Of(string visitorId, string entry, DateTimeOffset at, string data)
    {
        var row = RowVersions.New(Partition(visitorId), Key(at, entry));
        row[At] = at.ToUnixTimeMilliseconds();
        row[Data] = data;
        return row;
    }

    public static TableEntity Kept(string partition, string entry) => RowVersions.New(partition, KeptKey(entry));

    public static string KeptKey(string entry) => $"i|{entry}";

    public static string EntryOf(TableEntity row) => row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..];

    public static TimelineEntry Read(TableEntity row) => new(
        EntryOf(row),
        Kind,
        DateTimeOffset.FromUnixTimeMilliseconds(RowVersions.Known(row).GetInt64(At)!.Value),
        Source,
        JsonSerializer.Deserialize(row.GetString(Data)!, DocumentJson.Compact.JsonElement));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
