using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>What a report row says.</summary>
/// <param name="ContactId">Of whom.</param>
/// <param name="Part">Which part of it: one of the letters of <see cref="ReportRow"/>.</param>
/// <param name="Month">Of an order: the month it lies in, or lay in.</param>
/// <param name="Key">Of an order its key, of an event or item its id.</param>
/// <param name="Json">How it is now; null: not there (any more).</param>
/// <param name="LiesElsewhere">It is too large for this row, or newer elsewhere: read it where it lies.</param>
/// <param name="IsNobodys">Of an order that lies elsewhere: nobody knows who bought.</param>
internal sealed record ReportMark(
    string ContactId, char Part, string? Month, string? Key, string? Json, bool LiesElsewhere, bool IsNobodys = false);

/// <summary>
/// <c>g|{contact}|{part}</c>: something reports are made of has changed, and how it is now. Each recompute takes these rows into the logs
/// of reports and deletes them. A part is the person (<c>c</c>: of earlier versions), its manager (<c>m</c>), an order in a month
/// (<c>o|...</c>), something done (<c>e|...</c>), a task or deal (<c>i|...</c>).
/// </summary>
internal static class ReportRow
{
    public const string Prefix = "g|";
    public const char Person = 'c';
    public const char Manager = 'm';
    public const char Order = 'o';
    public const char Event = 'e';
    public const char Item = 'i';

    private const string Kept = "Kept";
    private const string Large = "Large";
    private const string Nobodys = "Nobodys";

    // An order's own row and its entry on the timeline share its batch: a large one is not written a third time.
    private const int MostRiding = 8_000;

    /// <summary>What the rows of a contact begin with.</summary>
    public static string PrefixOf(string contactId) => $"{Prefix}{contactId}|";

    /// <summary>Whether something has changed that reports know of the person: <see cref="DirtyRow.OfPerson"/> tells what.</summary>
    public static bool KnowOther(Contact before, Contact contact) =>
        JsonOf(before) != JsonOf(contact);

    /// <summary>What reports know of a person.</summary>
    public static string JsonOf(Contact contact) => Json(KeptProfile.Of(contact), DocumentJson.Compact.KeptProfile);

    /// <summary>The same as a row would tell.</summary>
    public static ReportMark Of(ReportedPerson person) =>
        new(person.ContactId, Person, null, null, person.Profile, LiesElsewhere: person.Profile is null);

    /// <summary>An order; also the month it lay in before, when that is another.</summary>
    public static IEnumerable<TableEntity> OfOrder(string contactId, string key, OrderState before, OrderState order, bool isNobody)
    {
        var now = KeptOrder.Of(contactId, key, order, isNobody);
        if (before.Version is { } known && KeptOrder.MonthOf(known.PlacedAt) is var was && was != now?.Month)
        {
            yield return OfOrder(contactId, was, key, null);
        }

        if (now is not null)
        {
            yield return OfOrder(contactId, now.Month, key, now);
        }
    }

    /// <summary>Something that was done.</summary>
    public static TableEntity OfEvent(string contactId, KeptEvent done) =>
        Named(New(contactId, $"{Event}|{TableKeys.Escape(done.Id)}", Json(done, DocumentJson.Compact.KeptEvent)), done.Id);

    /// <summary>A task.</summary>
    public static TableEntity OfTask(string id, ClientTask task) =>
        OfItem(new KeptItem(id) { Task = task with { Title = "", Script = null, Result = null } });

    /// <summary>A deal.</summary>
    public static TableEntity OfDeal(string id, Deal deal) =>
        OfItem(new KeptItem(id) { Deal = deal with { Title = "", Fields = new Dictionary<string, string>() } });

    /// <summary>Who looks after the contact.</summary>
    public static TableEntity OfManager(string contactId, string? manager) => New(contactId, $"{Manager}", manager);

    public static ReportMark Read(TableEntity row)
    {
        var parts = RowVersions.Known(row).RowKey.Split('|', 5);
        return new ReportMark(
            parts[1],
            parts[2][0],
            parts[2][0] == Order ? parts[3] : null,
            row.GetString("Of"),
            LongText.Read(row, Kept),
            row.GetBoolean(Large) == true || parts[2][0] == Person, // Of an earlier version: the mark beside it may be newer.
            row.GetBoolean(Nobodys) == true);
    }

    private static TableEntity OfOrder(string contactId, string month, string key, KeptOrder? order)
    {
        var json = order is null ? null : Json(order, DocumentJson.Compact.KeptOrder);
        var isLarge = json?.Length > MostRiding;
        var row = Named(New(contactId, $"{Order}|{month}|{TableKeys.Escape(key)}", isLarge ? null : json), key);
        row[Large] = isLarge ? true : null;
        row[Nobodys] = isLarge && order!.Nobody ? true : null;
        return row;
    }

    private static TableEntity OfItem(KeptItem item) => Named(
        New(ItemId.ContactOf(item.Id), $"{Item}|{item.Id}", Json(item, DocumentJson.Compact.KeptItem)), item.Id);

    private static TableEntity Named(TableEntity row, string of)
    {
        row["Of"] = of;
        return row;
    }

    private static TableEntity New(string contactId, string part, string? json)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), PrefixOf(contactId) + part);
        if (json is not null)
        {
            LongText.Write(row, Kept, json);
        }

        return row;
    }

    private static string Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
