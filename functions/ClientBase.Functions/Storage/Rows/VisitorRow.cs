using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Visits: <c>o|{time}|{contact}</c> in the visitor's partition, who became known by the browser when; and partition
/// <c>c|{contact}</c>, a row for each browser somebody became known by. <c>u</c> in the visitor's partition changes whenever somebody
/// becomes known: who wrote it last learns by its version that nobody did. <c>s|{subscription}</c> there: notifications the browser lets us
/// show, until it is known whose browser it is.
/// </summary>
internal static class VisitorRow
{
    /// <summary>What the rows of who became known begin with.</summary>
    public const string OwnerPrefix = "o|";

    /// <summary>The row that changes.</summary>
    public const string Unknown = "u";

    /// <summary>What the rows of subscriptions begin with that wait for their person.</summary>
    public const string PushPrefix = "s|";

    private const string At = "At";
    private const string Contact = "Contact";
    private const string IsClaim = "IsClaim";
    private const string Said = "Said";

    public static string PartitionOfContact(string contactId) => $"c|{contactId}";

    public static TableEntity OwnerOf(string visitorId, KnownVisitor known)
    {
        var time = known.At.ToUnixTimeMilliseconds().ToString("d15", CultureInfo.InvariantCulture);
        var row = RowVersions.New(VisitRow.Partition(visitorId), $"{OwnerPrefix}{time}|{known.ContactId}");
        row[At] = known.At.ToUnixTimeMilliseconds();
        row[Contact] = known.ContactId;
        row[IsClaim] = known.IsClaim;
        return row;
    }

    public static TableEntity UnknownOf(string visitorId) => RowVersions.New(VisitRow.Partition(visitorId), Unknown);

    public static TableEntity OfContact(string contactId, string visitorId) =>
        RowVersions.New(PartitionOfContact(contactId), VisitRow.Partition(visitorId));

    public static KnownVisitor Read(TableEntity row) => new(TimeOf(row), row.GetString(Contact)!, row.GetBoolean(IsClaim) == true);

    /// <summary>The row of a subscription that waits; what it says and what takes it back stand side by side, each with its time.</summary>
    public static TableEntity PushOf(string visitorId, PushSaid said, DateTimeOffset at)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{said.IsGranted} {said.Subscription}")).AsSpan(0, 16));
        var row = RowVersions.New(VisitRow.Partition(visitorId), PushPrefix + name);
        row[At] = at.ToUnixTimeMilliseconds();
        row[Said] = JsonSerializer.Serialize(said);
        return row;
    }

    /// <summary>What a browser said of notifications, and when.</summary>
    public static (PushSaid Said, DateTimeOffset At) ReadPush(TableEntity row) =>
        (JsonSerializer.Deserialize<PushSaid>(row.GetString(Said)!)!, TimeOf(row));

    /// <summary>When somebody became known, or a subscription came.</summary>
    public static DateTimeOffset TimeOf(TableEntity row) =>
        DateTimeOffset.FromUnixTimeMilliseconds(RowVersions.Known(row).GetInt64(At)!.Value);
}
