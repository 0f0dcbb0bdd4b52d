using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Visits: <c>o|{time}|{contact}</c> in the visitor's partition, who became known by the browser when; and partition
/// <c>c|{contact}</c>, a row for each browser somebody became known by.
/// </summary>
internal static class VisitorRow
{
    /// <summary>What the rows of who became known begin with.</summary>
    public const string OwnerPrefix = "o|";

    private const string At = "At";
    private const string Contact = "Contact";

    public static string PartitionOfContact(string contactId) => $"c|{contactId}";

    public static TableEntity OwnerOf(string visitorId, KnownVisitor known)
    {
        var time = known.At.ToUnixTimeMilliseconds().ToString("d15", CultureInfo.InvariantCulture);
        var row = RowVersions.New(VisitRow.Partition(visitorId), $"{OwnerPrefix}{time}|{known.ContactId}");
        row[At] = known.At.ToUnixTimeMilliseconds();
        row[Contact] = known.ContactId;
        return row;
    }

    public static TableEntity OfContact(string contactId, string visitorId) =>
        RowVersions.New(PartitionOfContact(contactId), VisitRow.Partition(visitorId));

    public static KnownVisitor Read(TableEntity row) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(RowVersions.Known(row).GetInt64(At)!.Value), row.GetString(Contact)!);
}
