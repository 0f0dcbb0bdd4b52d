using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Visits: <c>o|{time}|{contact}</c> in the visitor's partition, who became known by the browser when; and partition
/// <c>c|{contact}</c>, a row for each browser somebody became known by. <c>u</c> in the visitor's partition changes whenever somebody
/// becomes known: who wrote it last learns by its version that nobody did.
/// </summary>
internal static class VisitorRow
{
    /// <summary>What the rows of who became known begin with.</summary>
    public const string OwnerPrefix = "o|";

    /// <summary>The row that changes.</summary>
    public const string Unknown = "u";

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

    public static TableEntity UnknownOf(string visitorId) => RowVersions.New(VisitRow.Partition(visitorId), Unknown);

    public static TableEntity OfContact(string contactId, string visitorId) =>
        RowVersions.New(PartitionOfContact(contactId), VisitRow.Partition(visitorId));

    public static KnownVisitor Read(TableEntity row) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(RowVersions.Known(row).GetInt64(At)!.Value), row.GetString(Contact)!);
}
