using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>A contact's row, and what recompute keeps in it.</summary>
internal static class ContactRow
{
    /// <summary>Id of the contact this one was merged into; its own data stays for the record and for an undo.</summary>
    public const string MergedInto = "MergedInto";

    /// <summary>Ids of its segments, sorted, with single spaces between. Written by recompute only.</summary>
    public const string Segments = "Segments";

    /// <summary>R, F and M digit, such as <c>545</c>; absent or empty for who never bought. Written by recompute only.</summary>
    public const string Rfm = "Rfm";

    /// <summary>When the contact was first seen, Unix milliseconds: recompute needs it without reading the profile.</summary>
    public const string FirstSeenAt = "FirstSeenAt";

    /// <summary>Everything but the orders.</summary>
    public const string Profile = "Profile";

    /// <summary>The orders.</summary>
    public const string Orders = "Orders";

    /// <summary>The whole row; <paramref name="kept"/> is the row it replaces, whose recomputed columns stay.</summary>
    public static TableEntity Of(Contact contact, TableEntity? kept, string? mergedInto = null)
    {
        var row = new TableEntity(ContactId.ShardOf(contact.Id), TableKeys.Contact(contact.Id));
        var document = ContactDocument.Of(contact);
        LongText.Write(row, Profile, JsonSerializer.Serialize(document with { Orders = null }, ContactJson.Compact.ContactDocument));
        if (document.Orders is { } orders)
        {
            LongText.Write(row, Orders, JsonSerializer.Serialize(orders, ContactJson.Compact.DictionaryStringOrderDocument));
        }

        row[FirstSeenAt] = contact.FirstSeen?.Said.At.ToUnixTimeMilliseconds();
        row[MergedInto] = mergedInto;
        row[Segments] = kept?.GetString(Segments);
        row[Rfm] = kept?.GetString(Rfm);
        return row;
    }

    /// <summary>The contact in a row.</summary>
    public static Contact Read(TableEntity row)
    {
        var document = JsonSerializer.Deserialize(LongText.Read(row, Profile)!, ContactJson.Compact.ContactDocument)!;
        var orders = LongText.Read(row, Orders) is { } text ? JsonSerializer.Deserialize(text, ContactJson.Compact.DictionaryStringOrderDocument) : null;
        return (document with { Orders = orders }).ToContact(row.RowKey[2..]);
    }
}
