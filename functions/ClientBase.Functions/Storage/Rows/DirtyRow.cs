using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>A person as reports are to know them now.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Profile">The profile that reports keep, as JSON; null where the mark does not tell: the contact itself does.</param>
public sealed record ReportedPerson(string ContactId, string? Profile);

/// <summary>
/// <c>n|0|{contact}|{part}</c>: something that segments are decided by has changed, and how it is now. Recompute takes these rows into its
/// snapshot and deletes them. A part is the person (<c>c</c>), one order (<c>o|...</c>), something beside the card (<c>b|...</c>), what
/// somebody did (<c>e|...</c>), visits to be read (<c>v</c>) or everything (<c>*</c>: read the contact anew). What many got at once is
/// one row of them all, <c>n|0|*|{name}</c>.
/// </summary>
/// <remarks>A later change of the same part replaces the row, so five webhooks of an order leave one row.</remarks>
internal static class DirtyRow
{
    public const string Prefix = "n|0|";

    private const string Person = "c";
    private const string Everything = "*";
    private const string Visits = "v";
    private const string OrderPart = "o|";
    private const string BesidePart = "b|";
    private const string EventPart = "e|";
    private const string Details = "Details";
    private const string People = "People";
    private const string Reported = "Kept";

    /// <summary>What the rows of a contact begin with.</summary>
    public static string PrefixOf(string contactId) => $"{Prefix}{contactId}|";

    /// <summary>The person's facts have changed, or what reports know of them: one row tells both.</summary>
    public static TableEntity OfPerson(Contact contact, string cause)
    {
        var facts = ProfileFacts.Of(contact);
        var row = New(contact.Id, Person, cause);
        row["FirstSeenAt"] = contact.FirstSeen?.Said.At.ToUnixTimeMilliseconds();
        row["Traits"] = (int)facts.Traits;
        row["BirthDate"] = facts.Birthday?.ToString("O", CultureInfo.InvariantCulture);
        Write(row, PersonDetails.Of(contact));
        LongText.Write(row, Reported, ReportRow.JsonOf(contact));
        return Seen(row, contact.LastSeenAt);
    }

    /// <summary>What reports are to know of the person; null for another part. An earlier version did not write it here.</summary>
    public static ReportedPerson? ReadReported(TableEntity row) =>
        row.RowKey[Prefix.Length..].Split('|', 2) is [var contactId, Person]
            ? new ReportedPerson(contactId, LongText.Read(row, Reported))
            : null;

    /// <summary>An order has changed.</summary>
    /// <param name="contactId">Whose.</param>
    /// <param name="orderKey">Which.</param>
    /// <param name="order">How it is now.</param>
    /// <param name="cause">What changed it.</param>
    /// <param name="givesPoints">Whether there is a loyalty program, so that what it comes to may count for points.</param>
    public static TableEntity OfOrder(string contactId, string orderKey, OrderState order, string cause, bool givesPoints)
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

        Write(row, [.. PartDetails.Of(orderKey, order), .. givesPoints ? PointsDetails.Of(order) : []]);
        return row;
    }

    /// <summary>Something beside the card has changed: a cart, a task, a list; what there is to say of it now.</summary>
    /// <param name="contactId">Whose.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Which.</param>
    /// <param name="says">What it says; nothing: it is gone, or of no more interest.</param>
    /// <param name="cause">What changed it.</param>
    public static TableEntity OfBeside(string contactId, string kind, string name, IReadOnlyList<Detail> says, string cause)
    {
        var row = New(contactId, $"{BesidePart}{kind}|{TableKeys.Escape(name)}", cause);
        row["Key"] = unchecked((long)PartDetails.KeyOf(kind, name));
        Write(row, says);
        return row;
    }

    /// <summary>What points follow from has changed.</summary>
    /// <param name="contactId">Whose.</param>
    /// <param name="name">The order, the entry or the friend.</param>
    /// <param name="says">What it says now.</param>
    /// <param name="cause">What changed it.</param>
    public static TableEntity OfPoints(string contactId, string name, IReadOnlyList<Detail> says, string cause) =>
        OfBeside(contactId, PointsDetails.Part, name, says, cause);

    /// <summary>The person did something.</summary>
    /// <param name="contactId">Whose.</param>
    /// <param name="entryId">The entry of the timeline that it is told by.</param>
    /// <param name="done">What was done.</param>
    /// <param name="cause">The reason to be given.</param>
    public static TableEntity OfEvents(string contactId, string entryId, IReadOnlyList<Detail> done, string cause)
    {
        var row = New(contactId, EventPart + TableKeys.Escape(entryId), cause);
        Write(row, done);
        return row;
    }

    /// <summary>Many people of a shard got something, each one of it.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="name">What they got; told again, it replaces the row.</param>
    /// <param name="got">Who got what.</param>
    /// <param name="cause">The reason to be given.</param>
    public static TableEntity OfMany(
        string shard, string name, IReadOnlyCollection<(string ContactId, Detail Got)> got, string cause)
    {
        var row = RowVersions.New(shard, $"{PrefixOf(Everything)}{TableKeys.Escape(name)}");
        row["Cause"] = cause;
        LongText.Write(row, People, string.Join(' ', got.Select(one => one.ContactId)));
        Write(row, [.. got.Select(one => one.Got)]);
        return row;
    }

    /// <summary>The person's visits are to be read: there are new ones, or a browser turned out to be theirs.</summary>
    public static TableEntity OfVisits(string contactId) => New(contactId, Visits, "visits of the site");

    /// <summary>The same with when the person was last heard of.</summary>
    public static TableEntity Seen(TableEntity row, DateTimeOffset at)
    {
        row["Seen"] = at.ToUnixTimeMilliseconds();
        return row;
    }

    /// <summary>The contact is to be read anew, orders and all: after a merge, an undo, an erasure.</summary>
    public static TableEntity OfEverything(string contactId, string cause) => New(contactId, Everything, cause);

    /// <summary>What a row says has changed.</summary>
    public static IEnumerable<DirtyPart> Read(TableEntity row) => LongText.Read(RowVersions.Known(row), People) is { } people
        ? people.Split(' ').Zip(DetailsOf(row), (contactId, got) =>
            new DirtyEvents(contactId, row.GetString("Cause")!) { Details = [got] })
        : [ReadOne(row)];

    private static DirtyPart ReadOne(TableEntity row)
    {
        var id = row.RowKey[Prefix.Length..];
        var contactId = id[..id.IndexOf('|', StringComparison.Ordinal)];
        var cause = row.GetString("Cause")!;
        DirtyPart part = id[(contactId.Length + 1)..] switch
        {
            Person => new DirtyPerson(contactId, cause, Time(row, "FirstSeenAt"), ProfileOf(row)),
            Everything => new DirtyContact(contactId, cause),
            Visits => new DirtyVisits(contactId, cause),
            var beside when beside.StartsWith(BesidePart, StringComparison.Ordinal) =>
                new DirtyBeside(contactId, cause, unchecked((ulong)row.GetInt64("Key")!.Value)),
            var done when done.StartsWith(EventPart, StringComparison.Ordinal) => new DirtyEvents(contactId, cause),
            _ => new DirtyOrder(contactId, cause, OrderFact.KeyOf(row.GetString("Order")!), OrderOf(row)),
        };
        return part with { SeenAt = Time(row, "Seen"), Details = DetailsOf(row) };
    }

    private static void Write(TableEntity row, IReadOnlyList<Detail> details)
    {
        if (details.Count > 0)
        {
            LongText.Write(row, Details, JsonSerializer.Serialize(DetailDocument.Of(details), DocumentJson.Compact.ListDetailDocument));
        }
    }

    private static IReadOnlyList<Detail> DetailsOf(TableEntity row) => LongText.Read(row, Details) is { } json
        ? [.. JsonSerializer.Deserialize(json, DocumentJson.Compact.ListDetailDocument)!.Select(one => one.ToDetail())]
        : [];

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
