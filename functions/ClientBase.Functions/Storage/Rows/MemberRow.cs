using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>m|{segment}|{contact}</c>: somebody is in a segment, and since when. Written by recompute only.</summary>
internal static class MemberRow
{
    public const string EnteredAt = "EnteredAt";

    public static string Prefix(string segmentId) => $"m|{TableKeys.Escape(segmentId)}|";

    public static string Key(string segmentId, string contactId) => Prefix(segmentId) + contactId;

    public static TableEntity Of(string segmentId, string contactId, DateTimeOffset enteredAt)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(segmentId, contactId));
        row[EnteredAt] = enteredAt;
        return row;
    }
}
