using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>n|0|{contact}|{part}</c>: something that segments are decided by has changed, and how it is now. Recompute takes these rows into its
/// snapshot and deletes them. A part is the person (<c>c</c>), one order (<c>o|...</c>) or everything (<c>*</c>: read the contact anew).
/// </summary>
/// <remarks>A later change of the same part replaces the row, so five webhooks of an order leave one row.</remarks>
internal static class DirtyRow
{
    public const string Prefix = "n|0|";

    private const string Person = "c";
    private const string Everything = "*";
    private const string OrderPart = "o|";

    /// <summary>What the rows of a contact begin with.</summary>
    public static string PrefixOf(string contactId) => $"{Prefix}{contactId}|";

    /// <summary>The person's facts have changed.</summary>
    public static TableEntity OfPerson(Contact contact, string cause)
    {
        var facts = ProfileFacts.Of(contact);
        var row = New(contact.Id, Person, cause);
        row["FirstSeenAt"] = contact.FirstSeen?.Said.At.ToUnixTimeMilliseconds();
        row["Traits"] = (int)facts.Traits;
        row["BirthDate"] = facts.BirthDate?.ToString("O", CultureInfo.InvariantCulture);
        return row;
    }

    /// <summary>An order has changed.</summary>
    public static TableEntity OfOrder(string contactId, string orderKey, OrderState order, string cause)
    {
        var row = New(contactId, OrderPart + TableKeys.Escape(orderKey), cause);
        row["Order"] = orderKey;
        if (order.Version is { Counts: true } version)
        {
            row["PlacedAt"] = version.PlacedAt.ToUnixTimeMilliseconds();
            row["Total"] = version.Total.ToString(CultureInfo.InvariantCulture);
            row["Refunded"] = order.Refunded.ToString(CultureInfo.InvariantCulture);
            row["Currency"] = version.Currency;
        }

        return row;
    }

    /// <summary>The contact is to be read anew, orders and all: after a merge, an undo, an erasure.</summary>
    public static TableEntity OfEverything(string contactId, string cause) => New(contactId, Everything, cause);

    /// <summary>What a row says has changed.</summary>
    public static DirtyPart Read(TableEntity row)
    {
        var id = RowVersions.Known(row).RowKey[Prefix.Length..];
        var contactId = id[..id.IndexOf('|', StringComparison.Ordinal)];
        var cause = row.GetString("Cause")!;
        return id[(contactId.Length + 1)..] switch
        {
            Person => new DirtyPerson(contactId, cause, Time(row, "FirstSeenAt"), ProfileOf(row)),
            Everything => new DirtyContact(contactId, cause),
            _ => new DirtyOrder(contactId, cause, OrderFact.KeyOf(row.GetString("Order")!), OrderOf(row)),
        };
    }

    private static ProfileFacts ProfileOf(TableEntity row) => new(
        (ProfileTraits)row.GetInt32("Traits")!.Value,
        row.GetString("BirthDate") is { } born ? DateOnly.ParseExact(born, "O", CultureInfo.InvariantCulture) : null);

    private static OrderFact? OrderOf(TableEntity row) => Time(row, "PlacedAt") is { } placedAt
        ? new OrderFact(
            OrderFact.KeyOf(row.GetString("Order")!),
            placedAt,
            decimal.Parse(row.GetString("Total")!, CultureInfo.InvariantCulture),
            decimal.Parse(row.GetString("Refunded")!, CultureInfo.InvariantCulture),
            row.GetString("Currency")!)
        : null;

    private static DateTimeOffset? Time(TableEntity row, string property) =>
        row.GetInt64(property) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static TableEntity New(string contactId, string part, string cause)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), $"{Prefix}{contactId}|{part}");
        row["Cause"] = cause;
        return row;
    }
}
