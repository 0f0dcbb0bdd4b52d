using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>p|{contact}|e|{o or c}|{reverse time}</c>: the person, and no program, opened a mail or followed a link in one. The first row of each
/// is the latest, so events may come in any order and nothing is read to write one.
/// </summary>
internal static class EngagementRow
{
    private const string At = "At";

    public static string Prefix(string contactId) => $"p|{contactId}|e|";

    public static TableEntity OfOpen(string contactId, DateTimeOffset at) => Of(contactId, 'o', at);

    public static TableEntity OfClick(string contactId, DateTimeOffset at) => Of(contactId, 'c', at);

    /// <summary>Whether a row of a contact's parts is of this kind.</summary>
    public static bool Is(TableEntity row) => row.RowKey.Split('|', 5) is ["p", _, "e", _, _];

    public static bool IsClick(TableEntity row) => row.RowKey.Split('|', 5)[3] == "c";

    public static DateTimeOffset Read(TableEntity row) =>
        DateTimeOffset.FromUnixTimeMilliseconds(RowVersions.Known(row).GetInt64(At)!.Value);

    private static TableEntity Of(string contactId, char what, DateTimeOffset at)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), $"{Prefix(contactId)}{what}|{TableKeys.Reverse(at)}");
        row[At] = at.ToUnixTimeMilliseconds();
        return row;
    }
}
